package next700.simulation.lcr;

import next700.protocol.lcr.LcrCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import next700.process.Effect;
import next700.process.Input;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.LcrProcess;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.View;
import next700.trial.ChoiceTape;
import next700.trial.Strategy;
import next700.trial.Tape;
import next700.trial.Violation;
import next700.simulation.lcr.invariant.LcrInvariant;
import next700.simulation.lcr.invariant.LcrInvariants;

/**
 * One run of LCR: hosts the processes in virtual time, lets the tape decide all that may go either way, and checks the
 * invariants at every event. It ends when nothing more can happen; what must come to its end must have done so by then.
 */
public final class LcrSimulation {
    /** No run is longer: one that is has lost its way. */
    private static final int MAX_EVENTS = 6_000;

    private static final int MAX_EVENTS_AFTER_VIOLATION = 400;
    private static final int MAX_ATTEMPTS = 16;
    private static final long ATTEMPT_INTERVAL = 70;

    /** Something that will happen. */
    private sealed interface Task {}

    private record Arrive(LcrNetwork.Sent message) implements Task {}

    private record Ready(MemberId process, long view) implements Task {}

    private record Suspect(MemberId observer, MemberId member) implements Task {}

    private record Give(MemberId process, int attempt) implements Task {}

    private record Ask(MemberId joiner, int contact, int attempt) implements Task {}

    private record CrashNow(LcrSetup.Crash crash) implements Task {}

    private record CutNow(LcrSetup.Cut cut) implements Task {}

    private record LeaveNow(MemberId process) implements Task {}

