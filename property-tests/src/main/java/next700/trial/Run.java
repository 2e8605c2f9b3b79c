package next700.trial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.Call;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.Stored;
import next700.process.Timer;

/**
 * One run of any subject in virtual time: hosts the processes, lets the tape decide all that may go either way, and shows
 * every event to the trial's observer. It knows no protocol.
 *
 * <p>A run ends when its trial says that all is done, when nothing more can happen, or when it has lost its way; a replay
 * that looks for a violation ends there.
 */
public final class Run implements World {
    private record Task(long time, int sequence, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
        }
    }

    private record Alarm(ProcessId process, Timer timer) {}

    private record Dying(int afterEffects, Network.Fate fate) {}

    private final Subject subject;
    private final ChoiceTape tape;
    private final Trial trial;
    private final Optional<String> hunted;
    private final Links links;
    private final PriorityQueue<Task> agenda = new PriorityQueue<>();
    private final Map<ProcessId, Automaton> processes = new TreeMap<>();
    private final Map<ProcessId, Stored> stored = new HashMap<>();
    private final Map<ProcessId, Dying> dying = new HashMap<>();
    private final Map<Alarm, Integer> alarms = new HashMap<>();
    private final Set<ProcessId> down = new HashSet<>();
    private final List<Event> events = new ArrayList<>();
    private final List<Violation> violations = new ArrayList<>();
    private final List<Outage> outages = new ArrayList<>();
    private final Onlooker onlooker;
    private Observer observer;
    private OptionalLong lastWords = OptionalLong.empty();
    private int sequence;
    private int generation;
    private long now;

    private Run(Subject subject, ChoiceTape tape, Optional<String> hunted, Onlooker onlooker) {
        this.onlooker = onlooker;
        this.subject = subject;
        this.tape = tape;
        this.hunted = hunted;
        this.trial = subject.draw(tape);
        this.links = new Links(trial, tape, new FromLinks(), (action, time) -> at(time, action));
    }

    /** Runs whatever a strategy comes up with, to its end: a lemma that breaks may take a property with it. */
    public static RunResult explore(Subject subject, Strategy strategy) {
        return new Run(subject, ChoiceTape.filledBy(strategy), Optional.empty(), Onlooker.NOBODY).run();
    }

    /** Runs a tape again, exactly, to its end. */
    public static RunResult replay(Subject subject, Tape tape) {
        return new Run(subject, ChoiceTape.replaying(tape), Optional.empty(), Onlooker.NOBODY).run();
    }

    /** Runs a tape again until it violates a property. */
    public static RunResult replayUntil(Subject subject, Tape tape, String property) {
        return new Run(subject, ChoiceTape.replaying(tape), Optional.of(property), Onlooker.NOBODY).run();
    }

    /** Runs a tape again, until it violates the property if there is one, and has somebody look on. */
    public static RunResult watched(Subject subject, Tape tape, Optional<String> property, Onlooker onlooker) {
        return new Run(subject, ChoiceTape.replaying(tape), property, onlooker).run();
    }

    private RunResult run() {
        observer = trial.observer(this);
        trial.cast().forEach(this::enter);
        trial.begin(this);
        while (goesOn() && !isFound() && !trial.isDone(this)) {
            Task task = agenda.poll();
            now = task.time();
            task.action().run();
        }
        boolean isDone = agenda.isEmpty() || trial.isDone(this);
        if (!isFound() && !events.isEmpty()) {
            note(observer.atTheEnd(events.get(events.size() - 1), isDone));
        }
        return new RunResult(
                subject,
                trial,
                tape.tape(),
                tape.interesting(),
                events,
                links.flights(),
                outages,
                violations,
                observer.reached(),
                isDone,
                now);
    }

    private boolean goesOn() {
        return !agenda.isEmpty() && agenda.peek().time() <= trial.lastsUntil() && events.size() < mostEvents();
    }

    private int mostEvents() {
        return violations.isEmpty() ? trial.maxEvents() : trial.maxEventsAfterViolation();
    }

    private boolean isFound() {
        return hunted.filter(property ->
                        violations.stream().anyMatch(found -> found.property().equals(property)))
                .isPresent();
    }

    private void note(List<Violation> found) {
        for (Violation violation : found) {
            if (violations.stream().noneMatch(known -> known.property().equals(violation.property()))) {
                violations.add(violation);
            }
        }
    }

    /** What the run itself sees to has fallen. */
    private void note(String upkeep, Event event, String explanation) {
        note(List.of(new Violation(observer.named(upkeep), explanation, event.number())));
    }

    // Processes.

    private void enter(ProcessId self) {
        Automaton process = trial.make(self, stored.getOrDefault(self, Stored.NOTHING));
        processes.put(self, process);
        List<Effect> effects = process.start();
        onlooker.entered(events.size(), self, process);
        boolean isSeen =
                effects.stream().anyMatch(effect -> effect instanceof Effect.Took || effect instanceof Effect.Tell);
        if (isSeen && trial.liar(self).isEmpty()) {
            happened(self, new Input.Started(), Optional.empty(), effects);
        } else {
            effects.forEach(effect -> carryOut(self, effect));
        }
    }

    private void happened(ProcessId self, Input input, Optional<Flight> flight, List<Effect> effects) {
        Event event = observer.asSeen(Event.of(events.size(), now, self, input, flight, effects));
        events.add(event);
        effects.forEach(effect -> carryOut(self, effect));
        lastWords = OptionalLong.empty();
        note(observer.sees(event));
        lookInside(self, event);
        onlooker.took(event, processes.get(self));
        for (Effect effect : effects) {
            if (effect instanceof Effect.Tell tell) {
                trial.told(self, tell.notice(), this);
            }
        }
    }

    private void take(ProcessId self, Input input, Optional<Flight> flight) {
        if (isUp(self)) {
            Optional<Liar> liar = trial.liar(self);
            if (liar.isPresent()) {
                liar.get().react(input, effectsOfLiar(self, input), this);
            } else {
                takeCorrectly(self, input, flight);
            }
            if (flight.isEmpty() || flight.get().arrivesAt() > flight.get().sentAt()) {
                trial.after(this);
            }
        }
    }

    /** A Byzantine process may well fail; that its automaton never does is checked where it is correct. */
    private List<Effect> effectsOfLiar(ProcessId self, Input input) {
        try {
            return processes.get(self).on(input);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private void takeCorrectly(ProcessId self, Input input, Optional<Flight> flight) {
        List<Effect> effects;
        try {
            effects = processes.get(self).on(input);
        } catch (RuntimeException e) {
            failed(self, input, flight, e);
            return;
        } catch (StackOverflowError e) {
            failed(self, input, flight, new IllegalStateException("the stack overflows", e));
            return;
        }
        Optional<Dying> dies = dies(self, effects);
        Optional<List<Effect>> cutShort = trial.cutShort(self, effects, this);
        if (dies.isPresent()) {
            effects = until(dies.get().afterEffects() - 1, effects);
        } else if (cutShort.isPresent()) {
            effects = cutShort.get();
            lastWords = trial.lastWordsDelay();
        }
        happened(self, input, flight, effects);
        if (dies.isPresent() || cutShort.isPresent()) {
            crashed(self, dies.map(Dying::fate).orElse(Network.Fate.ARRIVES));
        }
    }

    /** The first effects; and that a step was taken, which is no effect on anybody, is told with what the step did last. */
    static List<Effect> until(int count, List<Effect> effects) {
        int end = Math.min(effects.size(), count);
        while (end > 0 && end < effects.size() && effects.get(end) instanceof Effect.Took) {
            end++;
        }
        return effects.subList(0, end);
    }

    private void lookInside(ProcessId self, Event event) {
        try {
            processes.get(self).check();
        } catch (IllegalStateException e) {
            observer.isInconsistent(event);
            note(Observer.OWN_INVARIANTS, event, "%s is inconsistent: %s.".formatted(self, e.getMessage()));
        }
    }

    private Optional<Dying> dies(ProcessId self, List<Effect> effects) {
        return effects.isEmpty() ? Optional.empty() : Optional.ofNullable(dying.remove(self));
    }

    private void failed(ProcessId self, Input input, Optional<Flight> flight, RuntimeException cause) {
        Event event = Event.of(events.size(), now, self, input, flight, List.of());
        events.add(event);
        observer.failed(event);
        note(
                Observer.NEVER_FAILS,
                event,
                "%s failed on an input with %s. A process must never fail on what it receives.".formatted(self, cause));
        leave(self, Network.Fate.ARRIVES);
    }

    @Override
    public void carryOut(ProcessId self, Effect effect) {
        switch (effect) {
            case Effect.Send send -> {
                if (lastWords.isPresent()) {
                    links.sendAfter(lastWords.getAsLong(), self, send.to(), send.message(), now, false, "");
                } else {
                    links.send(self, send.to(), send.message(), now, false, "");
                }
            }
            case Effect.SetTimer set -> set(new Alarm(self, set.timer()), set.delayMillis());
            case Effect.CancelTimer cancel -> alarms.remove(new Alarm(self, cancel.timer()));
            case Effect.Store store -> stored.merge(self, Stored.NOTHING.after(store), (old, any) -> old.after(store));
            case Effect.Erase erase -> stored.computeIfPresent(self, (any, old) -> old.after(erase));
            case Effect.Draw draw -> {
                int number = draw.bound() < 2 ? 0 : tape.choose(draw.bound(), Decision.COIN, self.name());
                at(now, () -> hand(self, new Input.Drawn(number)));
            }
            case Effect.Disconnect disconnect -> links.breakOneWay(self, disconnect.peer(), Network.Fate.ARRIVES, now);
            case Effect.Tell tell -> {}
            case Effect.Took took -> trial.took(self, took.step(), this);
        }
    }

    private void set(Alarm alarm, long delay) {
        generation++;
        int mine = generation;
        alarms.put(alarm, mine);
        at(now + delay, () -> {
            if (alarms.remove(alarm, mine)) {
                take(alarm.process(), new Input.Expired(alarm.timer()), Optional.empty());
            }
        });
    }

    private void crashed(ProcessId self, Network.Fate fate) {
        if (isUp(self)) {
            observer.crashed(self);
            outages.add(new Outage(self, events.size() - 1, now, false));
            leave(self, fate);
        }
    }

    private void leave(ProcessId self, Network.Fate fate) {
        dying.remove(self);
        down.add(self);
        alarms.keySet().removeIf(alarm -> alarm.process().equals(self));
        links.isolate(self, processes.keySet(), fate, now);
        onlooker.left(events.size(), self);
    }

    private final class FromLinks implements Links.Ends {
        @Override
        public void arrived(Flight flight) {
            if (isUp(flight.to())) {
                links.landed(flight);
                if (!flight.isLost()) {
                    flight.arrive(events.size());
                    take(flight.to(), new Input.Received(flight.from(), flight.message()), Optional.of(flight));
                }
            }
        }

        @Override
        public void hear(ProcessId process, Input input) {
            take(process, input, Optional.empty());
        }

        @Override
        public void sent(Flight flight) {
            observer.sent(flight);
        }

        @Override
        public int events() {
            return events.size();
        }
    }

    // The run as its load, its faults and its liars see it.

    @Override
    public long now() {
        return now;
    }

    @Override
    public ChoiceTape tape() {
        return tape;
    }

    @Override
    public void at(long time, Runnable action) {
        agenda.add(new Task(time, sequence, action));
        sequence++;
    }

    @Override
    public boolean isUp(ProcessId process) {
        return processes.containsKey(process) && !down.contains(process);
    }

    @Override
    public Automaton process(ProcessId process) {
        return processes.get(process);
    }

    @Override
    public void call(ProcessId process, Call call) {
        hand(process, new Input.Called(call));
    }

    @Override
    public void hand(ProcessId process, Input input) {
        take(process, input, Optional.empty());
    }

    @Override
    public void crash(ProcessId process, int afterEffects, Network.Fate fate) {
        if (afterEffects == 0) {
            crashed(process, fate);
        } else if (isUp(process)) {
            dying.put(process, new Dying(afterEffects, fate));
        }
    }

    @Override
    public void spare(ProcessId process) {
        dying.remove(process);
    }

    @Override
    public void gone(ProcessId process) {
        leave(process, Network.Fate.ARRIVES);
    }

    @Override
    public void restart(ProcessId process) {
        if (down.remove(process)) {
            outages.add(new Outage(process, events.size() - 1, now, true));
            enter(process);
        }
    }

    @Override
    public void cut(ProcessId one, ProcessId other, Network.Fate fate) {
        if (isUp(one) && isUp(other)) {
            observer.cut(one, other);
            links.breakOneWay(one, other, fate, now);
            links.breakOneWay(other, one, fate, now);
        }
    }

    @Override
    public void send(ProcessId from, ProcessId to, Message message, boolean lie, String remark) {
        links.send(from, to, message, now, lie, remark);
    }

    @Override
    public void inject(ProcessId from, ProcessId to, Message message, String remark) {
        links.sendAfter(0, from, to, message, now, true, remark);
    }

    @Override
    public void heal() {
        dying.clear();
        links.heal();
    }

    @Override
    public boolean isHealed() {
        return links.isHealed();
    }

    @Override
    public List<Flight> flights() {
        return links.flights();
    }

    @Override
    public Optional<String> hunted() {
        return hunted;
    }
}
