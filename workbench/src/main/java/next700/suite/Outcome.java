package next700.suite;

import java.util.List;
import next700.model.trace.TraceVerdict;

/** How a test ends that did not find what it looked for. */
final class Outcome {
    private Outcome() {}

    static void failIf(List<String> reasons) {
        if (!reasons.isEmpty()) {
            throw new AssertionError(String.join("\n", reasons));
        }
    }

    static String told(TraceVerdict.Rejected refused) {
        return "the specification cannot take step " + (refused.index() + 1) + " of "
                + refused.run().name() + ", "
                + refused.what() + ": " + refused.reason() + "\nWhat led to it:\n" + refused.story()
                + "\nWhat it was like before:\n" + refused.state();
    }
}
