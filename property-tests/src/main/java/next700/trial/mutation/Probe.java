package next700.trial.mutation;

import java.util.Comparator;
import java.util.Optional;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Run;
import next700.trial.SubjectMaker;
import next700.trial.Tape;
import next700.trial.Violation;

/** Runs a campaign in a broken world, and tells in strings, which both worlds know, what it found. */
public final class Probe {
    /** Enough for a property to fall, too, where the lemma that broke first carries one. */
    private static final int LOOK_ON = 200;

    /**
     * What a campaign on a mutant found.
     *
     * @param run the number of the first that failed; empty if none did
     * @param property the property that the counterexample violates
     * @param first the property that broke first in the first run that failed
     */
    record Findings(Optional<Long> run, String property, String first, String explanation, String size, String tape) {
        static Findings of(String[] told) {
            return told.length == 0
                    ? new Findings(Optional.empty(), "", "", "", "", "")
                    : new Findings(Optional.of(Long.valueOf(told[0])), told[1], told[2], told[3], told[4], told[5]);
        }
    }

    private Probe() {}

    /** Called by reflection, across class loaders. */
    public static String[] hunt(
            String maker, String name, int f, long seed, long first, long runs, int threads, boolean thorough)
            throws ReflectiveOperationException {
        FuzzOptions options = FuzzOptions.of(SubjectMaker.made(maker, name, f), runs)
                .from(first)
                .withSeed(seed)
                .withThreads(threads)
                .lookingOn(thorough ? LOOK_ON : 0);
        CampaignResult result = thorough ? Campaign.run(options) : Campaign.runWithoutShrinking(options);
        return result.firstFailure()
                .map(failure -> tell(failure, result.counterexample()))
                .orElse(new String[0]);
    }

    /** Replays one schedule; called by reflection, across class loaders. */
    public static String[] replay(String maker, String name, int f, String tape) throws ReflectiveOperationException {
        return Run.replay(SubjectMaker.made(maker, name, f), Tape.decode(tape)).violations().stream()
                .min(Comparator.comparingInt(Violation::event))
                .map(violation -> tell(0, violation, violation, "", tape))
                .orElse(new String[0]);
    }

    private static String[] tell(CampaignResult.Failure first, Optional<Counterexample> shrunk) {
        return shrunk.map(small -> tell(
                        first.run(),
                        first.violation(),
                        small.violation(),
                        small.before() + " -> " + small.after(),
                        small.run().tape().encode()))
                .orElseGet(() -> tell(first.run(), first.violation(), first.violation(), "", ""));
    }

    private static String[] tell(long run, Violation first, Violation shown, String size, String tape) {
        return new String[] {Long.toString(run), shown.property(), first.property(), shown.explanation(), size, tape};
    }
}
