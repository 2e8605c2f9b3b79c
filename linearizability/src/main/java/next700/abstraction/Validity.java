package next700.abstraction;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import next700.abstraction.AbstractEvent.Invoke;

/**
 * A.1 Validity (thesis, Appendix A, property 1); TLA+ {@code Validity}: in every commit and abort history, no request
 * appears twice, and every request is a valid request or an element of a valid init history.
 *
 * <p>So a request must have been invoked, by the client whose it is, in the instance itself; or in an earlier one, and
 * have come by an init history. What a Byzantine client invoked nobody knows: its requests may appear anywhere.
 */
public final class Validity implements AbstractProperty {
    @Override
    public String identifier() {
        return "A.1 Validity";
    }

    @Override
    public String formula() {
        return "Validity";
    }

    @Override
    public PropertyResult check(AbstractRun run) {
        PropertyResult.Collector found = new PropertyResult.Collector(identifier());
        Set<String> invokedEarlier = new HashSet<>();
        for (int instance : run.instances()) {
            Set<String> invoked = new HashSet<>();
            for (Invoke invoke : run.invocations(instance)) {
                if (invoke.process().equals(client(invoke.request()))) {
                    invoked.add(invoke.request());
                }
            }
            Set<String> initial = requests(run.validInitHistories(instance));
            initial.retainAll(invokedEarlier);
            Set<RequestHistory> seen = new HashSet<>();
            List<Witness> longestFirst = Stream.concat(
                            run.commitHistories(instance).stream(), run.abortHistories(instance).stream())
                    .sorted(Witness.BY_LENGTH.reversed())
                    .toList();
            for (Witness witness : longestFirst) {
                found.checked();
                // A history seen within a longer one has been looked at with that.
                if (seen.contains(witness.history())) {
                    continue;
                }
                Map<String, Integer> positions = new HashMap<>();
                for (RequestHistory at = witness.history(); !at.isEmpty(); at = at.parent()) {
                    String request = at.last();
                    Integer second = positions.put(request, at.length());
                    if (second != null) {
                        duplicate(witness, request, at.length(), second, found);
                    }
                    if (seen.add(at)
                            && !invoked.contains(request)
                            && !initial.contains(request)
                            && !run.byzantine().contains(client(request))) {
                        notInvoked(witness, at, invokedEarlier.contains(request), found);
                    }
                }
            }
            invokedEarlier.addAll(invoked);
        }
        return found.result();
    }

    /** The client of a request that is named {@code client:number}. */
    static String client(String request) {
        int colon = request.lastIndexOf(':');
        return colon < 0 ? request : request.substring(0, colon);
    }

    private static Set<String> requests(List<Witness> witnesses) {
        Set<String> requests = new HashSet<>();
        Set<RequestHistory> seen = new HashSet<>();
        for (Witness witness : witnesses) {
            for (RequestHistory at = witness.history(); !at.isEmpty() && seen.add(at); at = at.parent()) {
                requests.add(at.last());
            }
        }
        return requests;
    }

    private static void duplicate(
            Witness witness, String request, int first, int second, PropertyResult.Collector found) {
        found.violation(
                witness.event().describe() + ", however this has " + request + " twice, at positions " + first + " and "
                        + second + ".",
                witness.event());
    }

    private static void notInvoked(
            Witness witness, RequestHistory at, boolean invokedEarlier, PropertyResult.Collector found) {
        String request = at.last();
        String why = invokedEarlier
                ? " invoked in an earlier instance only, and no init history brought it"
                : " did not invoke in this instance or an earlier one";
        found.violation(
                witness.event().describe() + ", however this has at position " + at.length() + " " + request
                        + ", which " + client(request) + why + ".",
                witness.event());
    }
}
