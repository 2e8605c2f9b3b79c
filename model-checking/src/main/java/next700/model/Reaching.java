package next700.model;

import java.util.List;

/**
 * How TLC tells which states a model reaches. A state predicate of the module becomes an invariant that is always true, and
 * prints the predicate's name the first time that it sees such a state. What is no name of a predicate the specification
 * prints itself, as {@code <<"reached", "...">>}.
 */
final class Reaching {
    private static final String MODULE = "Next700Reaching";
    private static final String INVARIANT = "Next700Reached";

    /** TLC's counters are numbered; a specification that uses some of its own begins with the low ones. */
    private static final int FIRST_COUNTER = 70_001;

    private Reaching() {}

    /** What TLC is to run for a model. */
    record Prepared(Specifications specifications, String module, Settings settings) {
        byte[] cfg() {
            return settings.toCfg().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    static Prepared prepare(Model model, Specifications specifications) {
        Specifications modules = specifications.modulesOf(model.folders());
        List<String> predicates =
                model.reaches().stream().filter(Reaching::isPredicate).toList();
        return predicates.isEmpty()
                ? new Prepared(modules, model.module(), model.settings())
                : new Prepared(
                        modules.with(MODULE, module(model.module(), predicates)),
                        MODULE,
                        model.settings().withInvariant(INVARIANT));
    }

    private static boolean isPredicate(String reached) {
        return reached.matches("\\w+");
    }

    /** Whether a line that TLC printed says so. */
    static boolean isToldBy(List<String> printed, String reached) {
        return printed.stream().anyMatch(line -> line.startsWith("<<") && line.contains('"' + reached + '"'));
    }

    private static String module(String extended, List<String> predicates) {
        StringBuilder assumed = new StringBuilder();
        StringBuilder invariant = new StringBuilder();
        int counter = FIRST_COUNTER;
        for (String predicate : predicates) {
            assumed.append("  /\\ N7TLC!TLCSet(%d, FALSE)%n".formatted(counter));
            invariant.append("""
                      /\\ IF N7TLC!TLCGet(%d) THEN TRUE
                         ELSE IF %s THEN N7TLC!TLCSet(%d, TRUE) /\\ N7TLC!PrintT(<<"reached", "%s">>) ELSE TRUE
                    """.formatted(counter, predicate, counter, predicate));
            counter++;
        }
        return """
                ---- MODULE %s ----
                EXTENDS %s
                N7TLC == INSTANCE TLC
                ASSUME
                %s
                %s ==
                %s
                ====
                """.formatted(MODULE, extended, assumed, INVARIANT, invariant);
    }
}
