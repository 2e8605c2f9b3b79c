package next700.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.chain.ChainMessage.Submit;
import next700.protocol.unanimity.Req;
import next700.simulation.invariant.Invariant;
import next700.simulation.invariant.Invariants;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;
import next700.trial.World;

/** Keeps watch over a run of a composition: its facts, its invariants, the properties of Abstract, and what was reached. */
final class CompositionObserver implements Observer {
    /** Delays below this still let a request and its answer come back in time. */
    private static final long TIMELY = 9;

    private final Arena arena;
    private final Setup setup;
    private final Facts facts;

    /** As correct clients sent them. */
    private final Set<Message> requests = new HashSet<>();

    private final World world;
    private final CompositionTrial trial;
    private final List<Invariant> invariants = Invariants.ofOneRun();
    private final List<Event> events = new ArrayList<>();
    private final Set<Sometimes> reached = EnumSet.noneOf(Sometimes.class);
    private final List<Violation> unfounded = new ArrayList<>();

    CompositionObserver(Arena arena, Setup setup, Facts facts, World world, CompositionTrial trial) {
        this.arena = arena;
        this.setup = setup;
        this.facts = facts;
        this.world = world;
        this.trial = trial;
    }

    /** Observers see whole histories in steps. */
    @Override
    public Event asSeen(Event raw) {
        if (raw.steps().isEmpty()) {
            return raw;
        }
        List<Effect> seen = new ArrayList<>();
        for (Effect effect : raw.effects()) {
            if (effect instanceof Effect.Took took && took.step() instanceof StepRecord step) {
                facts.whole(step)
                        .ifPresentOrElse(whole -> seen.add(new Effect.Took(whole)), () -> unfounded(raw, step));
            } else {
                seen.add(effect);
            }
        }
        return raw.with(Collections.unmodifiableList(seen));
    }

    private void unfounded(Event event, StepRecord step) {
        unfounded.add(new Violation(
                "LCS.Founded",
                "Correct process %s takes step %s in instance %s with a history that begins with what no correct replica has executed."
                        .formatted(event.process(), step.step(), step.instance()),
                event.number()));
    }

    @Override
    public List<Violation> sees(Event event) {
        List<Violation> found = new ArrayList<>(unfounded);
        unfounded.clear();
        events.add(event);
        for (Invariant invariant : invariants) {
            invariant.check(event, facts).ifPresent(found::add);
        }
        Coverage.observe(reached, event, facts);
        facts.absorb(event);
        if (world.hunted().isPresent() && isOutcome(event)) {
            found.addAll(AbstractBridge.violations(arena, setup, facts, events));
        }
        if (event.process() instanceof ClientId client
                && facts.outstanding(client).isEmpty()) {
            trial.answered(client);
        }
        return found;
    }

    private static boolean isOutcome(Event event) {
        return event.steps(StepRecord.class).stream()
                .anyMatch(step -> step.kind() == StepKind.COMMITS || step.kind() == StepKind.ABORTS);
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> found = new ArrayList<>();
        for (Invariant invariant : invariants) {
            invariant.checkEnd(last, facts).ifPresent(found::add);
        }
        found.addAll(AbstractBridge.violations(arena, setup, facts, events));
        return found;
    }

    @Override
    public String named(String upkeep) {
        return Invariants.named(upkeep);
    }

    @Override
    public void failed(Event event) {
        events.add(event);
    }

    @Override
    public void crashed(ProcessId process) {
        trial.crashed((ReplicaId) process);
    }

    @Override
    public void sent(Flight flight) {
        boolean isLate = flight.arrivesAt() - flight.sentAt() > TIMELY
                && !flight.remark().equals("duplicate");
        if (flight.isLost() || isLate) {
            facts.disturbed();
        }
        if (flight.message() instanceof Req || flight.message() instanceof Submit) {
            if (flight.from() instanceof ClientId && !flight.byzantine()) {
                requests.add(flight.message());
            } else if (!requests.contains(flight.message())) {
                facts.requestWasAltered();
            }
        }
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(trial.complete(reached));
    }
}
