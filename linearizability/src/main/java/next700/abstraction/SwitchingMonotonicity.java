package next700.abstraction;

import next700.abstraction.AbstractEvent.Abort;

/**
 * A.7 Switching Monotonicity (thesis, Appendix A, property 7); TLA+ {@code SwitchingMonotonicity}: for every instance
 * i, i &lt; next(i). Since next is a function, all aborts of an instance also name the same.
 */
public final class SwitchingMonotonicity implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.7 Switching Monotonicity";
    }

    @Override
    public String formula() {
        return "SwitchingMonotonicity";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        for (int instance : run.instances()) {
            Abort first = null;
            for (Abort abort : run.aborts(instance)) {
                found.checked();
                first = first == null ? abort : first;
                if (abort.next() <= instance) {
                    found.violation(
                            abort.describe() + " and was sent on to instance " + abort.next() + ", which is no later.",
                            abort);
                } else if (abort.next() != first.next()) {
                    found.violation(
                            first.describe() + " and was sent on to instance " + first.next() + ", however "
                                    + abort.describe() + " and was sent on to instance " + abort.next() + ".",
                            first,
                            abort);
                }
            }
        }
        return found.result();
    }
}
