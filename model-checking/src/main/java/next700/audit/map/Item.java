package next700.audit.map;

import java.util.List;
import java.util.stream.Stream;

/**
 * What a proof can lean on: a step, a guard or a threshold of the protocol, or a part of a step that is none of these, with
 * the operators of the specification and the declarations of the code that render it.
 *
 * @param id such as {@code Q2.fresh}; of a step, guard or threshold it is what the annotation in the code says
 * @param operators of the specification; none where it leaves the matter out
 * @param code declarations that have no annotation, such as {@code AbortProof.extract} or a whole class
 * @param why the specification or the code has none, if so
 */
public record Item(String id, Kind kind, List<String> operators, List<String> code, String why, Place place) {
    /** What an item is called. */
    public enum Kind {
        STEP("step"),
        GUARD("guard"),
        THRESHOLD("threshold"),
        PART("part");

        private final String word;

        Kind(String word) {
            this.word = word;
        }
    }

    public Item {
        operators = List.copyOf(operators);
        code = List.copyOf(code);
    }

    /** The same with what a protocol adds to it. */
    Item with(List<String> moreOperators, List<String> moreCode) {
        return new Item(
                id,
                kind,
                Stream.concat(operators.stream(), moreOperators.stream()).toList(),
                Stream.concat(code.stream(), moreCode.stream()).toList(),
                why,
                place);
    }

    public boolean isAnnotated() {
        return kind != Kind.PART;
    }

    @Override
    public String toString() {
        return kind.word + " " + id;
    }
}
