package next700.cli.museum;

import java.util.Optional;
import next700.evidence.SteppedRun;
import next700.trial.Campaign;
import next700.trial.CampaignResult;
import next700.trial.Counterexample;
import next700.trial.FuzzOptions;
import next700.trial.Subject;
import next700.trial.SubjectMaker;
import next700.trial.mutation.BrokenWorld;
import next700.workpiece.Exhibit;

/**
 * What the adversary made of a mistake.
 *
 * @param run the number of runs until a property fell, that one included
 * @param first the property that fell first
 * @param property that the smallest schedule violates, and why
 * @param shrunk from which size to which
 * @param schedule the smallest schedule in words, a line for each event
 * @param view the same to be stepped through
 * @param tape the same to be run again
 */
public record Account(
        String run,
        String first,
        String property,
        String explanation,
        String faults,
        String shrunk,
        String schedule,
        String view,
        String tape) {
    /** Enough for a property to fall, too, where the lemma that broke first carries one. */
    private static final int LOOK_ON = 100;

    /** Makes the mistake, and has the adversary look for what comes of it; nothing if it finds nothing. */
    static Optional<Account> of(Exhibit exhibit, int threads) {
        Subject subject = exhibit.hunt().subject();
        String[] told = BrokenWorld.ask(
                exhibit.broken().get(),
                subject,
                Account.class,
                "tell",
                subject.maker().getName(),
                subject.name(),
                subject.f(),
                exhibit.hunt().seed(),
                exhibit.hunt().first(),
                exhibit.hunt().runs(),
                threads,
                String.join("\n", exhibit.falls()));
        return told.length == 0
                ? Optional.empty()
                : Optional.of(
                        new Account(told[0], told[1], told[2], told[3], told[4], told[5], told[6], told[7], told[8]));
    }

    /** Called by reflection, in the world in which the protocol is broken. */
    public static String[] tell(
            String maker, String name, int f, long seed, long first, long runs, int threads, String falls)
            throws ReflectiveOperationException {
        CampaignResult result = Campaign.runWithoutShrinking(FuzzOptions.of(SubjectMaker.made(maker, name, f), runs)
                .from(first)
                .withSeed(seed)
                .withThreads(threads)
                .lookingOn(LOOK_ON));
        return result.counterexampleOf(falls.lines().toList())
                .map(found -> tell(result, found))
                .orElse(new String[0]);
    }

    private static String[] tell(CampaignResult result, Counterexample found) {
        return new String[] {
            Long.toString(result.runsToFirstFailure().orElseThrow()),
            result.firstFailure().orElseThrow().violation().property(),
            found.violation().property(),
            found.violation().explanation(),
            found.faultBudget(),
            found.before() + " to " + found.after(),
            String.join("\n", found.schedule()),
            SteppedRun.of(found).toHtml(),
            found.run().tape().encode()
        };
    }
}
