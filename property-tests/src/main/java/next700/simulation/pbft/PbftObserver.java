package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.pbft.PbftOrder;
import next700.simulation.pbft.invariant.PbftInvariant;
import next700.simulation.pbft.invariant.PbftInvariants;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;
import next700.trial.World;

/** Remembers what happens in a run of PBFT, holds the invariants against it, and sees what it gets to. */
final class PbftObserver implements Observer {
    private final World world;
    private final PbftFacts facts;
    private final List<PbftInvariant> invariants = PbftInvariants.ofOneRun();
    private final Set<ReplicaId> crashed = new HashSet<>();
    private final Set<Long> begun = new HashSet<>();
    private final Set<Goal> reached = new LinkedHashSet<>();

    PbftObserver(PbftSetup setup, World world) {
        this.world = world;
        this.facts = new PbftFacts(setup);
    }

    /** As it is now at a correct replica. */
    PbftOrder order(ReplicaId replica) {
        return ((PbftProcess) world.process(replica)).order();
    }

    @Override
    public List<Violation> sees(Event event) {
        Moment moment = Moment.of(event);
        Optional<PbftOrder> order =
                event.process() instanceof ReplicaId replica ? Optional.of(order(replica)) : Optional.empty();
        facts.absorb(moment, order);
        moment.steps().forEach(this::reaches);
        if (order.isPresent()
                && crashed.contains(event.process())
                && !order.get().isRecovering()) {
            reaches(PbftSometimes.RESTARTED_AND_WHOLE);
        }
        List<Violation> violations = new ArrayList<>(0);
        for (PbftInvariant invariant : invariants) {
            invariant.broken(moment, facts).ifPresent(how -> violations.add(violation(invariant, how, event)));
        }
        if (!violations.isEmpty()) {
            facts.falls();
        }
        return violations;
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> violations = new ArrayList<>();
        for (PbftInvariant invariant : invariants) {
            invariant
                    .brokenAtTheEnd(last, isDone, facts)
                    .ifPresent(how -> violations.add(violation(invariant, how, last)));
        }
        return violations;
    }

    private static Violation violation(PbftInvariant invariant, String how, Event event) {
        return new Violation(invariant.id(), how, event.number());
    }

    @Override
    public String named(String upkeep) {
        return PbftInvariants.named(upkeep);
    }

    @Override
    public void failed(Event event) {
        facts.falls();
    }

    @Override
    public void isInconsistent(Event event) {
        facts.falls();
    }

    @Override
    public void crashed(ProcessId process) {
        ReplicaId replica = (ReplicaId) process;
        crashed.add(replica);
        facts.forgets(replica);
    }

    @Override
    public void sent(Flight flight) {
        if (flight.byzantine()) {
            facts.lies(flight.message());
        }
    }

    private void reaches(StepRecord step) {
        switch (step.step()) {
            case "PBFT.Committed" -> reaches(PbftSometimes.COMMITTED);
            case "PBFT.NewView" -> {
                begun.add(step.placement().orElseThrow().view());
                reaches(begun.size() > 1 ? PbftSometimes.THIRD_VIEW : PbftSometimes.VIEW_CHANGED);
            }
            case "PBFT.Checkpoint" -> reaches(PbftSometimes.CHECKPOINT_STABLE);
            case "PBFT.StateTransfer" -> reaches(PbftSometimes.STATE_TRANSFERRED);
            case "PBFT.Content" -> reaches(PbftSometimes.CONTENT_FETCHED);
            default -> {}
        }
    }

    void reaches(PbftSometimes goal) {
        reached.add(goal);
    }

    @Override
    public Set<Goal> reached() {
        return reached;
    }
}
