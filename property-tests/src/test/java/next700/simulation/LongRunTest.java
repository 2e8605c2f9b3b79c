package next700.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
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
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetched;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.service.Counter;
import next700.service.Operations;
import next700.trial.IdealAuthentication;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs of thousands of requests: what replicas keep, and what they tell one another, stays bounded (thesis B.6.1). */
@Tag("campaign")
final class LongRunTest {
    private static final ByzantineGroup GROUP = new ByzantineGroup(1);
    private static final Timing TIMING = new Timing(10);
    private static final int INTERVAL = 16;
    private static final ReplicaId R4 = new ReplicaId(4);
    private static final InstanceId SECOND = new InstanceId(2);

    private record Task(long time, long order, ProcessId process, Input input, int generation) {}

    private record Alarm(ProcessId process, Timer timer) {}

    private final PriorityQueue<Task> agenda =
            new PriorityQueue<>(Comparator.comparingLong(Task::time).thenComparingLong(Task::order));
    private final Map<ProcessId, Automaton> processes = new TreeMap<>();
    private final Map<Alarm, Integer> alarms = new HashMap<>();
    private final Map<ReplicaId, StepRecord> lastSteps = new TreeMap<>();
    private final List<StepRecord> aborts = new ArrayList<>();
    private final List<StepRecord> fetches = new ArrayList<>();
    private UnaryOperator<InstanceMessage> onTheWay = message -> message;
    private Composition composition;
    private int askings;
    private int asked;
    private int commits;
    private int wanted;
    private long now;
    private int count;

    private void start(Composition run, int clients) {
        composition = run.withCheckpointInterval(INTERVAL);
        GROUP.replicas().forEach(replica -> processes.put(replica, replica(replica, Optional.empty())));
        for (int i = 1; i <= clients; i++) {
            ClientId client = new ClientId(i);
            processes.put(
                    client,
                    new CompositionClient(composition, client, GROUP, new IdealAuthentication(client), TIMING, 0));
        }
    }

    private CompositionReplica replica(ReplicaId self, Optional<Spoken> forgotten) {
        return new CompositionReplica(
                composition, self, GROUP, new IdealAuthentication(self), TIMING, new Counter(), forgotten);
    }

    /** Client 1 alone has so many requests committed, or all clients in turn. */
    private void commit(int requests, int clients) {
        wanted = commits + requests;
        for (int i = 1; i <= clients; i++) {
            invoke(new ClientId(i), i);
        }
        while (commits < wanted && !agenda.isEmpty()) {
            Task task = agenda.poll();
            now = task.time();
            boolean isDue = !(task.input() instanceof Input.Expired expired)
                    || alarms.remove(new Alarm(task.process(), expired.timer()), task.generation());
            if (isDue) {
                processes.get(task.process()).on(task.input()).forEach(effect -> carryOut(task.process(), effect));
            }
        }
        assertThat(commits).isEqualTo(wanted);
        agenda.clear();
        alarms.clear();
    }

    private void invoke(ClientId client, long delay) {
        schedule(delay, client, new Input.Called(new Invocation(Operations.of("add", "1"))), 0);
    }

    private void schedule(long delay, ProcessId process, Input input, int generation) {
        agenda.add(new Task(now + delay, count++, process, input, generation));
    }

    private void carryOut(ProcessId process, Effect effect) {
        switch (effect) {
            case Effect.Send send -> {
                if (send.message() instanceof Fetch && send.to().equals(new ReplicaId(1))) {
                    askings++;
                }
                schedule(
                        1, send.to(), new Input.Received(process, onTheWay.apply((InstanceMessage) send.message())), 0);
            }
            case Effect.SetTimer set -> {
                alarms.put(new Alarm(process, set.timer()), count);
                schedule(set.delayMillis(), process, new Input.Expired(set.timer()), count);
            }
            case Effect.CancelTimer cancel -> alarms.remove(new Alarm(process, cancel.timer()));
            case Effect.Tell answer -> {
                assertThat(answer.notice()).isInstanceOf(Indication.Commit.class);
                commits++;
                if (commits < wanted) {
                    invoke((ClientId) process, 1);
                }
            }
            case Effect.Took took -> note((StepRecord) took.step());
            case Effect.Store store -> {}
            default -> throw new AssertionError("no process of Abstract wants " + effect);
        }
    }

    private void note(StepRecord step) {
        if (step.step().equals("LCS.fetched")) {
            fetches.add(step);
            asked = askings;
        } else if (step.kind() == StepKind.ABORTS) {
            aborts.add(step);
        } else if (step.process() instanceof ReplicaId replica && step.history().isPresent()) {
            lastSteps.put(replica, step);
        }
    }

    private History history(ReplicaId replica) {
        return lastSteps.get(replica).history().orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(strings = {"quorum", "zlight", "chain"})
    void historiesStayAsLongAsTheRequestsBetweenTwoCheckpoints(String name) {
        int clients = name.equals("quorum") ? 1 : 3;
        start(Arena.of(name, 1).composition(), clients);

        commit(3_000, clients);

        assertThat(aborts).isEmpty();
        for (ReplicaId replica : GROUP.replicas()) {
            assertThat(history(replica).length()).isGreaterThanOrEqualTo(2_990);
            assertThat(history(replica).requests()).hasSizeLessThan(2 * INTERVAL);
        }
    }

    /** r4 forgets 100 requests, and the next instance begins with a history of which most are cut off. */
    private void forget() {
        start(Arena.of("quorum", 1).composition(), 1);
        commit(100, 1);
        processes.put(R4, replica(R4, Optional.of(Spoken.in(InstanceId.FIRST))));
    }

    @Test
    void aReplicaThatLostItsMemoryFetchesWhatAnInitHistoryBeginsWith() {
        forget();

        commit(20, 1);

        assertThat(aborts).isNotEmpty();
        assertThat(aborts.get(0).history().orElseThrow().requests()).hasSizeLessThan(2 * INTERVAL);
        assertThat(fetches).extracting(StepRecord::process).containsExactly(R4);
        assertThat(lastSteps.get(R4).instance()).isEqualTo(SECOND);
        assertThat(history(R4)).isEqualTo(history(new ReplicaId(1)));
    }

    /** Whoever brings it: only the certificate tells that it is the state, and not this one. */
    @Test
    void aStateThatNotAllReplicasHaveSignedIsNotTaken() {
        forget();
        List<Fetched> altered = new ArrayList<>();
        onTheWay = message -> {
            if (!(message instanceof Fetched fetched) || altered.size() == 3) {
                return message;
            }
            assertThat(fetches).isEmpty();
            byte[] image = fetched.image().toByteArray();
            image[image.length - 1] ^= 1;
            altered.add(new Fetched(fetched.instance(), fetched.certificate(), Bytes.copyOf(image)));
            return altered.get(altered.size() - 1);
        };

        commit(20, 1);

        assertThat(altered).hasSize(3);
        assertThat(fetches).hasSize(1);
        assertThat(asked).isEqualTo(2);
        assertThat(history(R4)).isEqualTo(history(new ReplicaId(1)));
    }
}
