package next700.simulation.lcr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import next700.history.HistoryReader;
import next700.linearizability.KeyValue;
import next700.linearizability.Linearizability;
import next700.linearizability.Verdict;
import next700.process.Bytes;
import next700.process.Input;
import next700.process.ProcessId;
import next700.protocol.lcr.LcrCall;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Payload;
import next700.service.KeyValueStore;
import next700.service.Operations;
import next700.service.Service;
import next700.trial.Campaign;
import next700.trial.Event;
import next700.trial.FuzzOptions;
import next700.trial.RunResult;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A key-value store that every founder of a simulated group holds a replica of. */
@Tag("campaign")
final class LcrLinearizabilityTest {
    private static final int RUNS = 150;

    private final StringBuilder history = new StringBuilder();
    private final Map<ProcessId, Service> replicas = new TreeMap<>();
    private final Map<Payload, Integer> clients = new HashMap<>();
    private int answered;

    @Test
    void aKeyValueStoreOnLcrIsLinearizableWhoeverCrashes() {
        int oneIsLeft = 0;
        for (int number = 0; number < RUNS; number++) {
            RunResult run =
                    Campaign.runOf(FuzzOptions.of(LcrSubject.USUAL, RUNS).withSeed(7), number);
            Verdict verdict = Linearizability.of(new KeyValue())
                    .check(new HistoryReader()
                            .read(
                                    "run " + number,
                                    new ByteArrayInputStream(record(run).getBytes(StandardCharsets.UTF_8))));
            assertThat(verdict).as("run %d: %s", number, verdict).isInstanceOf(Verdict.Holds.class);
            oneIsLeft += run.reached().contains(LcrSometimes.ONE_IS_LEFT) ? 1 : 0;
        }
        assertThat(answered).isGreaterThan(RUNS);
        assertThat(oneIsLeft).isPositive();
    }

    private String record(RunResult run) {
        history.setLength(0);
        clients.clear();
        replicas.clear();
        ((LcrTrial) run.trial()).setup().founders().forEach(founder -> replicas.put(founder, new KeyValueStore()));
        run.events().forEach(this::record);
        return history.toString();
    }

    private void record(Event event) {
        if (event.input() instanceof Input.Called called && called.call() instanceof LcrCall.Broadcast invoked) {
            clients.put(invoked.payload(), clients.size() + 1);
            Text text = (Text) invoked.payload();
            line(event, text, "invoke", function(text), value(text));
        }
        for (LcrNotice.Deliver delivery : event.told(LcrNotice.Deliver.class)) {
            delivery.data().payloads().forEach(payload -> execute(event, delivery.origin(), (Text) payload));
        }
    }

    private void execute(Event event, MemberId origin, Text text) {
        Service replica = replicas.get(event.process());
        if (replica != null) {
            Service.Outcome outcome = replica.execute(Operations.of(function(text), value(text)));
            replicas.put(event.process(), outcome.after());
            if (origin.equals(event.process())) {
                answered++;
                line(event, text, "ok", function(text), valueOf(outcome.reply()));
            }
        }
    }

    private static String function(Text text) {
        return switch (text.number() % 3) {
            case 0 -> "get";
            case 1 -> "put";
            default -> "append";
        };
    }

    private static String value(Text text) {
        String argument = function(text).equals("get") ? "null" : "\"" + text + "\"";
        return "[\"k" + text.number() % 8 + "\", " + argument + "]";
    }

    private static String valueOf(Bytes reply) {
        return Operations.parse(reply.toUtf8()).get("value").toString();
    }

    private void line(Event event, Text text, String type, String function, String value) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("process", clients.get(text).toString());
        fields.put("type", "\"" + type + "\"");
        fields.put("f", "\"" + function + "\"");
        fields.put("value", value);
        fields.put("time", Integer.toString(event.number()));
        history.append('{');
        fields.forEach((name, text0) ->
                history.append('"').append(name).append("\": ").append(text0).append(", "));
        history.setLength(history.length() - 2);
        history.append("}\n");
    }
}
