package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
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
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.backup.Backup;
import next700.protocol.backup.BackupAbort;
import next700.protocol.backup.Term;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftOrdering;
import next700.protocol.pbft.PbftSettings;
import next700.protocol.quorum.Quorum;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Test;

/** A replica is killed, loses its memory but for what it noted, and comes back. */
final class RestartedReplicaTest {
    private static final ByzantineGroup FOUR = new ByzantineGroup(1);
    private static final Timing TIMING = new Timing(10);
    private static final ReplicaId R2 = new ReplicaId(2);
    private static final ClientId CLIENT = new ClientId(1);
    private static final PbftSettings SETTINGS = new PbftSettings(1, 1, 2);
    private static final Composition PBFT = new Composition("pbft", List.of(new Pbft(SETTINGS)));
    private static final Composition BACKUP =
            new Composition("backup", List.of(new Backup(new PbftOrdering(SETTINGS), new Term(0, 10))));
    private static final Composition BACKUP_THEN_QUORUM = new Composition(
            "backup-quorum",
            List.of(
                    new Backup(new PbftOrdering(SETTINGS), new Term(0, 10)),
                    new Quorum(Checkpointing.DEFAULT_INTERVAL)));

    /** A message or a timer that will be there at its time. */
    private record Coming(long time, int sequence, ProcessId to, Input input) implements Comparable<Coming> {
        @Override
        public int compareTo(Coming other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
        }
    }

    private record Alarm(ProcessId process, Timer timer) {}

    /** Four replicas and a client on links that take a millisecond. */
    private static final class Network {
        private final Composition composition;
        private final PriorityQueue<Coming> coming = new PriorityQueue<>();
        private final Map<Alarm, Coming> alarms = new HashMap<>();
        private final Map<ProcessId, Automaton> processes = new TreeMap<>();
        final Map<ProcessId, Spoken> notes = new TreeMap<>();
        final List<StepRecord> steps = new ArrayList<>();
        final List<Effect.Send> sentByR2 = new ArrayList<>();
        private int sequence;
        private long now;
        private int commits;

        Network(Composition composition) {
            this.composition = composition;
            FOUR.replicas().forEach(this::start);
            processes.put(
                    CLIENT,
                    new CompositionClient(composition, CLIENT, FOUR, new IdealAuthentication(CLIENT), TIMING, 0));
        }

        void start(ReplicaId replica) {
            Automaton automaton = new CompositionReplica(
                    composition,
                    replica,
                    FOUR,
                    new IdealAuthentication(replica),
                    TIMING,
                    new Journal(false),
                    Optional.ofNullable(notes.get(replica)));
            processes.put(replica, automaton);
            automaton.start().forEach(effect -> carryOut(replica, effect));
        }

        void kill(ReplicaId replica) {
            processes.remove(replica);
            alarms.keySet().removeIf(alarm -> alarm.process().equals(replica));
            steps.clear();
            sentByR2.clear();
        }

        /** The client's next operations commit one after the other. */
        void commit(int count) {
            int wanted = commits + count;
            while (commits < wanted) {
                int before = commits;
                feed(CLIENT, new Input.Called(new Invocation(Bytes.utf8("operation " + commits))));
                runUntil(() -> commits > before);
            }
        }

        void runUntil(java.util.function.BooleanSupplier done) {
            for (int events = 0; !done.getAsBoolean(); events++) {
                assertThat(coming).as("events to come").isNotEmpty();
                assertThat(events).as("events").isLessThan(20_000);
                Coming next = coming.poll();
                now = next.time();
                boolean isStale = next.input() instanceof Input.Expired expired
                        && !alarms.remove(new Alarm(next.to(), expired.timer()), next);
                if (!isStale) {
                    feed(next.to(), next.input());
                }
            }
        }

        List<Effect> feed(ProcessId process, Input input) {
            Automaton automaton = processes.get(process);
            List<Effect> effects = automaton == null ? List.of() : automaton.on(input);
            effects.forEach(effect -> carryOut(process, effect));
            return effects;
        }

        private void carryOut(ProcessId process, Effect effect) {
            switch (effect) {
                case Effect.Send send -> {
                    if (process.equals(R2)) {
                        sentByR2.add(send);
                    }
                    come(1, send.to(), new Input.Received(process, send.message()));
                }
                case Effect.SetTimer set ->
                    alarms.put(
                            new Alarm(process, set.timer()),
                            come(set.delayMillis(), process, new Input.Expired(set.timer())));
                case Effect.CancelTimer cancel -> alarms.remove(new Alarm(process, cancel.timer()));
                case Effect.Tell answer -> {
                    assertThat(answer.notice()).isInstanceOf(Indication.Commit.class);
                    commits++;
                }
                case Effect.Store store -> notes.put(process, (Spoken) store.value());
                case Effect.Took took -> steps.add((StepRecord) took.step());
                default -> throw new AssertionError("no replica of Abstract wants " + effect);
            }
        }

