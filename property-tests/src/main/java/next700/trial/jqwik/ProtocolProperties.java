package next700.trial.jqwik;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import next700.trial.Subject;

/**
 * What any protocol must keep, whatever its schedule, its faults, and what its liars say. A class of tests implements this, and
 * says of which subjects; jqwik does the rest:
 *
 * <pre>{@code
 * final class MyProperties implements ProtocolProperties {
 *     @Override
 *     public List<Subject> subjects() {
 *         return Stream.of(1, 2, 3).map(f -> (Subject) new MySubject(new MyGroup(f))).toList();
 *     }
 * }
 * }</pre>
 *
 * <p>How often each goal was reached stands in the statistics; a protocol that reached none in nearly all of its runs was not
 * exercised, and fails.
 */
public interface ProtocolProperties {
    /** The protocol, with every number of faults that is to be tried; shrinking prefers the first. */
    List<? extends Subject> subjects();

    /** Any run of any of them. */
    @Provide
    default Arbitrary<Plot> runs() {
        return Plots.of(subjects());
    }

    @Property(tries = 400)
    default void whateverHappensNothingThatIsClaimedFalls(@ForAll("runs") Plot plot) {
        EveryRun.keepsAll(plot);
    }

    @Property(tries = 100)
    default void aTapeSaysAllThatHappens(@ForAll("runs") Plot plot) {
        EveryRun.replaysExactly(plot.subject(), plot.schedule());
    }
}
