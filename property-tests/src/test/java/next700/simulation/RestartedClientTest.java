package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Timer;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.Timing;
import next700.protocol.backup.Backup;
import next700.protocol.backup.Term;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.protocol.pbft.PbftOrdering;
import next700.protocol.pbft.PbftSettings;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A client process ends, and another one starts under its name. */
final class RestartedClientTest {
    private static final ByzantineGroup FOUR = new ByzantineGroup(1);
    private static final Timing TIMING = new Timing(10);
    private static final ClientId CLIENT = new ClientId(1);
    private static final int PATIENCE = 20;

    static Stream<Composition> compositions() {
        return Stream.of(
                Composition.QUORUM,
                Composition.ZLIGHT,
                Composition.CHAIN,
                Composition.PBFT,
                new Composition("backup", List.of(new Backup(new PbftOrdering(PbftSettings.DEFAULT), Term.DEFAULT))));
    }

    private record Sent(ProcessId from, Effect.Send send) {}

    /** Four replicas and the client on links that lose nothing; timers run out when nothing is on its way. */
    private static final class Network {
        private final Composition composition;
        private final Map<ProcessId, Automaton> processes = new TreeMap<>();
        private final Map<ProcessId, List<Timer>> timers = new TreeMap<>();
        private final ArrayDeque<Sent> network = new ArrayDeque<>();
        private final List<Sent> toClient = new ArrayList<>();
        private final List<Indication.Commit> commits = new ArrayList<>();

        Network(Composition composition) {
            this.composition = composition;
            for (ReplicaId replica : FOUR.replicas()) {
                start(
                        replica,
                        new CompositionReplica(
                                composition,
                                replica,
                                FOUR,
                                new IdealAuthentication(replica),
                                TIMING,
                                new Journal(false),
                                Optional.empty()));
            }
        }

        private void start(ProcessId process, Automaton automaton) {
            processes.put(process, automaton);
            timers.put(process, new ArrayList<>());
        }

        /** The client's next life. */
        void startClient(long lastTimestamp) {
            start(
                    CLIENT,
                    new CompositionClient(
                            composition, CLIENT, FOUR, new IdealAuthentication(CLIENT), TIMING, lastTimestamp));
        }

        void invoke(String operation) {
            feed(CLIENT, new Input.Called(new Invocation(Bytes.utf8(operation))));
            goOn();
        }

        /** What the client was sent so far reaches it once more, before anything that it is sent for this. */
        void invokeAndHearTheFormerAnswers(String operation) {
            List<Sent> former = List.copyOf(toClient);
            feed(CLIENT, new Input.Called(new Invocation(Bytes.utf8(operation))));
            for (Sent sent : former) {
                feed(CLIENT, new Input.Received(sent.from(), sent.send().message()));
            }
            goOn();
        }

        private void goOn() {
            int before = commits.size();
            deliver();
            for (int i = 0; i < PATIENCE && commits.size() == before; i++) {
                expireAll();
            }
        }

        private void feed(ProcessId process, Input input) {
            for (Effect effect : processes.get(process).on(input)) {
                switch (effect) {
                    case Effect.Send send -> network.add(new Sent(process, send));
                    case Effect.SetTimer set -> {
                        timers.get(process).remove(set.timer());
                        timers.get(process).add(set.timer());
                    }
                    case Effect.CancelTimer cancel -> timers.get(process).remove(cancel.timer());
                    case Effect.Tell tell -> commits.add((Indication.Commit) tell.notice());
                    default -> {}
                }
            }
        }

        private void deliver() {
            for (Sent sent = network.poll(); sent != null; sent = network.poll()) {
                if (sent.send().to().equals(CLIENT)) {
                    toClient.add(sent);
                }
                feed(
                        sent.send().to(),
                        new Input.Received(sent.from(), sent.send().message()));
            }
        }

        void expireAll() {
            FOUR.replicas().forEach(this::expire);
            deliver();
            expire(CLIENT);
            deliver();
        }

        private void expire(ProcessId process) {
            List<Timer> set = timers.get(process);
            for (Timer timer : List.copyOf(set)) {
                set.remove(timer);
                feed(process, new Input.Expired(timer));
            }
        }
    }

    /** What it has forgotten that it asked, it must not be told the answer to in place of what it asks. */
    @ParameterizedTest
    @MethodSource("compositions")
    void aClientThatUsesATimestampAgainIsNotToldTheReplyToItsFormerRequest(Composition composition) {
        Network network = new Network(composition);
        network.startClient(0);
        network.invoke("former");

        network.startClient(0);
        network.invokeAndHearTheFormerAnswers("latter");

        Indication.Commit former = network.commits.getFirst();
        assertThat(former.reply()).isEqualTo(Bytes.utf8("former"));
        for (Indication.Commit commit : network.commits.subList(1, network.commits.size())) {
            assertThat(commit.request().operation()).isEqualTo(Bytes.utf8("latter"));
            assertThat(commit.reply().toUtf8()).endsWith("latter");
        }
    }

    @ParameterizedTest
    @MethodSource("compositions")
    void aClientThatGoesOnFromLaterTimestampsIsServed(Composition composition) {
        Network network = new Network(composition);
        network.startClient(1_000);
        network.invoke("former");

        network.startClient(5_000);
        network.invoke("latter");

        assertThat(network.commits.stream().map(Indication.Commit::reply))
                .containsExactly(Bytes.utf8("former"), Bytes.utf8("former,latter"));
    }
}