    private record Entry(long time, int sequence, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
        }
    }

    private final ChoiceTape tape;
    private final LcrSetup setup;
    private final LcrNetwork network;
    private final Map<MemberId, LcrProcess> processes = new TreeMap<>();
    private final LcrFacts facts;
    private final List<LcrInvariant> invariants = LcrInvariants.ofOneRun();
    private final PriorityQueue<Entry> agenda = new PriorityQueue<>();
    private final Map<MemberId, LcrSetup.Crash> dying = new TreeMap<>();
    private final Map<MemberId, Integer> given = new HashMap<>();
    private final List<MemberId> leaving = new ArrayList<>();
    private final List<LcrEvent> events = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Optional<String> goal;
    private int sequence;
    private long now;

    private LcrSimulation(ChoiceTape tape, Optional<String> goal) {
        this.tape = tape;
        this.goal = goal;
        this.setup = LcrSetup.draw(tape);
        this.network = new LcrNetwork(tape);
        this.facts = new LcrFacts(setup, processes);
    }

    /** Runs a tape again, exactly, to its end. */
    public static LcrRun replay(Tape tape) {
        return new LcrSimulation(ChoiceTape.replaying(tape), Optional.empty()).run();
    }

    /** Runs a tape again until it violates a property. */
    static LcrRun replayUntil(Tape tape, String property) {
        return new LcrSimulation(ChoiceTape.replaying(tape), Optional.of(property)).run();
    }

    /** Runs whatever a strategy comes up with. */
    public static LcrRun explore(Strategy strategy) {
        return new LcrSimulation(ChoiceTape.filledBy(strategy), Optional.empty()).run();
    }

    private LcrRun run() {
        populate();
        int limit = MAX_EVENTS;
        while (!agenda.isEmpty() && events.size() < limit && !isGoalReached()) {
            Entry entry = agenda.poll();
            now = entry.time();
            perform(entry.task());
            limit = violations.isEmpty() ? MAX_EVENTS : MAX_EVENTS_AFTER_VIOLATION;
        }
        if (!isGoalReached() && !events.isEmpty()) {
            LcrEvent last = events.get(events.size() - 1);
            boolean isOver = agenda.isEmpty();
            invariants.forEach(invariant -> note(invariant.checkEnd(last, isOver, facts)));
        }
        List<LcrRun.Flight> flights = network.flights();
        return new LcrRun(
                tape.tape(),
                tape.interesting(),
                setup,
                events,
                flights,
                violations,
                LcrCoverage.of(setup, events, facts));
    }

    private void populate() {
        View initial = View.initial(setup.founders());
        setup.founders()
                .forEach(founder -> processes.put(founder, LcrProcess.member(founder, initial, setup.settings())));
        setup.joiners().forEach(arrival -> {
            processes.put(arrival.process(), LcrProcess.outsider(arrival.process(), setup.settings()));
            int contact = setup.founders().indexOf(arrival.contact());
            schedule(arrival.at(), new Ask(arrival.process(), contact, 1));
        });
        for (LcrSetup.Burst burst : setup.broadcasts()) {
            for (int i = 0; i < burst.messages(); i++) {
                schedule(burst.at(), new Give(burst.process(), 1));
            }
        }
        setup.crashes().forEach(crash -> schedule(crash.at(), new CrashNow(crash)));
        setup.cuts().forEach(cut -> schedule(cut.at(), new CutNow(cut)));
        setup.leaves().forEach(leave -> schedule(leave.at(), new LeaveNow(leave.process())));
    }

    private void schedule(long time, Task task) {
        agenda.add(new Entry(time, sequence, task));
        sequence++;
    }

    private boolean isGoalReached() {
        return goal.filter(property ->
                        violations.stream().anyMatch(found -> found.property().equals(property)))
                .isPresent();
    }

    private void perform(Task task) {
        switch (task) {
            case Arrive arrive -> {
                LcrNetwork.Sent message = arrive.message();
                if (isUp(message.to()) && network.arrives(message, events.size())) {
                    take(message.to(), new Input.Received(message.from(), message.message()));
                }
            }
            case Ready ready -> takeIfUp(ready.process(), new Input.LinkReady(ready.view()));
            case Suspect suspect -> takeIfUp(suspect.observer(), new Input.Lost(suspect.member()));
            case Give give -> give(give);
            case Ask ask -> ask(ask);
            case CrashNow crash -> {
                if (crash.crash().effectsCarriedOut() == 0) {
                    crash(crash.crash());
                } else if (isUp(crash.crash().process())) {
                    dying.put(crash.crash().process(), crash.crash());
                }
            }
            case CutNow cut -> cut(cut.cut());
            case LeaveNow leave -> {
                if (isUp(leave.process()) && !leaving.contains(leave.process())) {
                    leaving.add(leave.process());
                    take(leave.process(), new LcrCall.Leave());
                }
            }
        }
    }

    private boolean isUp(MemberId process) {
        return facts.endOf(process).isEmpty();
    }

    private void takeIfUp(MemberId process, Input input) {
        if (isUp(process)) {
            take(process, input);
        }
    }

    /** The application broadcasts, as far as it may: not outside of the group, and not after it has left. */
    private void give(Give give) {
        MemberId process = give.process();
        if (!isUp(process) || leaving.contains(process)) {
            return;
        }
        if (processes.get(process).view().isPresent()) {
            int number = given.merge(process, 1, Integer::sum);
            take(process, new LcrCall.Broadcast(new Text(process, number, 1 + number % 4)));
        } else if (give.attempt() < MAX_ATTEMPTS) {
            schedule(now + ATTEMPT_INTERVAL, new Give(process, give.attempt() + 1));
        }
    }

    private void ask(Ask ask) {
        if (isUp(ask.joiner()) && processes.get(ask.joiner()).view().isEmpty()) {
            List<MemberId> contacts = setup.founders();
            take(ask.joiner(), new LcrCall.AskToJoin(contacts.get(ask.contact() % contacts.size())));
            if (ask.attempt() < MAX_ATTEMPTS) {
                schedule(now + ATTEMPT_INTERVAL, new Ask(ask.joiner(), ask.contact() + 1, ask.attempt() + 1));
            }
        }
    }

    private void crash(LcrSetup.Crash crash) {
        dying.remove(crash.process());
        if (isUp(crash.process())) {
            facts.ended(crash.process(), LcrFacts.End.CRASHED);
            disappear(crash.process(), crash.fate());
        }
    }

    /** All connections of a process break, and the others notice. */
    private void disappear(MemberId process, LcrSetup.Fate fate) {
        for (MemberId other : processes.keySet()) {
            if (!other.equals(process)) {
                breakLink(process, other, fate);
                network.cut(other, process, LcrSetup.Fate.ARRIVES, now);
            }
        }
    }

    /** {@code to} reads the rest of what {@code from} sent, and then finds the connection broken. */
    private void breakLink(MemberId from, MemberId to, LcrSetup.Fate fate) {
        if (!network.isBroken(from, to)) {
            long last = network.cut(from, to, fate, now);
            schedule(last + 1 + network.delay("suspicion"), new Suspect(to, from));
        }
    }

    private void cut(LcrSetup.Cut cut) {
        if (isUp(cut.one()) && isUp(cut.other())) {
            facts.cut(cut.one(), cut.other());
            breakLink(cut.one(), cut.other(), cut.fate());
            breakLink(cut.other(), cut.one(), cut.fate());
        }
    }

    private void take(MemberId process, Input input) {
        List<Effect> effects;
        try {
            effects = processes.get(process).on(input);
        } catch (RuntimeException | StackOverflowError e) {
            LcrEvent event = new LcrEvent(events.size(), now, process, input, List.of());
            events.add(event);
            note(Optional.of(new Violation(
                    "LCR.NeverFails",
                    "%s failed on an input with %s. A process must never fail on what its peers send."
                            .formatted(process, e),
                    event.number())));
            facts.ended(process, LcrFacts.End.CRASHED);
            return;
        }
        LcrSetup.Crash crash = dying.get(process);
        if (crash != null && !effects.isEmpty()) {
            effects = effects.subList(0, Math.min(effects.size(), crash.effectsCarriedOut() - 1));
        }
        LcrEvent event = new LcrEvent(events.size(), now, process, input, effects);
        events.add(event);
        effects.forEach(effect -> carryOut(process, effect));
        facts.absorb(event);
        invariants.forEach(invariant -> note(invariant.check(event, facts)));
        if (crash != null) {
            crash(crash);
        }
        if (facts.endOf(process).isPresent()) {
            disappear(process, LcrSetup.Fate.ARRIVES);
        }
    }

    private void note(Optional<Violation> found) {
        if (found.isPresent()
                && violations.stream()
                        .noneMatch(known -> known.property().equals(found.get().property()))) {
            violations.add(found.get());
        }
    }

    private void carryOut(MemberId process, Effect effect) {
        switch (effect) {
            case Effect.Send send -> send(process, send);
            case Effect.Disconnect disconnect -> breakLink(process, disconnect.member(), LcrSetup.Fate.ARRIVES);
            default -> {}
        }
    }

    private void send(MemberId process, Effect.Send send) {
        LcrNetwork.Sent sent = network.send(process, send.to(), send.message(), events.size() - 1, now);
        if (network.isBroken(process, send.to())) {
            long read = network.lastArrival(send.to(), process);
            schedule(1 + Math.max(now, read), new Suspect(process, send.to()));
        } else {
            schedule(sent.arrivesAt(), new Arrive(sent));
        }
        if (send.message() instanceof LcrMessage.Ring ring) {
            schedule(now + 1 + network.delay("link of " + process), new Ready(process, ring.view()));
        }
    }
}
