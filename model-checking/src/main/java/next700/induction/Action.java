package next700.induction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A way to get from one state to the next, or, where there is no state before, into the first.
 *
 * @param parameters of some values of which it is
 * @param after each variable's value in the state that it leads to
 */
record Action(String name, List<Parameter> parameters, List<Guard> guards, Map<String, Value> after, int line) {
    Action {
        parameters = List.copyOf(parameters);
        guards = List.copyOf(guards);
        after = Map.copyOf(after);
    }

    /** This action, when one of its guards is not looked at. */
    Action without(Guard guard) {
        List<Guard> rest = new ArrayList<>(guards);
        rest.remove(guard);
        return new Action(name, parameters, rest, after, line);
    }

    @Override
    public String toString() {
        return name;
    }
}
