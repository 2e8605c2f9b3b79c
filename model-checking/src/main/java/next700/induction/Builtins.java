package next700.induction;

import java.util.Map;
import java.util.Set;
import tla2sany.semantic.OpDefNode;

/** The operators that have a meaning of their own in the logic, and so are not replaced by what they are defined as. */
final class Builtins {
    private static final Set<String> STANDARD =
            Set.of("Naturals", "Integers", "Sequences", "FiniteSets", "TLC", "Reals", "--TLA+ BUILTINS--");

    /** What is defined in modules of ours, and has a meaning of its own here. */
    private static final Set<String> OF_SEQUENCES = Set.of("IsPrefix", "IsAppend", "Range");

    private static final String RECORDS = "records; write a set of tuples for each kind of message";

    private static final Map<String, String> HINTS = Map.ofEntries(
            Map.entry("+", "numbers are only compared here; write \\E w : w > v and so on"),
            Map.entry("-", "numbers are only compared here"),
            Map.entry("Cardinality", "sizes belong into assumptions of their own, which are proved by counting"),
            Map.entry("CHOOSE", "CHOOSE; write \\E"),
            Map.entry("$BoundedChoose", "CHOOSE; write \\E"),
            Map.entry("$RcdConstructor", RECORDS),
            Map.entry("$RcdSelect", RECORDS),
            Map.entry("$SetOfRcds", RECORDS),
            Map.entry("$UnboundedForall", "a quantifier without a set"),
            Map.entry("$UnboundedExists", "a quantifier without a set"),
            Map.entry("..", "an interval; declare a set of numbers (ASSUME View \\subseteq Nat)"),
            Map.entry("UNION", "UNION; write {x \\in S : \\E y \\in T : x \\in y}"));

    private Builtins() {}

    /** Whether an operator stands for what it is defined as. */
    static boolean isDefined(OpDefNode definition) {
        return definition.getBody() != null
                && definition.getOriginallyDefinedInModuleNode() != null
                && !STANDARD.contains(
                        definition.getOriginallyDefinedInModuleNode().getName().toString())
                && !OF_SEQUENCES.contains(definition.getName().toString());
    }

    static String hint(String name) {
        return HINTS.getOrDefault(name, name + " has no meaning in the first-order logic of these proofs");
    }
}
