package next700.induction;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Proves the lemmas of an abstract module by induction over its steps, for every size of its sets, and says on what each
 * proof leans. Conditions outside the decidable part of the logic are refused.
 */
public final class Induction {
    /**
     * How much may be spent.
     *
     * @param threads that ask Z3 at the same time
     * @param timeoutMillis for each question; past it the answer is unknown
     * @param leanings whether to find out what each guard, axiom and lemma is needed for
     */
    public record Effort(int threads, int timeoutMillis, boolean leanings) {
        public Effort {
            if (threads < 1 || timeoutMillis < 1) {
                throw new IllegalArgumentException("at least one thread and one millisecond");
            }
        }
    }

    /** How far it has come. */
    public interface Progress {
        void at(int done, int total);
    }

    private final AbstractModule module;
    private final Effort effort;
    private final Progress progress;

    private Induction(AbstractModule module, Effort effort, Progress progress) {
        this.module = module;
        this.effort = effort;
        this.progress = progress;
    }

    /**
     * Proves a module.
     *
     * @param modules the text of the module and of those that it may extend, by name
     * @throws OutsideLanguageException if it does not parse, says something that first-order logic cannot, or leads outside
     *     the decidable part of it
     */
    public static InductionResult prove(String name, Map<String, byte[]> modules, Effort effort, Progress progress) {
        long start = System.nanoTime();
        AbstractModule module = ModuleReader.read(name, modules);
        return new Induction(module, effort, progress).prove(start);
    }

    private InductionResult prove(long start) {
        List<Condition> conditions = Condition.of(module);
        refuseCycles(conditions);
        List<InductionResult.Axiom> axioms =
                module.axioms().stream().map(this::counted).toList();
        List<Outcome> outcomes = inParallel(conditions.stream()
                .<Callable<Outcome>>map(condition -> () -> decide(condition))
                .toList());
        List<String> vacuous = vacuous();
        List<Leaning> leanings =
                effort.leanings() ? new Leanings(module, effort, this::inParallel).of(outcomes) : List.of();
        return new InductionResult(
                module.name(),
                outcomes.stream().map(Outcome::told).toList(),
                axioms,
                vacuous,
                leanings,
                module.lemmas().stream().map(Named::name).toList(),
                module.properties().stream().map(Named::name).toList(),
                (System.nanoTime() - start) / 1e9);
    }

    private void refuseCycles(List<Condition> conditions) {
        for (Condition condition : conditions) {
            Alternation.of(condition.assertions()).cycle().ifPresent(cycle -> {
                throw new OutsideLanguageException("module " + module.name() + ": \"" + condition.title()
                        + "\" is outside the decidable part of the logic, since elements are named in a circle: "
                        + cycle);
            });
        }
    }

    private InductionResult.Axiom counted(Axiom axiom) {
        return switch (CountedAxiom.prove(module, axiom)) {
            case CountedAxiom.Proved proved ->
                new InductionResult.Axiom(axiom.name(), axiom.text(), InductionResult.Status.PROVED, "");
            case CountedAxiom.Refuted refuted ->
                new InductionResult.Axiom(
                        axiom.name(), axiom.text(), InductionResult.Status.BROKEN, refuted.explanation());
            case CountedAxiom.Assumed assumed ->
                new InductionResult.Axiom(
                        axiom.name(), axiom.text(), InductionResult.Status.UNDECIDED, assumed.reason());
        };
    }

    /** A condition, and what became of it. */
    record Outcome(Condition condition, Set<Assertion> core, InductionResult.Obligation told) {
        boolean isProved() {
            return told.status() == InductionResult.Status.PROVED;
        }
    }

    private Outcome decide(Condition condition) {
        long start = System.nanoTime();
        try (Z3 z3 = new Z3(effort.timeoutMillis())) {
            Z3.Answer answer = z3.ask(condition.assertions(), true);
            double seconds = (System.nanoTime() - start) / 1e9;
            return switch (answer) {
                case Z3.Impossible impossible ->
                    new Outcome(
                            condition,
                            impossible.core(),
                            told(
                                    condition,
                                    InductionResult.Status.PROVED,
                                    impossible.core(),
                                    Optional.empty(),
                                    "",
                                    seconds));
                case Z3.Possible possible -> {
                    possible.world().thinOut(condition.assertions(), symbol -> symbol.moment() != Symbol.Moment.ALWAYS);
                    yield new Outcome(
                            condition,
                            Set.of(),
                            told(
                                    condition,
                                    InductionResult.Status.BROKEN,
                                    Set.of(),
                                    Optional.of(Narration.of(module, condition, possible.world())),
                                    "",
                                    seconds));
                }
                case Z3.Unknown unknown ->
                    new Outcome(
                            condition,
                            Set.of(),
                            told(
                                    condition,
                                    InductionResult.Status.UNDECIDED,
                                    Set.of(),
                                    Optional.empty(),
                                    unknown.reason(),
                                    seconds));
            };
        }
    }

    private static InductionResult.Obligation told(
            Condition condition,
            InductionResult.Status status,
            Set<Assertion> core,
            Optional<Breach> breach,
            String reason,
            double seconds) {
        Set<String> used = new LinkedHashSet<>();
        core.stream()
                .filter(assertion -> assertion.kind() == Assertion.Kind.AXIOM
                        || assertion.kind() == Assertion.Kind.LEMMA
                        || assertion.kind() == Assertion.Kind.GUARD)
                .map(Assertion::name)
                .forEach(used::add);
        return new InductionResult.Obligation(
                condition.title(),
                condition.action().map(Action::name).orElse(""),
                condition.claim().name(),
                status,
                List.copyOf(used),
                breach,
                reason,
                seconds);
    }

    /** What can never happen, so that nothing is said of it: actions, or everything. */
    private List<String> vacuous() {
        List<String> vacuous = new ArrayList<>();
        List<Action> all = new ArrayList<>();
        all.add(module.init());
        all.addAll(module.actions());
        for (Action action : all) {
            try (Z3 z3 = new Z3(effort.timeoutMillis())) {
                if (z3.ask(Condition.possible(module, action), false) instanceof Z3.Impossible) {
                    vacuous.add(
                            action.equals(module.init())
                                    ? "no first state: the assumptions and Init contradict one another"
                                    : action + " can never be taken where the lemmas hold");
                }
            }
        }
        return vacuous;
    }

    private <T> List<T> inParallel(List<Callable<T>> tasks) {
        AtomicInteger done = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(effort.threads())) {
            List<Future<T>> futures = new ArrayList<>();
            for (Callable<T> task : tasks) {
                futures.add(threads.submit(() -> {
                    T result = task.call();
                    progress.at(done.incrementAndGet(), tasks.size());
                    return result;
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failed) {
                throw failed;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while proving", e);
        }
    }
}
