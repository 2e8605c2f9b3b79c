package tlc2.overrides;

import next700.model.trace.ReplayOperators;
import next700.model.trace.RingOperators;
import next700.model.trace.TraceOperators;

/** TLC looks for operators written in Java in the class of this name, and of no other. */
public final class TLCOverrides implements ITLCOverrides {
    @Override
    @SuppressWarnings("rawtypes")
    public Class[] get() {
        return new Class[] {TraceOperators.class, RingOperators.class, ReplayOperators.class};
    }
}
