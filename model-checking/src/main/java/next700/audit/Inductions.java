package next700.audit;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import next700.audit.map.Lemma;
import next700.induction.AbstractModules;
import next700.induction.Induction;
import next700.induction.InductionResult;
import next700.induction.InductionResult.Obligation;
import next700.induction.InductionResult.Status;
import next700.induction.OutsideLanguageException;

/** The abstract modules of a protocol, by which its lemmas are proved for every size: proved again when they were changed. */
final class Inductions {
    private static final Induction.Effort EFFORT = new Induction.Effort(1, 60_000, false);

    private static final String TLA = ".tla";
    private static final Pattern EXTENDS = Pattern.compile("(?m)^EXTENDS\\s+([\\w\\s,]+?)\\s*$");

    /** What was read, by the texts of the modules: most revisions have the same. */
    private static final Map<Object, List<String>> READ = new ConcurrentHashMap<>();

    private final Protocol before;
    private final Protocol now;
    private final Budget budget;
    private final Findings findings;

    Inductions(Protocol before, Protocol now, Budget budget, Findings findings) {
        this.before = before;
        this.now = now;
        this.budget = budget;
        this.findings = findings;
    }

    /** The lemmas and properties of the abstract modules of a protocol. */
    static List<String> claims(Protocol protocol) {
        return claims(protocol, List.of(protocol.map().protocol()));
    }

    /** The lemmas and properties of all abstract modules. */
    static List<String> allClaims(Protocol protocol) {
        return claims(protocol, AbstractModules.protocols(Protocol.specifications(protocol.revision())));
    }

    private static List<String> claims(Protocol protocol, Collection<String> protocols) {
        Map<String, String> texts = new TreeMap<>(protocol.revision().specifications());
        texts.keySet().removeIf(path -> !path.endsWith(TLA));
        return READ.computeIfAbsent(
                List.of(List.copyOf(protocols), texts),
                any -> AbstractModules.claims(Protocol.specifications(protocol.revision()), protocols));
    }

    private static Set<String> modules(Protocol protocol) {
        return ProvedModules.of(Protocol.specifications(protocol.revision()), protocol.map());
    }

    /** The texts of the modules, and of those that they extend. */
    private static Map<String, String> texts(Protocol protocol) {
        Map<String, String> all = new TreeMap<>();
        protocol.revision().specifications().forEach((path, text) -> {
            if (path.endsWith(TLA)) {
                all.put(path.substring(path.lastIndexOf('/') + 1, path.length() - TLA.length()), text);
            }
        });
        Map<String, String> texts = new TreeMap<>();
        Deque<String> open = new ArrayDeque<>(modules(protocol));
        while (!open.isEmpty()) {
            String module = open.remove();
            String text = all.get(module);
            if (text != null && texts.put(module, text) == null) {
                Matcher names = EXTENDS.matcher(text);
                if (names.find()) {
                    open.addAll(List.of(names.group(1).split("\\s*,\\s*", -1)));
                }
            }
        }
        return texts;
    }

    /** Whether they say something else than before. */
    boolean isChanged() {
        return !texts(before).equals(texts(now));
    }

    /** A task for each module. */
    List<Runnable> tasks() {
        return modules(now).stream()
                .<Runnable>map(module -> () -> prove(module))
                .toList();
    }

    private void prove(String module) {
        if (budget.isUp()) {
            findings.skip(Evidence.Kind.INDUCTION, module, budget, true);
            return;
        }
        try {
            judge(Induction.prove(
                    module,
                    AbstractModules.texts(Protocol.specifications(now.revision())),
                    EFFORT,
                    (done, total) -> {}));
        } catch (OutsideLanguageException e) {
            findings.add(new Evidence(Evidence.Kind.INDUCTION, module, Evidence.Status.UNDECIDED, e.getMessage(), 0));
        }
    }

    private void judge(InductionResult result) {
        String proved = String.format(
                Locale.ROOT,
                "%d of %d conditions proved, for every size",
                result.proved(),
                result.obligations().size());
        if (result.isRefuted()) {
            findings.refute(
                    new Evidence(
                            Evidence.Kind.INDUCTION,
                            result.module(),
                            Evidence.Status.REFUTES,
                            proved,
                            result.seconds()),
                    refutation(result));
        } else {
            String open = String.join("; ", result.vacuous());
            findings.add(new Evidence(
                    Evidence.Kind.INDUCTION,
                    result.module(),
                    result.isProved() ? Evidence.Status.SUPPORTS : Evidence.Status.UNDECIDED,
                    open.isEmpty() ? proved : proved + "; " + open,
                    result.seconds()));
        }
    }

    private Refutation refutation(InductionResult result) {
        return result.axioms().stream()
                .filter(axiom -> axiom.status() == Status.BROKEN)
                .findFirst()
                .map(axiom -> refutation(result, axiom))
                .orElseGet(() -> refutation(
                        result,
                        result.obligations().stream()
                                .filter(obligation -> obligation.status() == Status.BROKEN)
                                .findFirst()
                                .orElseThrow()));
    }

    /** What leans on the assumption is what the proofs used it for. */
    private Refutation refutation(InductionResult result, InductionResult.Axiom axiom) {
        List<String> leaning = result.obligations().stream()
                .filter(obligation -> obligation.used().contains(axiom.name()))
                .map(Obligation::claim)
                .distinct()
                .toList();
        return new Refutation(
                "counting, in the proof by induction of " + result.module(),
                List.of(result.module() + "." + axiom.name()),
                "The assumption " + axiom.name()
                        + " no longer follows from the sizes of the sets. The proof uses it for "
                        + String.join(", ", leaning) + ".",
                "The assumption, and numbers for which it is not so",
                axiom.text() + "\n" + axiom.reason(),
                "",
                accused(result, leaning));
    }

    private Refutation refutation(InductionResult result, Obligation broken) {
        return new Refutation(
                "induction, module " + result.module(),
                List.of(result.module() + "." + broken.claim()),
                "The lemma " + broken.claim() + " is no longer inductive: "
                        + broken.breach().orElseThrow().title() + ".",
                "Two states, and the step between them",
                broken.breach().orElseThrow().explain(),
                "",
                accused(result, List.of(broken.claim())));
    }

    /** The lemma of the proof map that is proved by one of these. */
    private List<String> accused(InductionResult result, List<String> claims) {
        return claims.stream()
                .flatMap(claim -> now.map().lemmas().values().stream()
                        .filter(lemma -> lemma.inductions().contains(result.module() + "." + claim)))
                .map(Lemma::id)
                .limit(1)
                .toList();
    }
}
