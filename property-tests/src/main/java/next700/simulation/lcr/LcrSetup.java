package next700.simulation.lcr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import next700.protocol.lcr.LcrSettings;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.Network.Fate;

/**
 * The make-up of a run, drawn from its tape before it starts.
 *
 * @param founders the ring that the run starts with
 * @param joiners who asks to be let in, and when
 * @param broadcasts who broadcasts how much, and when
 * @param crashes of processes
 * @param cuts of connections between processes that live; only where the rule of survival withstands them
 * @param leaves of processes
 */
public record LcrSetup(
        LcrSettings settings,
        List<MemberId> founders,
        List<Arrival> joiners,
        List<Burst> broadcasts,
        List<Crash> crashes,
        List<Cut> cuts,
        List<Departure> leaves) {

    /** A process asks to join. */
    public record Arrival(MemberId process, MemberId contact, long at) {}

    /** A process broadcasts some messages at once. */
    public record Burst(MemberId process, long at, int messages) {}

    /**
     * A process crashes.
     *
     * @param effects 0 if it crashes at once; else it does so in the first input after {@code at} that has effects, of
     *     which one less than this are still carried out
     * @param fate what becomes of what it has sent and has not arrived
     */
    public record Crash(MemberId process, long at, int effects, Fate fate) {}

    /** All connections between two groups of processes break, although both ends live. */
    public record Cut(List<MemberId> one, List<MemberId> other, long at, Fate fate) {
        @Override
        public String toString() {
            return one + " from " + other + " at " + at + ", " + fate;
        }
    }

    /** A process leaves of its own will. */
    public record Departure(MemberId process, long at) {}

    private enum Extent {
        CONNECTION,
        ISOLATION,
        PARTITION
    }

    private static final Fate[] FATES = {Fate.ARRIVES, Fate.LOST, Fate.BY_RECEIVER, Fate.HALF};
    private static final int TIMES = 32;
    private static final long TICK = 3;

    /** Draws a run on a ring of f+1 members, or up to three more. */
    static LcrSetup draw(ChoiceTape tape, int f) {
        boolean majority = tape.choose(2, Decision.OPTION, "survival") == 0;
        int founding = f + 1 + tape.choose(4, Decision.OPTION, "founders");
        int window = 1 + tape.choose(4, Decision.OPTION, "window");
        int batch = 1 + tape.choose(3, Decision.OPTION, "batch");
        LcrSettings settings =
                new LcrSettings(majority ? Survival.MAJORITY : Survival.ALL_BUT_ONE, 10 * window, 4 * batch, true);
        List<MemberId> founders = names(1, founding);
        List<Arrival> joiners = new ArrayList<>();
        for (MemberId joiner : names(founding + 1, tape.choose(3, Decision.OPTION, "joiners"))) {
            joiners.add(new Arrival(joiner, pick(tape, founders, "contact"), time(tape, "join")));
        }
        List<Burst> broadcasts = new ArrayList<>();
        for (MemberId founder : founders) {
            for (int burst = tape.choose(4, Decision.OPTION, "bursts"); burst > 0; burst--) {
                broadcasts.add(new Burst(founder, time(tape, "burst"), 1 + tape.choose(8, Decision.OPTION, "burst")));
            }
        }
        broadcasts.add(new Burst(founders.get(0), 0, 1));
        for (Arrival joiner : joiners) {
            broadcasts.add(new Burst(joiner.process(), joiner.at() + time(tape, "burst"), 1));
        }
        List<Crash> crashes = new ArrayList<>();
        int mayCrash = majority ? founding : founding - 1;
        for (int left = tape.choose(mayCrash + 1, Decision.OPTION, "crashes"); left > 0; left--) {
            MemberId victim = tape.choose(4, Decision.OPTION, "who") == 3 && !joiners.isEmpty()
                    ? joiners.get(0).process()
                    : pick(tape, founders, "victim");
            crashes.add(new Crash(victim, time(tape, "crash"), tape.choose(6, Decision.OPTION, "effects"), fate(tape)));
        }
        List<Cut> cuts = new ArrayList<>();
        if (majority) {
            List<MemberId> all = new ArrayList<>(founders);
            joiners.forEach(joiner -> all.add(joiner.process()));
            for (int left = tape.choose(4, Decision.OPTION, "cuts"); left > 0; left--) {
                cuts.add(cut(tape, founding, all));
            }
        }
        List<Departure> leaves = new ArrayList<>();
        for (int left = tape.choose(3, Decision.OPTION, "leaves"); left > 0; left--) {
            leaves.add(new Departure(pick(tape, founders, "leaver"), time(tape, "leave")));
        }
        return new LcrSetup(settings, founders, joiners, broadcasts, crashes, cuts, leaves);
    }

    /** Breaks one connection, or all of one process, or divides all processes into two parts. */
    private static Cut cut(ChoiceTape tape, int founding, List<MemberId> all) {
        int one = tape.choose(founding, Decision.OPTION, "one end");
        int other = (one + 1 + tape.choose(founding - 1, Decision.OPTION, "other end")) % founding;
        Extent extent = Extent.values()[tape.choose(Extent.values().length, Decision.OPTION, "extent")];
        long at = time(tape, "cut");
        Fate fate = fate(tape);
        List<MemberId> here = new ArrayList<>();
        List<MemberId> there = new ArrayList<>();
        for (int end = 0; end < all.size(); end++) {
            if (end == one) {
                here.add(all.get(end));
            } else if (end == other || extent == Extent.ISOLATION) {
                there.add(all.get(end));
            } else if (extent == Extent.PARTITION) {
                (tape.choose(2, Decision.OPTION, "side") == 0 ? here : there).add(all.get(end));
            }
        }
        return new Cut(here, there, at, fate);
    }

    private static List<MemberId> names(int from, int count) {
        return IntStream.range(from, from + count)
                .mapToObj(number -> MemberId.of("p" + number))
                .toList();
    }

    private static MemberId pick(ChoiceTape tape, List<MemberId> from, String label) {
        return from.get(tape.choose(from.size(), Decision.OPTION, label));
    }

    private static long time(ChoiceTape tape, String label) {
        return TICK * tape.choose(TIMES, Decision.OPTION, label);
    }

    private static Fate fate(ChoiceTape tape) {
        return FATES[tape.choose(FATES.length, Decision.OPTION, "fate")];
    }

    /** Every derived option, for reports. */
    public Map<String, String> describe() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("survival", settings.survival().toString());
        options.put("window and batch", settings.windowBytes() + " and " + settings.batchBytes() + " bytes");
        options.put("ring", founders.toString());
        options.put("joiners", joiners.toString());
        options.put("broadcasts", broadcasts.toString());
        options.put("crashes", crashes.toString());
        options.put("cuts", cuts.toString());
        options.put("leaves", leaves.toString());
        return options;
    }
}
