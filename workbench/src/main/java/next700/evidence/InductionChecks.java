package next700.evidence;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import next700.audit.ProvedModules;
import next700.induction.AbstractModules;
import next700.induction.Breach;
import next700.induction.Induction;
import next700.induction.InductionResult;
import next700.induction.InductionResult.Axiom;
import next700.induction.InductionResult.Obligation;
import next700.induction.InductionResult.Status;
import next700.induction.Leaning;
import next700.model.Specifications;
import next700.report.Progress;
import next700.report.Section;
import next700.report.StepPicture;
import next700.report.Verdict;
import next700.workpiece.Specified;

/** Proofs by induction: what TLC and the simulator try for some sizes, here for all. */
public final class InductionChecks {
    private static final int TIMEOUT_MILLIS = 60_000;

    private final Progress progress;
    private final boolean leanings;

    public InductionChecks(Progress progress) {
        this(progress, false);
    }

    /**
     * Checks.
     *
     * @param leanings whether to find out what each part of a module is needed for
     */
    public InductionChecks(Progress progress, boolean leanings) {
        this.progress = progress;
        this.leanings = leanings;
    }

    /** The abstract modules of a specification; none where there are none. */
    public List<Section> of(Specified specified) {
        return of(specified.source().specifications(), specified.folders());
    }

    /** The abstract modules in some folders of specifications; none where there are none. */
    public List<Section> of(Specifications specifications, Collection<String> protocols) {
        Map<String, byte[]> texts = AbstractModules.texts(specifications);
        return ProvedModules.of(specifications, protocols).stream()
                .map(module -> run(module, texts))
                .toList();
    }

    public Section run(String module, Map<String, byte[]> texts) {
        progress.begin("induction of " + module);
        Induction.Effort effort =
                new Induction.Effort(Runtime.getRuntime().availableProcessors(), TIMEOUT_MILLIS, leanings);
        InductionResult result = Induction.prove(
                module, texts, effort, (done, total) -> progress.at(done + " of " + total + " questions answered"));
        Section section = section(result);
        progress.end(section.getSummary());
        return section;
    }

    private static Section section(InductionResult result) {
        Section section = new Section(
                "Induction, " + result.module(),
                "The lemmas of module " + result.module()
                        + " hold initially, every action keeps them, and the properties"
                        + " follow from them: for every number of elements of its sets.");
        section.table("Lemmas and properties", List.of("name", "verdict", "conditions", "leans on"), lemmas(result));
        if (!result.axioms().isEmpty()) {
            section.table(
                    "Assumptions",
                    List.of("name", "what it says", "verdict"),
                    result.axioms().stream()
                            .map(axiom -> List.of(axiom.name(), axiom.text(), status(axiom)))
                            .toList());
        }
        result.axioms().stream()
                .filter(axiom -> axiom.status() == Status.BROKEN)
                .forEach(axiom -> section.say("Assumption " + axiom.name() + " (" + axiom.text()
                        + ") does not follow from the sizes of its sets: " + axiom.reason() + "."));
        result.vacuous().forEach(section::say);
        result.obligations().forEach(obligation -> {
            obligation.breach().ifPresent(breach -> {
                section.listing(obligation.claim() + ", " + obligation.title(), breach.explain());
                section.figure(breach.title(), picture(breach).toSvg());
            });
            if (obligation.status() == Status.UNDECIDED) {
                section.say(obligation.title() + ": not decided by Z3: " + obligation.reason());
            }
        });
        if (!result.leanings().isEmpty()) {
            leanings(result, section);
        }
        if (!result.assumed().isEmpty()) {
            section.result("taken on trust: "
                    + String.join(
                            ", ", result.assumed().stream().map(Axiom::name).toList()));
        }
        return section.settle(verdict(result), summary(result), result.seconds());
    }

    private static Verdict verdict(InductionResult result) {
        return result.isRefuted() ? Verdict.VIOLATED : result.isProved() ? Verdict.HOLDS : Verdict.UNKNOWN;
    }

    private static String summary(InductionResult result) {
        long counted = result.axioms().stream()
                .filter(axiom -> axiom.status() == Status.PROVED)
                .count();
        List<String> broken = brokenClaims(result);
        return String.format(
                Locale.ROOT,
                "%d of %d conditions proved, for every size; %d assumption%s by counting%s",
                result.proved(),
                result.obligations().size(),
                counted,
                counted == 1 ? "" : "s",
                broken.isEmpty() ? "" : "; not so: " + String.join(", ", broken));
    }

