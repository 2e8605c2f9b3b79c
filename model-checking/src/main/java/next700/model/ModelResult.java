package next700.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What TLC found. */
public sealed interface ModelResult {
    /** What stands for the name of a temporal property. */
    String TEMPORAL = "a temporal property";

    /**
     * Every reachable state and behaviour has the properties.
     *
     * @param printed the values that the specification printed on the way
     */
    record Holds(Counts counts, Duration took, List<String> printed) implements ModelResult {
        public Holds {
            printed = List.copyOf(printed);
        }

        /** Whether TLC has said that a state was reached: see {@link Model#reaches}. */
        public boolean hasReached(String what) {
            return Reaching.isToldBy(printed, what);
        }
    }

    /** A behaviour without the property. TLC names invariants and action properties, but not temporal properties. */
    record Violated(String property, Counterexample counterexample, Counts counts, Duration took)
            implements ModelResult {}

    /** TLC did not finish. */
    record Unknown(Reason reason, String said, Counts counts, Duration took) implements ModelResult {
        /** Why there is no verdict, in the words of whoever said so. */
        public String why() {
            return said.isEmpty() ? reason.toString() : reason + ": " + said;
        }
    }

    /** The specification cannot be checked: it does not parse, or TLC cannot evaluate it. */
    record Broken(String message, Optional<SourceLocation> location) implements ModelResult {}

    /** Why there is no verdict. */
    enum Reason {
        OUT_OF_MEMORY("out of memory"),
        TIMEOUT("out of time"),
        KILLED("interrupted"),
        NOT_STARTED("TLC could not be started");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        @Override
        public String toString() {
            return words;
        }
    }
}
