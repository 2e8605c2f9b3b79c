package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.Timing;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftSettings;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.liar.Conspiracy;

/**
 * The make-up of a run.
 *
 * @param byzantine the replicas that lie; with those that crash they are never more than {@code f} at a time
 * @param badClient whether there is a Byzantine client beside the correct ones
 * @param general whether those that lie are liars of any protocol, not those of PBFT
 * @param crashes in the order in which they are attempted
 * @param discreet whether replies tell nothing of the state
 * @param horizonMillis when links begin to deliver everything in time
 * @param partition that is over by then
 */
public record PbftSetup(
        ByzantineGroup group,
        PbftSettings settings,
        int clients,
        int operationsPerClient,
        List<ReplicaId> byzantine,
        boolean badClient,
        boolean general,
        List<Crash> crashes,
        boolean discreet,
        long horizonMillis,
        Optional<Partition> partition) {
    static final Timing TIMING = new Timing(10);

    /** One in so many runs with liars has general ones. */
    private static final int GENERAL_OF = 4;

    private static final int[] INTERVALS = {2, 1, 4};
    private static final int[] HORIZONS = {300, 100, 800};
    private static final int[] DOWN_MILLIS = {20, 60, 200};
    private static final int[] DIVIDED_AT_MILLIS = {10, 1, 40, 120};
    private static final int[] DIVIDED_FOR_MILLIS = {60, 20, 200};

    /**
     * For a while nothing passes between some replicas and all other processes.
     *
     * @param isolated may pass messages among themselves
     */
    public record Partition(Set<ReplicaId> isolated, long from, long until) {
        boolean separates(ProcessId one, ProcessId other, long now) {
            return now >= from && now < until && isIsolated(one) != isIsolated(other);
        }

        private boolean isIsolated(ProcessId process) {
            return process instanceof ReplicaId replica && isolated.contains(replica);
        }

        @Override
        public String toString() {
            return isolated + " isolated from " + from + " to " + until;
        }
    }

    /**
     * A crash that takes the replica's memory.
     *
     * @param effectsCarriedOut of the input during which it crashes
     * @param beginning whether it is not this replica that crashes, but whoever is the first to begin a view as its primary;
     *     what it sent last then arrives when it is back
     */
    public record Crash(ReplicaId replica, long at, int effectsCarriedOut, long downMillis, boolean beginning) {
        /** Those of the effects before the crash. */
        List<Effect> carriedOut(List<Effect> effects) {
            int before = 0;
            while (beginning && !isNewView(effects.get(before))) {
                before++;
            }
            return effects.subList(0, Math.min(effects.size(), before + effectsCarriedOut));
        }

        /** Whether a replica that has these effects begins a view as its primary. */
        static boolean isBeginning(List<Effect> effects) {
            return effects.stream().anyMatch(Crash::isNewView)
                    && effects.stream()
                            .anyMatch(effect -> effect instanceof Effect.Took took
                                    && took.step().step().equals("PBFT.NewView"));
        }

        @Override
        public String toString() {
            return "%s at %d, after %d effects, for %d"
                    .formatted(
                            beginning ? "whoever begins a view as its primary" : replica,
                            at,
                            effectsCarriedOut,
                            downMillis);
        }

        private static boolean isNewView(Effect effect) {
            return effect instanceof Effect.Send send && send.message() instanceof NewView;
        }
    }

    /** @param f {@link PbftSubject#DRAWN} if the tape is to draw it */
    static PbftSetup draw(ChoiceTape tape, int f) {
        ByzantineGroup group = new ByzantineGroup(f == PbftSubject.DRAWN ? 1 + pick(tape, 6, "f") / 5 : f);
        PbftSettings settings = new PbftSettings(
                1 + pick(tape, 3, "batch bound"),
                1 + pick(tape, 3, "pipeline bound"),
                INTERVALS[pick(tape, INTERVALS.length, "checkpoint interval")]);
        int clients = 1 + pick(tape, 3, "clients");
        int operations = 1 + pick(tape, 5, "operations");
        List<ReplicaId> byzantine = new ArrayList<>();
        List<ReplicaId> candidates = new ArrayList<>(group.replicas());
        int liars = pick(tape, group.f() + 1, "liars");
        for (int i = 0; i < liars; i++) {
            byzantine.add(candidates.remove(pick(tape, candidates.size(), "liar")));
        }
        List<Crash> crashes = new ArrayList<>();
        if (liars < group.f()) {
            int count = pick(tape, 4, "crashes");
            for (int i = 0; i < count; i++) {
                crashes.add(new Crash(
                        candidates.get(pick(tape, candidates.size(), "who crashes")),
                        10 + 12L * pick(tape, 32, "when it crashes"),
                        pick(tape, 6, "how far it gets"),
                        DOWN_MILLIS[pick(tape, DOWN_MILLIS.length, "how long it is down")],
                        pick(tape, 3, "crashes as it begins a view") == 1));
            }
        }
        boolean badClient = pick(tape, 3, "bad client") == 1;
        boolean general = (badClient || !byzantine.isEmpty()) && pick(tape, GENERAL_OF, Conspiracy.GENERAL) == 1;
        return new PbftSetup(
                group,
                settings,
                clients,
                operations,
                byzantine,
                badClient,
                general,
                crashes,
                pick(tape, 2, "discreet") == 1,
                HORIZONS[pick(tape, HORIZONS.length, "horizon")],
                drawPartition(tape, group));
    }

    /** Of so many replicas that, with as many liars as there may be, neither side need be able to go on. */
    private static Optional<Partition> drawPartition(ChoiceTape tape, ByzantineGroup group) {
        if (pick(tape, 4, "partition") != 1) {
            return Optional.empty();
        }
        Set<ReplicaId> isolated = new TreeSet<>();
        int first = pick(tape, group.size(), "isolated");
        int count = 1 + pick(tape, group.f() + 1, "more that are isolated");
        for (int i = 0; i < count; i++) {
            isolated.add(new ReplicaId(1 + (first + i) % group.size()));
        }
        long from = DIVIDED_AT_MILLIS[pick(tape, DIVIDED_AT_MILLIS.length, "when it is divided")];
        long length = DIVIDED_FOR_MILLIS[pick(tape, DIVIDED_FOR_MILLIS.length, "how long it is divided")];
        return Optional.of(new Partition(isolated, from, from + length));
    }

    private static int pick(ChoiceTape tape, int bound, String label) {
        return tape.choose(bound, Decision.OPTION, label);
    }

    /** Every derived option, for reports. */
    SortedMap<String, String> describe() {
        SortedMap<String, String> options = new TreeMap<>();
        options.put("f", group.f() + ", " + group.size() + " replicas");
        options.put("correct clients", correctClients().toString());
        options.put("operations per client", Integer.toString(operationsPerClient));
        options.put(
                "batches",
                "of at most %d requests, %d at a time".formatted(settings.batchBound(), settings.pipelineBound()));
        options.put("checkpoints every", settings.checkpointInterval() + " numbers");
        options.put("Byzantine", byzantine.isEmpty() && !badClient ? "nobody" : liars().toString());
        options.put("liars", general ? "of any protocol" : "of PBFT");
        options.put("crashes", crashes.isEmpty() ? "none" : crashes.toString());
        options.put("partition", partition.map(Partition::toString).orElse("none"));
        options.put("replies", discreet ? "tell nothing" : "tell all that was executed");
        options.put("faults stop at", Long.toString(horizonMillis));
        return options;
    }

    String faultBudget() {
        return "%d of at most f=%d faulty replicas Byzantine among %d, %s; %d Byzantine clients"
                .formatted(
                        byzantine.size(),
                        group.f(),
                        group.size(),
                        crashes.isEmpty() ? "none crashing" : "one at a time crashing",
                        badClient ? 1 : 0);
    }

    private List<ProcessId> liars() {
        List<ProcessId> liars = new ArrayList<>(byzantine);
        if (badClient) {
            liars.add(badClientId());
        }
        return liars;
    }

    public boolean isByzantine(ReplicaId replica) {
        return byzantine.contains(replica);
    }

    public List<ClientId> correctClients() {
        return IntStream.rangeClosed(1, clients).mapToObj(ClientId::new).toList();
    }

    ClientId badClientId() {
        return new ClientId(clients + 1);
    }
}
