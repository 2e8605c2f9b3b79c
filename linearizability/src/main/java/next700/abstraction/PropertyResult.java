package next700.abstraction;

import java.util.ArrayList;
import java.util.List;

/** What a run says about a property. */
public sealed interface PropertyResult {
    /** The property, as in {@link AbstractProperty#identifier}. */
    String identifier();

    /**
     * Nothing in the run contradicts the property.
     *
     * @param checked how many events or histories were looked at; 0 if it holds only because nothing happened
     * @param pending what may still come to contradict it
     */
    record Holds(String identifier, int checked, List<Finding> pending) implements PropertyResult {
        public Holds {
            pending = List.copyOf(pending);
        }
    }

    /** The run contradicts the property, in these ways and perhaps in more of the kind. */
    record Violated(String identifier, List<Finding> findings) implements PropertyResult {
        public Violated {
            findings = List.copyOf(findings);
        }
    }

    /** Gathers what a property finds in a run. A few contradictions are enough for anybody. */
    final class Collector {
        private static final int FINDINGS = 20;

        private final String identifier;
        private final List<Finding> violations = new ArrayList<>();
        private final List<Finding> pending = new ArrayList<>();
        private int checked;

        public Collector(String identifier) {
            this.identifier = identifier;
        }

        /** One more was looked at. */
        public void checked() {
            checked++;
        }

        public void violation(Finding finding) {
            if (violations.size() < FINDINGS) {
                violations.add(finding);
            }
        }

        public void violation(String explanation, AbstractEvent... events) {
            violation(new Finding(explanation, List.of(events)));
        }

        public void pending(Finding finding) {
            pending.add(finding);
        }

        public PropertyResult result() {
            return violations.isEmpty()
                    ? new Holds(identifier, checked, pending)
                    : new Violated(identifier, violations);
        }
    }
}