        private Coming come(long delay, ProcessId to, Input input) {
            sequence++;
            Coming next = new Coming(now + delay, sequence, to, input);
            coming.add(next);
            return next;
        }

        boolean r2Took(String step) {
            return steps.stream()
                    .anyMatch(
                            taken -> taken.process().equals(R2) && taken.step().equals(step));
        }
    }

    @Test
    void aReplicaOfPbftFetchesTheStateAndVotesBeyondItsNote() {
        Network network = new Network(PBFT);
        network.commit(3);
        Spoken note = network.notes.get(R2);
        network.kill(R2);
        network.commit(5);

        network.start(R2);
        network.runUntil(() -> network.r2Took("PBFT.StateTransfer"));
        network.commit(4);

        assertThat(network.sentByR2)
                .extracting(Effect.Send::message)
                .hasAtLeastOneElementOfType(Commit.class)
                .filteredOn(Commit.class::isInstance)
                .allSatisfy(vote -> assertThat(((Commit) vote).sequence()).isGreaterThan(note.sequence()));
    }

    @Test
    void itComesBackThoughNobodyHasAnythingToDo() {
        Network network = new Network(PBFT);
        network.commit(3);
        network.kill(R2);

        network.start(R2);

        network.runUntil(() -> network.r2Took("PBFT.StateTransfer"));
    }

    @Test
    void aReplicaOfBackupComesBackToTheInstanceThatItSpokeIn() {
        Network network = new Network(BACKUP);
        // Instances 1, 2 and 3 commit 2, 4 and 8 requests.
        network.commit(2 + 4 + 1);
        assertThat(network.notes.get(R2).instance()).isEqualTo(new InstanceId(3));
        network.kill(R2);
        network.commit(3);

        network.start(R2);
        network.runUntil(() -> network.r2Took("PBFT.StateTransfer"));
        network.commit(4);

        assertThat(network.sentByR2)
                .extracting(Effect.Send::message)
                .hasAtLeastOneElementOfType(Commit.class)
                .noneMatch(message -> ((InstanceMessage) message).instance().compareTo(new InstanceId(3)) < 0);
        assertThat(network.steps)
                .anyMatch(step -> step.process().equals(R2)
                        && step.kind() == StepKind.EXECUTES
                        && step.history().orElseThrow().length() > 2 + 4);
    }

    @Test
    void aReplicaThatTookOverAFinalStateAbortsAsTheOthersDo() {
        Network network = new Network(BACKUP);
        network.commit(2 + 1);
        network.kill(R2);
        network.commit(3);

        network.start(R2);
        network.runUntil(() -> network.r2Took("PBFT.StateTransfer"));
        network.commit(1);

        assertThat(network.sentByR2)
                .extracting(Effect.Send::message)
                .filteredOn(BackupAbort.class::isInstance)
                .anySatisfy(abort ->
                        assertThat(((BackupAbort) abort).history().length()).isEqualTo(2 + 4));
    }

    @Test
    void theNoteOfALaterInstanceStaysWhenAnEarlierOneHasSomethingToNote() {
        Network network = new Network(BACKUP_THEN_QUORUM);
        network.commit(3);
        assertThat(network.notes.get(R2)).isEqualTo(Spoken.in(new InstanceId(2)));

        List<Effect> effects = network.feed(
                R2, new Input.Expired(new InstanceTimer(InstanceTimer.Kind.VIEW_CHANGE, InstanceId.FIRST)));

        assertThat(effects)
                .anyMatch(effect ->
                        effect instanceof Effect.Took took && took.step().step().equals("PBFT.ViewChange"));
        assertThat(effects).noneMatch(Effect.Store.class::isInstance);
    }

    @Test
    void whereNothingTellsWhatItSaidAReplicaStaysSilent() {
        Network network = new Network(BACKUP_THEN_QUORUM);
        network.commit(3);
        network.kill(R2);
        network.start(R2);

        network.commit(1);

        assertThat(network.sentByR2)
                .noneMatch(send -> ((InstanceMessage) send.message()).instance().compareTo(new InstanceId(2)) <= 0);
    }
}
