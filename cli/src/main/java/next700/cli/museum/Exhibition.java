package next700.cli.museum;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import next700.evidence.SteppedRun;
import next700.report.Progress;
import next700.report.Section;
import next700.report.Verdict;
import next700.trial.Hunt;
import next700.trial.Run;
import next700.trial.Subject;
import next700.trial.Tape;
import next700.trial.Violation;
import next700.workpiece.Exhibit;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;

/** Shows mistakes: makes each in the code, lets the adversary find it, and runs the same schedule on the code as it is. */
final class Exhibition {
    private static final int THREADS = Runtime.getRuntime().availableProcessors();

    private final Progress progress;

    Exhibition(Progress progress) {
        this.progress = progress;
    }

    /** All that there are, in the order of their protocols. */
    static List<Exhibit> all() {
        return Workpieces.all().stream()
                .map(Workpiece::exhibits)
                .flatMap(List::stream)
                .toList();
    }

    /** The same, and a terminal is told the whole story, too. */
    Section tell(Exhibit exhibit) {
        Section section = show(exhibit);
        if (section.getVerdict() == Verdict.HOLDS) {
            section.getProse().forEach(section::result);
            section.getListings().forEach(listing -> {
                section.result(listing.caption() + ":");
                listing.text().lines().forEach(line -> section.result("  " + line));
            });
        }
        return section;
    }

    /** Holds if the mistake is found, and the code without it withstands the very schedule that shows it. */
    Section show(Exhibit exhibit) {
        long start = System.nanoTime();
        progress.begin(exhibit.name());
        Section section = new Section(
                exhibit.title(),
                "The adversary finds the mistake, and the protocol without it withstands the same schedule.");
        section.say("Who made it: " + exhibit.source());
        section.say("The mistake: " + exhibit.mistake());
        Optional<Account> found = Account.of(exhibit, THREADS);
        found.ifPresent(account -> tell(section, account));
        List<Violation> sound = found.map(account -> replayed(exhibit.hunt().subject(), account))
                .orElse(List.of());
        section.say("To remember: " + exhibit.lesson());
        settle(section, exhibit, found, sound, (System.nanoTime() - start) / 1e9);
        progress.end(section.getSummary());
        return section;
    }

    private static List<Violation> replayed(Subject subject, Account account) {
        return Run.replay(subject, Tape.decode(account.tape())).violations();
    }

    private static void tell(Section section, Account account) {
        section.say("What comes of it: " + account.property() + " falls. " + account.explanation());
        section.say("It takes " + account.faults() + ". The schedule was shrunk from " + account.shrunk() + ".");
        section.run(SteppedRun.CAPTION, account.view());
        section.listing("The same in words, with the TLA+ action of each step", account.schedule());
    }

    /** What is known to come late is looked for near where it comes, and nobody is to take that for a quick find. */
    static String start(Hunt hunt) {
        return hunt.first() == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        " from run %,d of seed %d on, near which it is known to come",
                        hunt.first(),
                        hunt.seed());
    }

    private static void settle(
            Section section, Exhibit exhibit, Optional<Account> found, List<Violation> sound, double seconds) {
        if (found.isEmpty()) {
            section.settle(
                    Verdict.VIOLATED,
                    String.format(
                            Locale.ROOT,
                            "the adversary did not find it in %,d runs",
                            exhibit.hunt().runs()),
                    seconds);
        } else if (!sound.isEmpty()) {
            section.settle(
                    Verdict.VIOLATED,
                    "the same schedule breaks " + sound.getFirst().property() + " without the mistake, too",
                    seconds);
        } else {
            List<String> fell =
                    new ArrayList<>(List.of(found.get().first(), found.get().property()));
            String expected = fell.stream().noneMatch(exhibit.falls()::contains)
                    ? "; " + String.join(" or ", exhibit.falls()) + " was expected"
                    : "";
            section.settle(
                    Verdict.holdsIf(expected.isEmpty()),
                    found.get().property() + " fell in run " + found.get().run() + start(exhibit.hunt()) + expected
                            + "; without the mistake the same schedule breaks nothing",
                    seconds);
        }
    }
}
