package next700.simulation.lcr.invariant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * Thesis 2.4.3: "processes agree on a new view". Views with the same number have the same members, a process installs
 * views of growing numbers, only such as it is in, and what it delivers afterwards it delivers in the new view.
 */
final class ViewsAreAgreedUpon implements LcrInvariant {
    private final Map<Long, View> installed = new TreeMap<>();

    @Override
    public String id() {
        return "LCR.ViewsAgree";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        for (LcrNotice.Installed effect : event.told(LcrNotice.Installed.class)) {
            View view = effect.view();
            View known = installed.putIfAbsent(view.number(), view);
            if (known != null && !known.equals(view)) {
                return violated(
                        event, "%s installs %s, and another process installed %s.", event.process(), view, known);
            }
            if (!view.members().contains(event.process())) {
                return violated(event, "%s installs %s, of which it is no member.", event.process(), view);
            }
        }
        List<View> views = facts.viewsOf(event.process());
        for (int i = 1; i < views.size(); i++) {
            if (views.get(i - 1).number() >= views.get(i).number()) {
                return violated(event, "%s installs %s after %s.", event.process(), views.get(i), views.get(i - 1));
            }
        }
        return Optional.empty();
    }
}
