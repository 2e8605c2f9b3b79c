package next700.evidence.abstraction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.evidence.abstraction.Switch.Cause;
import next700.history.History;
import next700.network.Liar;
import next700.network.Load;
import next700.network.Scenario;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.composition.Composition;
import next700.recording.StepLog;
import next700.runtime.Stage;
import org.junit.jupiter.api.Test;

/** Why an instance was left, told from what was recorded of it. */
final class SwitchesTest {
    private static final InstanceId ONE = InstanceId.FIRST;
    private static final InstanceId TWO = new InstanceId(2);
    private static final ClientId C1 = new ClientId(1);
    private static final Request MINE = request(1, 1);
    private static final Request OTHER = request(2, 1);

    private final List<StepLog.Entry> entries = new ArrayList<>();
    private Optional<Liar> liar = Optional.empty();

    private static Request request(int client, long timestamp) {
        return new Request(new ClientId(client), timestamp, Bytes.utf8("o"));
    }

    private void took(StepRecord step) {
        entries.add(new StepLog.Entry(1_000_000L * entries.size(), step));
    }

    private void invokes(Request request) {
        took(StepRecord.of(StepKind.INVOKES, "Q1", request.client(), ONE).about(request));
    }

    private void executes(int replica, Request... history) {
        took(StepRecord.of(StepKind.EXECUTES, "Q2", new ReplicaId(replica), ONE)
                .about(history[history.length - 1])
                .with(next700.protocol.abstraction.History.of(history)));
    }

    private void panics(Request request) {
        took(StepRecord.of(StepKind.PANICS, "P1", request.client(), ONE).about(request));
    }

    private Switch only() {
        Load load = new Load("kv", 4, List.of(new Stage(2, 1_000)), 20, 50, 1);
        List<Switch> switches = Switches.of(new AbstractRecording(
                Composition.ALIPH,
                new ByzantineGroup(1),
                new Scenario("load", load, List.of(), liar),
                Path.of("."),
                History.builder("nothing").build(),
                entries,
                List.of(),
                0));
        assertThat(switches).hasSize(1);
        return switches.getFirst();
    }

    @Test
    void differentOrdersAreContention() {
        invokes(MINE);
        executes(1, MINE);
        executes(2, OTHER, MINE);
        panics(MINE);

        assertThat(only().cause()).isEqualTo(Cause.CONTENTION);
        assertThat(only().explanation())
                .isEqualTo("c1 panics over c1:1 after 3 ms: as request 1, r1 had executed c1:1 and r2 c2:1");
    }

    @Test
    void whatComesAfterTheRequestIsNoContention() {
        invokes(MINE);
        executes(1, MINE);
        executes(1, MINE, OTHER);
        executes(2, MINE);
        executes(3, MINE);
        panics(MINE);

        assertThat(only().cause()).isEqualTo(Cause.NO_ANSWER);
        assertThat(only().explanation()).endsWith("r4 had not executed it");
    }

    @Test
    void aLiarIsNotSaidToBeSilent() {
        liar = Optional.of(new Liar(new ReplicaId(4), 0, 1));
        invokes(MINE);
        executes(1, MINE);
        executes(2, MINE);
        executes(3, MINE);
        panics(MINE);

        assertThat(only().cause()).isEqualTo(Cause.LIE);
        assertThat(only().explanation()).endsWith("r4 lies");
    }

    @Test
    void aReplicaThatStopsForItselfSaysWhy() {
        invokes(MINE);
        executes(1, MINE);
        took(StepRecord.of(StepKind.STOPS, "C.idle", new ReplicaId(1), ONE));
        panics(MINE);
        took(StepRecord.of(StepKind.COMMITS, "B3", C1, TWO).about(MINE));

        assertThat(only().cause()).isEqualTo(Cause.LACK_OF_CONTENTION);
        assertThat(only().explanation()).contains("only c1 had been active");
        assertThat(only().committedNanos() - only().atNanos()).isEqualTo(2_000_000);
    }

    @Test
    void backupTellsHowMuchItCommitted() {
        invokes(MINE);
        executes(1, MINE);
        took(StepRecord.of(StepKind.STOPS, "B4", new ReplicaId(1), ONE));

        assertThat(only().cause()).isEqualTo(Cause.K_REACHED);
        assertThat(only().explanation()).isEqualTo("r1 stops: k = 1 request has committed");
        assertThat(only().committedNanos()).isNegative();
    }
}