    private static List<String> brokenClaims(InductionResult result) {
        return result.obligations().stream()
                .filter(obligation -> obligation.status() == Status.BROKEN)
                .map(Obligation::claim)
                .distinct()
                .toList();
    }

    private static String status(Axiom axiom) {
        return switch (axiom.status()) {
            case PROVED -> "proved by counting";
            case BROKEN -> axiom.reason();
            case UNDECIDED -> "taken on trust: " + axiom.reason();
        };
    }

    private static List<List<String>> lemmas(InductionResult result) {
        List<List<String>> rows = new ArrayList<>();
        Set<String> claims = new LinkedHashSet<>(result.lemmas());
        claims.addAll(result.properties());
        for (String claim : claims) {
            List<Obligation> own = result.obligations().stream()
                    .filter(obligation -> obligation.claim().equals(claim))
                    .toList();
            long proved = own.stream()
                    .filter(obligation -> obligation.status() == Status.PROVED)
                    .count();
            boolean isBroken = own.stream().anyMatch(obligation -> obligation.status() == Status.BROKEN);
            Set<String> used = new LinkedHashSet<>();
            own.forEach(obligation -> used.addAll(obligation.used()));
            used.remove(claim);
            rows.add(List.of(
                    claim,
                    isBroken ? "violated" : proved == own.size() ? "holds" : "unknown",
                    proved + " of " + own.size(),
                    String.join("; ", used)));
        }
        return rows;
    }

    private static void leanings(InductionResult result, Section section) {
        section.table(
                "What breaks without a part of the module",
                List.of("part", "of", "breaks"),
                result.leanings().stream()
                        .map(leaning -> List.of(
                                leaning.part(),
                                leaning.action().isEmpty()
                                        ? leaning.kind().name().toLowerCase(Locale.ROOT)
                                        : leaning.action(),
                                leaning.breaks().isEmpty() ? "nothing" : String.join(", ", leaning.breaks())))
                        .toList());
        long needed = result.leanings().stream()
                .filter(leaning -> !leaning.breaks().isEmpty())
                .count();
        section.result(needed + " of " + result.leanings().size()
                + " guards, updates, assumptions and lemmas are needed: without one of them a lemma or"
                + " property breaks");
        for (Leaning leaning : result.leanings()) {
            if (leaning.kind() != Leaning.Kind.LEMMA || leaning.breaks().isEmpty()) {
                section.result(described(leaning)
                        + (leaning.breaks().isEmpty()
                                ? ": nothing leans on it"
                                : " breaks " + String.join(", ", leaning.breaks())));
            }
        }
        if (!result.unneeded().isEmpty()) {
            section.result("needed by nothing else: " + String.join(", ", result.unneeded()));
        }
        if (!result.idle().isEmpty()) {
            section.result("idle, since no lost part breaks them: " + String.join(", ", result.idle()));
        }
    }

    private static String described(Leaning leaning) {
        return switch (leaning.kind()) {
            case GUARD -> "without \"" + leaning.part() + "\" " + leaning.action();
            case UPDATE -> "without " + leaning.part() + " " + leaning.action();
            case AXIOM -> "without the assumption " + leaning.part();
            case LEMMA -> "without the lemma " + leaning.part();
        };
    }

    private static StepPicture picture(Breach breach) {
        List<StepPicture.Box> boxes = new ArrayList<>();
        if (!breach.before().isEmpty()) {
            boxes.add(new StepPicture.Box(breach.after().isEmpty() ? "the state" : "before", rows(breach.before())));
        }
        if (!breach.after().isEmpty()) {
            boxes.add(new StepPicture.Box(breach.before().isEmpty() ? "initially" : "after", rows(breach.after())));
        }
        return new StepPicture(breach.before().isEmpty() ? "" : breach.step(), boxes);
    }

    private static List<StepPicture.Row> rows(List<Breach.Variable> variables) {
        return variables.stream()
                .map(variable -> new StepPicture.Row(
                        variable.name(),
                        variable.members().stream()
                                .map(member -> new StepPicture.Cell(
                                        member, variable.changed().contains(member)))
                                .toList()))
                .toList();
    }
}
