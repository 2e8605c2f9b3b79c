package next700.trial.jqwik;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import next700.trial.ChoiceTape;
import next700.trial.Subject;
import next700.trial.liar.Utterance;

/**
 * Arbitrary runs of protocols, for jqwik: schedules and structured Byzantine messages. A message is derived from the records that
 * the protocol declares ({@link Subject#messages}): it is well formed, signed with the liar's own keys, made of what was heard,
 * and different in one component or two. It shrinks to fewer and simpler ones, and they to earlier kinds and components.
 */
public final class Plots {
    private static final int MOST_LIES = 6;
    private static final int MOST_MOMENTS = 60;
    private static final int MOST_CHOICES = 10;

    private Plots() {}

    /** Runs of any of these; shrinking prefers the first. */
    public static Arbitrary<Plot> of(List<? extends Subject> subjects) {
        return Arbitraries.of(subjects).flatMap(Plots::of);
    }

    /** Runs of a protocol. */
    public static Arbitrary<Plot> of(Subject subject) {
        return Combinators.combine(Schedules.tapes(), lies(subject.messages()))
                .as((schedule, lies) -> new Plot(subject, schedule, lies));
    }

    private static Arbitrary<List<Utterance>> lies(List<Class<?>> declared) {
        List<Class<?>> kinds = Utterance.kinds(declared);
        return kinds.isEmpty()
                ? Arbitraries.just(List.of())
                : Arbitraries.of(kinds).flatMap(Plots::utterances).list().ofMaxSize(MOST_LIES);
    }

    /** Whatever can be said with messages of a kind. */
    public static Arbitrary<Utterance> utterances(Class<?> kind) {
        Arbitrary<Integer> choices = Arbitraries.integers().between(0, ChoiceTape.MAX_BOUND - 1);
        return Combinators.combine(
                        Arbitraries.integers().between(0, MOST_MOMENTS),
                        Arbitraries.of(Utterance.ACTS),
                        Arbitraries.integers().between(0, Utterance.components(kind) - 1),
                        choices.list().ofMaxSize(MOST_CHOICES))
                .as((moment, act, component, rest) -> new Utterance(moment, kind, act, component, rest));
    }
}
