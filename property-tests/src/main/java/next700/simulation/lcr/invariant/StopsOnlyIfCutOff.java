package next700.simulation.lcr.invariant;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;
import next700.process.Taken;
import next700.protocol.lcr.Change;
import next700.protocol.lcr.LcrNotice;
import next700.protocol.lcr.LcrStep;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;
import next700.protocol.lcr.View;
import next700.simulation.lcr.LcrFacts;
import next700.trial.Event;
import next700.trial.Violation;

/**
 * A process stops only where those members of a view whom nobody has a reason to suspect are too few to go on: the others
 * have ended, or some connection of theirs broke. The view is the one that it changes, or one that it had agreed to and that
 * others may have installed already. With {@link Survival#ALL_BUT_ONE}, where the failure detector is perfect, no member
 * ever stops, since it is left itself. A joiner also stops when all that are left of the group that it joins leave.
 */
final class StopsOnlyIfCutOff implements LcrInvariant {
    /** The views that a process has agreed to and not installed. */
    private final Map<ProcessId, List<View>> promised = new HashMap<>();

    @Override
    public String id() {
        return "LCR.StopsOnlyIfCutOff";
    }

    @Override
    public Optional<Violation> check(Event event, LcrFacts facts) {
        Optional<Change> stoppedIn = Optional.empty();
        for (Taken taken : event.steps()) {
            LcrStep step = (LcrStep) taken;
            switch (step.step()) {
                case "LCR.EndRecovery" -> {
                    if (step.peer().filter(event.process()::equals).isPresent()) {
                        promisedBy(event.process())
                                .add(step.change().orElseThrow().target());
                    }
                }
                case "LCR.View" -> promised.remove(event.process());
                case "LCR.Stop" -> stoppedIn = step.change();
                default -> {}
            }
        }
        return event.told(LcrNotice.Stopped.class).isEmpty() || mayStop(event.process(), stoppedIn.orElseThrow(), facts)
                ? Optional.empty()
                : violated(
                        event,
                        "%s stops, although those whom nobody has a reason to suspect could go on with it.",
                        event.process());
    }

    private List<View> promisedBy(ProcessId process) {
        return promised.computeIfAbsent(process, unused -> new ArrayList<>());
    }

    private boolean mayStop(ProcessId process, Change change, LcrFacts facts) {
        boolean isJoiner = !change.base().members().contains(process);
        return isTooFew(process, change.base(), facts)
                || promisedBy(process).stream().anyMatch(view -> isTooFew(process, view, facts))
                || (isJoiner && change.leaving().containsAll(unsuspected(process, change.base(), facts)));
    }

    private static boolean isTooFew(ProcessId process, View view, LcrFacts facts) {
        List<MemberId> left = unsuspected(process, view, facts);
        return switch (facts.settings().survival()) {
            case ALL_BUT_ONE -> left.isEmpty();
            case MAJORITY ->
                2 * left.size() < view.size()
                        || (2 * left.size() == view.size()
                                && !left.contains(view.members().get(0)));
        };
    }

    /** That the process itself stops now is no reason. */
    private static List<MemberId> unsuspected(ProcessId process, View view, LcrFacts facts) {
        return view.members().stream()
                .filter(member -> !facts.isCutOff(member))
                .filter(member -> member.equals(process) || facts.endOf(member).isEmpty())
                .toList();
    }
}
