package next700.abstraction;

import java.util.List;

/** All properties of Abstract. */
public final class AbstractProperties {
    private static final List<AbstractProperty> ALL = List.of(
            new WellFormedness(),
            new Validity(),
            new Termination(),
            new Progress(),
            new InitOrder(),
            new CommitOrder(),
            new AbortOrder(),
            new SwitchingMonotonicity(),
            new Idempotence());

    private AbstractProperties() {}

    /** In the order of Appendix A, after what it presupposes and before what follows from it. */
    public static List<AbstractProperty> all() {
        return ALL;
    }

    /** What the run says about each, in their order. */
    public static List<PropertyResult> check(AbstractRun run) {
        return ALL.stream().map(property -> property.check(run)).toList();
    }
}
