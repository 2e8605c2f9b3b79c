package next700.simulation;

import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.trial.Strategy;
import next700.trial.Tape;
import next700.trial.Violation;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.protocol.abstraction.Indication;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.composition.CompositionReplica;
import next700.simulation.adversary.Adversary;
import next700.simulation.invariant.Invariant;
import next700.simulation.invariant.Invariants;

/**
 * One run of a composition: hosts the processes in virtual time, lets the tape decide all that may go either way, and
 * checks the invariants at every event.
 *
 * <p>A run has two parts. Until the setup's horizon there are faults; then links deliver in time, crashed replicas
 * that were to come back are back, and the adversary rests, and what is outstanding must come to its end.
 */
public final class Simulation {
    /** No run is longer: one that is has lost its way. */
    private static final int MAX_EVENTS = 6_000;

    private static final int MAX_EVENTS_AFTER_VIOLATION = 600;

    private static final long NO_LIMIT = Long.MAX_VALUE;
    private static final long GRACE = 110;
    private static final long LONG_GRACE = 20_000;

    /** Something that will happen. */
    private sealed interface Task {}

    private record Deliver(Flight flight) implements Task {}

    private record Expire(ProcessId process, InstanceTimer timer, int generation) implements Task {}

    private record Invoke(ClientId client) implements Task {}

    private record CrashNow(Setup.Crash crash) implements Task {}

    private record Restart(Setup.Crash crash) implements Task {}

    private record Heal() implements Task {}

