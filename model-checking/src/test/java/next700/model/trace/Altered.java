package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A run with one thing altered, and what has to be said of it.
 *
 * @param what was altered
 * @param step at which it shows, as the proof names it
 * @param reason a part of what TLC says
 */
record Altered<R extends RecordedRun>(String what, R run, String step, String reason) {

    /** Alters a list of steps. */
    static <S> List<S> change(List<S> steps, Consumer<List<S>> change) {
        List<S> changed = new ArrayList<>(steps);
        change.accept(changed);
        return changed;
    }

    /** Each is refused where it shows, for its reason. */
    static <R extends RecordedRun> void assertEachIsFoundAndNamed(
            List<Altered<R>> altered, Function<List<R>, List<TraceVerdict>> validate) {
        List<TraceVerdict> verdicts =
                validate.apply(altered.stream().map(Altered::run).toList());
        for (int k = 0; k < altered.size(); k++) {
            Altered<R> expected = altered.get(k);
            assertThat(verdicts.get(k))
                    .as(expected.what())
                    .isInstanceOfSatisfying(TraceVerdict.Rejected.class, rejected -> {
                        assertThat(rejected.step()).isEqualTo(expected.step());
                        assertThat(rejected.reason()).contains(expected.reason());
                    });
        }
    }
}
