package next700.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.checkpoints.Checkpointing;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.liar.Conspiracy;

/**
 * The make-up of a run, which is the first thing on its tape: swarm testing, where every run has a mix of faults of its
 * own. All that is derived from the tape is here, so that a failing run can say what it was.
 *
 * @param correctClients c1, c2, ...
 * @param operationsPerClient how many operations each correct client invokes, one after the other
 * @param startTimes when each correct client first invokes
 * @param byzantine replicas and clients; the clients' numbers follow the correct ones'
 * @param crashes at most f less the Byzantine replicas
 * @param partition while it lasts, nothing passes between the isolated replicas and the rest
 * @param discreet whether the service's replies tell nothing of what was executed
 * @param checkpointInterval after how many requests replicas take a checkpoint
 * @param horizon when faults stop, in units of virtual time
 * @param general whether those that lie are liars of any protocol, not those of Abstract
 */
public record Setup(
        int correctClients,
        int operationsPerClient,
        List<Long> startTimes,
        Set<ProcessId> byzantine,
        List<Crash> crashes,
        Optional<Partition> partition,
        boolean discreet,
        int checkpointInterval,
        long horizon,
        boolean general) {

    /**
     * A replica stops, and may come back without its memory.
     *
     * @param effectsCarriedOut of the first event after {@code at}; the crash comes between two effects of one step
     * @param backAt when it comes back; absent if never
     */
    public record Crash(ReplicaId replica, long at, int effectsCarriedOut, Optional<Long> backAt) {}

    /** Replicas that are cut off from everyone. */
    public record Partition(Set<ReplicaId> isolated, long from, long until) {
        boolean separates(ProcessId one, ProcessId other) {
            return contains(one) != contains(other);
        }

        private boolean contains(ProcessId process) {
            return process instanceof ReplicaId replica && isolated.contains(replica);
        }
    }

    private static final int[] CLIENTS = {2, 1, 3};
    private static final int[] OPERATIONS = {1, 2, 3};
    private static final int[] OFFSETS = {0, 1, 2, 6, 15};
    private static final int SEQUENTIAL_OFFSET = 30;
    private static final int[] CRASH_TIMES = {1, 3, 8, 15, 25, 40};
    private static final int[] DOWN_TIMES = {10, 1, 25, 45};
    private static final int[] PARTITION_TIMES = {0, 3, 12, 30};
    private static final int[] PARTITION_LENGTHS = {8, 25, 45};
    private static final int[] HORIZONS = {60, 40, 110};
    /** The first of them no run gets to. */
    private static final int[] CHECKPOINT_INTERVALS = {Checkpointing.DEFAULT_INTERVAL, 2, 1, 3};

    private static final int MAX_EFFECTS_CARRIED_OUT = 4;
    private static final int MAX_BYZANTINE_CLIENTS = 2;

    /** One in so many runs with liars has general ones; the special ones find what takes several messages to the same end. */
    private static final int GENERAL_OF = 4;

    static Setup draw(ChoiceTape tape, Arena arena) {
        int clients = pick(tape, CLIENTS, "clients");
        int operations = pick(tape, OPERATIONS, "operations per client");
        Set<ProcessId> byzantine = new TreeSet<>();
        List<Crash> crashes = new ArrayList<>();
        drawFaults(tape, arena, byzantine, crashes);
        int byzantineClients = tape.choose(1 + MAX_BYZANTINE_CLIENTS, Decision.OPTION, "Byzantine clients");
        for (int i = 1; i <= byzantineClients; i++) {
            byzantine.add(new ClientId(clients + i));
        }
        Optional<Partition> partition = drawPartition(tape, arena);
        boolean discreet = tape.choose(3, Decision.OPTION, "replies that tell nothing") == 2;
        long horizon = pick(tape, HORIZONS, "horizon");
        int checkpointInterval = pick(tape, CHECKPOINT_INTERVALS, "requests between checkpoints");
        List<Long> starts = drawStarts(tape, clients);
        boolean general = !byzantine.isEmpty() && tape.choose(GENERAL_OF, Decision.OPTION, Conspiracy.GENERAL) == 1;
        return new Setup(
                clients,
                operations,
                starts,
                byzantine,
                List.copyOf(crashes),
                partition,
                discreet,
                checkpointInterval,
                horizon,
                general);
    }

    private static void drawFaults(ChoiceTape tape, Arena arena, Set<ProcessId> byzantine, List<Crash> crashes) {
        Set<ReplicaId> faulty = new TreeSet<>();
        for (int slot = 0; slot < arena.f(); slot++) {
            int kind = tape.choose(4, Decision.OPTION, "fault: none, Byzantine, crash and restart, crash");
            if (kind == 0) {
                continue;
            }
            var replica =
                    new ReplicaId(arena.replicas() - tape.choose(arena.replicas(), Decision.OPTION, "faulty replica"));
            if (!faulty.add(replica)) {
                continue;
            }
            if (kind == 1) {
                byzantine.add(replica);
            } else {
                crashes.add(drawCrash(tape, replica, kind == 2));
            }
        }
    }

    private static Crash drawCrash(ChoiceTape tape, ReplicaId replica, boolean comesBack) {
        long at = pick(tape, CRASH_TIMES, "crash time");
        int carriedOut = tape.choose(MAX_EFFECTS_CARRIED_OUT, Decision.OPTION, "effects before the crash");
        Optional<Long> backAt = comesBack ? Optional.of(at + pick(tape, DOWN_TIMES, "down time")) : Optional.empty();
        return new Crash(replica, at, carriedOut, backAt);
    }

    private static Optional<Partition> drawPartition(ChoiceTape tape, Arena arena) {
        if (tape.choose(3, Decision.OPTION, "partition") < 2) {
            return Optional.empty();
        }
        Set<ReplicaId> isolated = new TreeSet<>();
        int first = tape.choose(arena.replicas(), Decision.OPTION, "isolated replica");
        int count = 1 + tape.choose(arena.f() + 1, Decision.OPTION, "more isolated replicas");
        for (int i = 0; i < count; i++) {
            isolated.add(new ReplicaId(1 + (first + i) % arena.replicas()));
        }
        long from = pick(tape, PARTITION_TIMES, "partition start");
        return Optional.of(new Partition(isolated, from, from + pick(tape, PARTITION_LENGTHS, "partition length")));
    }

    private static List<Long> drawStarts(ChoiceTape tape, int clients) {
        List<Long> starts = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            int choice = tape.choose(1 + OFFSETS.length, Decision.INVOCATION, "first invocation");
            starts.add(choice == 0 ? (long) i * SEQUENTIAL_OFFSET : OFFSETS[choice - 1]);
        }
        return List.copyOf(starts);
    }

    private static int pick(ChoiceTape tape, int[] alternatives, String label) {
        return alternatives[tape.choose(alternatives.length, Decision.OPTION, label)];
    }

    public List<ClientId> clients() {
        List<ClientId> ids = new ArrayList<>();
        for (int i = 1; i <= correctClients; i++) {
            ids.add(new ClientId(i));
        }
        return ids;
    }

    public boolean isByzantine(ProcessId process) {
        return byzantine.contains(process);
    }

    /** Every derived option, for a report. */
    public TreeMap<String, String> describe() {
        TreeMap<String, String> options = new TreeMap<>();
        options.put("correct clients", clients().toString());
        options.put("operations per client", Integer.toString(operationsPerClient));
        options.put("first invocations at", startTimes.toString());
        options.put("Byzantine", byzantine.isEmpty() ? "nobody" : byzantine.toString());
        options.put("liars", general ? "of any protocol" : "of Abstract");
        options.put("crashes", crashes.isEmpty() ? "none" : crashes.toString());
        options.put("partition", partition.map(Partition::toString).orElse("none"));
        options.put("checkpoints every", checkpointInterval + " requests");
        options.put("replies", discreet ? "tell nothing" : "tell all that was executed");
        options.put("faults stop at", Long.toString(horizon));
        return options;
    }
}
