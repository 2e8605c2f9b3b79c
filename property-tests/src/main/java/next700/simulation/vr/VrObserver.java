package next700.simulation.vr;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.Effect;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.vr.VrMessage;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrReplica;
import next700.protocol.vr.VrStep;
import next700.simulation.vr.invariant.VrInvariant;
import next700.simulation.vr.invariant.VrInvariants;
import next700.simulation.vr.invariant.VrMoment;
import next700.trial.Event;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;
import next700.trial.World;

/** Holds the invariants against a run of VR, and sees what the run gets to. */
final class VrObserver implements Observer {
    private final VrTrial trial;
    private final World world;
    private final List<VrInvariant> invariants = VrInvariants.ofOneRun();
    private final Set<VrSometimes> reached = EnumSet.noneOf(VrSometimes.class);
    private final Set<Long> begun = new HashSet<>();
    private final Map<Request, Long> prepared = new HashMap<>();
    private final Map<ReplicaId, Long> viewAtTheCrash = new HashMap<>();
    private final Map<ReplicaId, Long> normalIn = new HashMap<>();
    private final Map<ReplicaId, List<Request>> logs = new HashMap<>();

    VrObserver(VrTrial trial, World world) {
        this.trial = trial;
        this.world = world;
    }

    @Override
    public List<Violation> sees(Event event) {
        Optional<VrReplica> replica = event.process() instanceof ReplicaId
                ? Optional.of((VrReplica) world.process(event.process()))
                : Optional.empty();
        VrMoment moment = new VrMoment(event, trial.configuration(), replica, event.steps(VrStep.class));
        replica.ifPresent(present -> looksForGoals(moment, present));
        List<Violation> violations = new ArrayList<>(0);
        for (VrInvariant invariant : invariants) {
            invariant
                    .broken(moment)
                    .ifPresent(how -> violations.add(new Violation(invariant.id(), how, event.number())));
        }
        return violations;
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> violations = new ArrayList<>();
        for (VrInvariant invariant : invariants) {
            invariant
                    .brokenAtTheEnd(trial.isAllAnswered(), trial.isWhole())
                    .ifPresent(how -> violations.add(new Violation(invariant.id(), how, last.number())));
        }
        return violations;
    }

    @Override
    public String named(String upkeep) {
        return VrInvariants.named(upkeep);
    }

    @Override
    public void crashed(ProcessId process) {
        if (process instanceof ReplicaId id) {
            VrReplica replica = trial.replica(id);
            viewAtTheCrash.put(id, replica.view());
            logs.remove(id);
            invariants.forEach(invariant -> invariant.crashes(replica));
        }
    }

    private void looksForGoals(VrMoment moment, VrReplica replica) {
        for (VrStep step : moment.steps()) {
            switch (step.step()) {
                case "VR.Request", "VR.Prepare" ->
                    prepared.putIfAbsent(step.request().orElseThrow(), step.view());
                case "VR.Execute" -> {
                    reachIf(!replica.isPrimary(), VrSometimes.EXECUTED_BY_A_BACKUP);
                    reachIf(
                            prepared.getOrDefault(step.request().orElseThrow(), step.view()) < step.view()
                                    && replica.isPrimary(),
                            VrSometimes.UNCOMMITTED_SURVIVES);
                }
                case "VR.StartView" -> {
                    begun.add(step.view());
                    reached.add(begun.size() > 1 ? VrSometimes.VIEW_CHANGED_AGAIN : VrSometimes.VIEW_CHANGED);
                }
                case "VR.ReceiveNewState" ->
                    reached.add(
                            normalIn.getOrDefault(replica.self(), 0L) == step.view()
                                    ? VrSometimes.STATE_TRANSFERRED
                                    : VrSometimes.STATE_TRANSFERRED_TO_A_LATER_VIEW);
                case "VR.Recover" -> {
                    reached.add(VrSometimes.RECOVERED);
                    reachIf(step.view() > viewAtTheCrash.get(replica.self()), VrSometimes.RECOVERED_IN_A_LATER_VIEW);
                    reachIf(trial.lives(replica.self()) > 2, VrSometimes.RECOVERED_TWICE);
                }
                default -> {}
            }
        }
        reachIf(
                moment.event().message().orElse(null) instanceof Request
                        && moment.steps().isEmpty()
                        && moment.event().effects().stream()
                                .anyMatch(effect -> effect instanceof Effect.Send send
                                        && send.message() instanceof VrMessage.Reply),
                VrSometimes.ANSWERED_AGAIN);
        remember(replica, moment);
    }

    private void remember(VrReplica replica, VrMoment moment) {
        if (replica.isNormal()) {
            normalIn.put(replica.self(), replica.view());
            if (!moment.steps().isEmpty()) {
                List<Request> before = logs.put(replica.self(), replica.log());
                reachIf(before != null && !replica.log().containsAll(before), VrSometimes.FORGOTTEN);
            }
        }
    }

    private void reachIf(boolean isReached, VrSometimes goal) {
        if (isReached) {
            reached.add(goal);
        }
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }
}
