package next700.trial.jqwik;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tuple;
import net.jqwik.api.providers.ArbitraryProvider;
import net.jqwik.api.providers.TypeUsage;
import next700.trial.ChoiceTape;
import next700.trial.Tape;

/**
 * The one place where schedules meet jqwik: a {@link Tape} parameter is any list of choices, so that jqwik's list
 * shrinking shrinks schedules.
 */
public final class Schedules implements ArbitraryProvider {
    private static final int MAX_CHOICES = 160;
    private static final int CHOICES_OF = 5;

    /** A parameter that is any schedule. */
    @Documented
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.PARAMETER, ElementType.TYPE_USE})
    @ForAll
    public @interface AnySchedule {}

    @Override
    public boolean canProvideFor(TypeUsage targetType) {
        return targetType.isOfType(Tape.class);
    }

    @Override
    public Set<Arbitrary<?>> provideFor(TypeUsage targetType, SubtypeProvider subtypeProvider) {
        return Set.of(tapes());
    }

    /** A run in which everything is unusual reaches little, and one in which nearly nothing is, no less. */
    static Arbitrary<Tape> tapes() {
        return Arbitraries.of(1, 2, 4).flatMap(Schedules::tapes);
    }

    /** Of five choices so many may be unusual. */
    private static Arbitrary<Tape> tapes(int unusual) {
        Arbitrary<Integer> choices = Arbitraries.frequencyOf(
                Tuple.of(CHOICES_OF - unusual, Arbitraries.just(0)),
                Tuple.of(unusual, Arbitraries.integers().between(0, ChoiceTape.MAX_BOUND - 1)));
        return choices.list()
                .ofMaxSize(MAX_CHOICES)
                .withSizeDistribution(RandomDistribution.uniform())
                .map((List<Integer> list) -> Tape.of(list));
    }
}