    private record Entry(long time, int sequence, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
        }
    }

    private record Alarm(ProcessId process, InstanceTimer timer) {}

    private final Arena arena;
    private final ChoiceTape tape;
    private final Setup setup;
    private final Composition composition;
    private final Facts facts;
    private final Network network;
    private final Adversary adversary;
    private final List<Invariant> invariants = Invariants.ofOneRun();
    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private final Map<ProcessId, Automaton> processes = new TreeMap<>();
    private final Map<Alarm, Integer> alarms = new HashMap<>();
    private final Map<ReplicaId, Spoken> remembered = new TreeMap<>();
    private final Map<ReplicaId, Setup.Crash> dying = new TreeMap<>();
    private final Map<ClientId, Integer> invocations = new TreeMap<>();
    private final Set<ReplicaId> restarted = new TreeSet<>();
    private final Set<ClientId> oweAtHeal = new TreeSet<>();
    private final List<Event> events = new ArrayList<>();
    private final Set<Sometimes> reached = EnumSet.noneOf(Sometimes.class);
    private final List<Violation> violations = new ArrayList<>();
    private final Optional<String> goal;
    private int sequence;
    private int generation;
    private long now;
    private long deadline = NO_LIMIT;

    private Simulation(Arena arena, ChoiceTape tape, Optional<String> goal) {
        this.arena = arena;
        this.goal = goal;
        this.tape = tape;
        this.setup = Setup.draw(tape, arena);
        this.composition = arena.composition().withCheckpointInterval(setup.checkpointInterval());
        this.facts = new Facts(arena, setup);
        this.network = new Network(tape, setup, facts, flight -> schedule(flight.arrivesAt(), new Deliver(flight)));
        this.adversary = new Adversary(
                arena,
                setup,
                tape,
                facts,
                network.flights(),
                (from, to, message, remark) -> network.inject(from, to, message, now, remark));
    }

    /** Runs a tape again, exactly, to its end. */
    public static RunResult replay(Arena arena, Tape tape) {
        return new Simulation(arena, ChoiceTape.replaying(tape), Optional.empty()).run();
    }

    /** Runs a tape again until it violates a property. */
    static RunResult replayUntil(Arena arena, Tape tape, String property) {
        return new Simulation(arena, ChoiceTape.replaying(tape), Optional.of(property)).run();
    }

    /** Runs whatever a strategy comes up with, to its end: a lemma that breaks may take a property with it. */
    public static RunResult explore(Arena arena, Strategy strategy) {
        return new Simulation(arena, ChoiceTape.filledBy(strategy), Optional.empty()).run();
    }

    private RunResult run() {
        populate();
        while (!agenda.isEmpty() && events.size() < maxEvents() && !isOver()) {
            Entry entry = agenda.poll();
            now = entry.time();
            perform(entry.task());
        }
        if (!isGoalReached() && !events.isEmpty()) {
            Event last = events.get(events.size() - 1);
            invariants.forEach(invariant -> note(invariant.checkEnd(last, facts)));
            AbstractBridge.violations(arena, setup, facts, events).forEach(found -> note(Optional.of(found)));
        }
        Coverage.complete(reached, facts, restarted);
        return new RunResult(
                arena,
                tape.tape(),
                tape.interesting(),
                setup,
                events,
                network.flights(),
                violations,
                reached,
                facts.isHealed(),
                now);
    }

    private void populate() {
        for (ReplicaId replica : arena.group().replicas()) {
            processes.put(replica, replica(replica, Optional.empty()));
        }
        int index = 0;
        for (ClientId client : setup.clients()) {
            processes.put(
                    client,
                    new CompositionClient(
                            composition, client, arena.group(), new IdealAuthentication(client), Arena.TIMING, 0));
            schedule(setup.startTimes().get(index), new Invoke(client));
            index++;
        }
        for (Setup.Crash crash : setup.crashes()) {
            schedule(crash.at(), new CrashNow(crash));
        }
        schedule(setup.horizon(), new Heal());
    }

    private Automaton replica(ReplicaId self, Optional<Spoken> forgotten) {
        return new CompositionReplica(
                composition,
                self,
                arena.group(),
                new IdealAuthentication(self),
                Arena.TIMING,
                new Journal(setup.discreet()),
                forgotten);
    }

    private void schedule(long time, Task task) {
        agenda.add(new Entry(time, sequence, task));
        sequence++;
    }

    /** After a violation, only its consequences are of interest. */
    private int maxEvents() {
        return violations.isEmpty() ? MAX_EVENTS : MAX_EVENTS_AFTER_VIOLATION;
    }

    private boolean isGoalReached() {
        return goal.filter(property ->
                        violations.stream().anyMatch(found -> found.property().equals(property)))
                .isPresent();
    }

    private boolean isOver() {
        if (isGoalReached()) {
            return true;
        }
        if (!facts.isHealed()) {
            return false;
        }
        boolean everyoneShouldCommit =
                !facts.isAnyoneDown() && arena.group().replicas().stream().noneMatch(setup::isByzantine);
        return everyoneShouldCommit
                ? !facts.isAnyoneWaiting() || now > deadline + LONG_GRACE
                : oweAtHeal.isEmpty() || now > deadline + GRACE + arena.patience(facts.latest());
    }

    private void perform(Task task) {
        switch (task) {
            case Deliver deliver ->
                take(
                        deliver.flight().to(),
                        new Input.Received(deliver.flight().message()),
                        Optional.of(deliver.flight()));
            case Expire expire -> {
                Alarm alarm = new Alarm(expire.process(), expire.timer());
                if (alarms.remove(alarm, expire.generation())) {
                    take(expire.process(), new Input.Expired(expire.timer()), Optional.empty());
                }
            }
            case Invoke invoke -> {
                int number = invocations.merge(invoke.client(), 1, Integer::sum);
                take(invoke.client(), new Input.Called(new Invocation(Bytes.utf8(invoke.client() + "." + number)), Optional.empty()));
            }
            case CrashNow crash -> {
                if (!facts.isHealed()) {
                    facts.disturbed();
                    if (crash.crash().effectsCarriedOut() == 0) {
                        crash(crash.crash());
                    } else {
                        dying.put(crash.crash().replica(), crash.crash());
                    }
                }
            }
            case Restart restart -> restart(restart.crash().replica());
            case Heal heal -> heal();
        }
    }

    private void crash(Setup.Crash crash) {
        ReplicaId replica = crash.replica();
        dying.remove(replica);
        facts.crashed(replica);
        crash.backAt().ifPresent(at -> schedule(Math.max(at, now), new Restart(crash)));
    }

    private void restart(ReplicaId replica) {
        if (facts.isDown(replica)) {
            Optional<Spoken> forgotten = Optional.ofNullable(remembered.get(replica));
            facts.restarted(replica, forgotten);
            restarted.add(replica);
            Automaton next = replica(replica, forgotten);
            processes.put(replica, next);
            next.start().forEach(effect -> carryOut(replica, effect));
        }
    }

    private void heal() {
        facts.healed(now);
        deadline = now;
        dying.clear();
        for (Setup.Crash crash : setup.crashes()) {
            if (crash.backAt().isPresent()) {
                restart(crash.replica());
            }
        }
        facts.outstanding()
                .forEach(outstanding -> oweAtHeal.add(outstanding.request().client()));
    }

    private void take(ProcessId process, Input input, Optional<Flight> flight) {
        Automaton automaton = processes.get(process);
        if (automaton == null || (process instanceof ReplicaId replica && facts.isDown(replica))) {
            return;
        }
        if (setup.isByzantine(process)) {
            takeByzantine((ReplicaId) process, automaton, input);
        } else {
            takeBenign(process, automaton, input, flight);
        }
        if (flight.isEmpty() || flight.get().arrivesAt() > flight.get().sentAt()) {
            adversary.act();
        }
    }

    private void takeByzantine(ReplicaId self, Automaton inner, Input input) {
        List<Effect> effects = effectsOfByzantine(inner, input);
        for (Effect effect : effects) {
            if (effect instanceof Effect.SetTimer || effect instanceof Effect.CancelTimer) {
                carryOut(self, effect);
            }
        }
        for (Adversary.Said said : adversary.react(self, effects, input)) {
            if (said.lie()) {
                facts.disturbed();
            }
            network.send(self, said.to(), said.message(), now, said.lie(), said.remark());
        }
    }

    /** A Byzantine replica may well fail; that its automaton never does is checked where it is correct. */
    private static List<Effect> effectsOfByzantine(Automaton inner, Input input) {
        try {
            return inner.on(input);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private void takeBenign(ProcessId process, Automaton automaton, Input input, Optional<Flight> flight) {
        List<Effect> effects;
        try {
            effects = automaton.on(input);
        } catch (RuntimeException | StackOverflowError e) {
            Event event = Event.of(events.size(), now, process, input, flight, List.of());
            events.add(event);
            note(Optional.of(new Violation(
                    "I.NeverFails",
                    "%s failed on an input with %s. A process must never fail on what it receives."
                            .formatted(process, e),
                    event.number())));
            processes.remove(process);
            return;
        }
        Setup.Crash crash = process instanceof ReplicaId replica ? dying.get(replica) : null;
        if (crash != null && !effects.isEmpty()) {
            effects = effects.subList(0, Math.min(effects.size(), crash.effectsCarriedOut() - 1));
            crash(crash);
        }
        List<Effect> observed = effects.stream()
                .flatMap(effect -> observed(process, effect).stream())
                .toList();
        Event event = Event.of(events.size(), now, process, input, flight, observed);
        events.add(event);
        effects.forEach(effect -> carryOut(process, effect));
        for (Invariant invariant : invariants) {
            note(invariant.check(event, facts));
        }
        Coverage.observe(reached, event, facts);
        facts.absorb(event);
        if (goal.isPresent()
                && event.steps().stream()
                        .anyMatch(step -> step.kind() == StepKind.COMMITS || step.kind() == StepKind.ABORTS)) {
            AbstractBridge.violations(arena, setup, facts, events).forEach(found -> note(Optional.of(found)));
        }
        if (process instanceof ClientId client && facts.outstanding(client).isEmpty()) {
            oweAtHeal.remove(client);
        }
    }

    /** Observers see whole histories in steps. */
    private Optional<Effect> observed(ProcessId process, Effect effect) {
        if (!(effect instanceof Effect.Took took)) {
            return Optional.of(effect);
        }
        Optional<StepRecord> whole = facts.whole(took.step());
        if (whole.isEmpty()) {
            note(Optional.of(new Violation(
                    "LCS.Founded",
                    "Correct process %s takes step %s in instance %s with a history that begins with what no correct replica has executed."
                            .formatted(process, took.step().step(), took.step().instance()),
                    events.size())));
        }
        return whole.map(Effect.Took::new);
    }

    private void note(Optional<Violation> found) {
        if (found.isPresent()
                && violations.stream()
                        .noneMatch(known -> known.property().equals(found.get().property()))) {
            violations.add(found.get());
        }
    }

    private void carryOut(ProcessId process, Effect effect) {
        switch (effect) {
            case Effect.Send send -> network.send(process, send.to(), send.message(), now, false, "");
            case Effect.SetTimer set -> {
                generation++;
                alarms.put(new Alarm(process, set.timer()), generation);
                schedule(now + set.delayMillis(), new Expire(process, set.timer(), generation));
            }
            case Effect.CancelTimer cancel -> alarms.remove(new Alarm(process, cancel.timer()));
            case Effect.Tell answer -> answered((ClientId) process, answer.notice());
            case Effect.Store remember -> remembered.put((ReplicaId) process, remember.spoken());
            case Effect.Took took -> {}
        }
    }

    private void answered(ClientId client, Indication indication) {
        if (indication instanceof Indication.Commit
                && invocations.getOrDefault(client, 0) < setup.operationsPerClient()
                && !facts.isHealed()) {
            int pause = tape.choose(3, Decision.INVOCATION, "pause before the next operation");
            schedule(now + 1L + 5L * pause, new Invoke(client));
        }
    }
}
