package next700.evidence;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ProcessId;
import next700.report.RunView;
import next700.trial.Counterexample;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Narrator;
import next700.trial.Onlooker;
import next700.trial.Portrait;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Subject;
import next700.trial.Tape;
import next700.trial.Violation;
import next700.trial.Words;

/** Runs a tape again, and notes after each event what has become of its process: what {@link RunView} shows. */
public final class SteppedRun implements Onlooker {
    /** More nobody steps through. */
    private static final int MOST_EVENTS = 1_500;

    /** What a reader of a counterexample is told beneath it. */
    public static final String CAPTION =
            "The smallest schedule: an arrow for each message, red ones by Byzantine processes; columns are events in"
                    + " their order. Hover for the content, step for the states.";

    private final Words words;
    private final Map<ProcessId, SortedMap<String, String>> known = new TreeMap<>();
    private final Map<ProcessId, Map<String, String>> beginnings = new TreeMap<>();
    /** Crashes and returns, by the number of the event that they come before. */
    private final Map<Integer, List<Happening>> happenings = new HashMap<>();

    private final Map<Integer, Map<String, String>> changes = new HashMap<>();

    /** What happens to a process from outside. */
    private record Happening(ProcessId process, String what, Map<String, String> changed) {}

    private SteppedRun(Words words) {
        this.words = words;
    }

    /** A run again, until what broke first, if anything did. */
    static RunView of(RunResult run) {
        return of(run.subject(), run.tape(), run.violation().map(Violation::property));
    }

    /** A counterexample, until what it shows. */
    public static RunView of(Counterexample found) {
        return of(
                found.run().subject(),
                found.run().tape(),
                Optional.of(found.violation().property()));
    }

    private static RunView of(Subject subject, Tape tape, Optional<String> property) {
        SteppedRun stepped = new SteppedRun(subject.words());
        RunResult run = Run.watched(subject, tape, property, stepped);
        return stepped.view(run);
    }

    @Override
    public void entered(int event, ProcessId self, Automaton process) {
        SortedMap<String, String> state = Portrait.of(process);
        if (beginnings.putIfAbsent(self, state) == null) {
            known.put(self, state);
        } else {
            happened(event, new Happening(self, "comes back", changed(self, state)));
        }
    }

    @Override
    public void took(Event event, Automaton process) {
        changes.put(event.number(), changed(event.process(), Portrait.of(process)));
    }

    @Override
    public void left(int event, ProcessId self) {
        happened(event, new Happening(self, "crashes or ends", Map.of()));
    }

    private void happened(int event, Happening happening) {
        happenings.computeIfAbsent(event, any -> new ArrayList<>()).add(happening);
    }

    private Map<String, String> changed(ProcessId self, SortedMap<String, String> now) {
        SortedMap<String, String> before = known.put(self, now);
        Map<String, String> changed = new LinkedHashMap<>();
        now.forEach((field, value) -> {
            if (!value.equals(before.get(field))) {
                changed.put(field, value);
            }
        });
        before.keySet().stream().filter(field -> !now.containsKey(field)).forEach(field -> changed.put(field, null));
        return changed;
    }

    private RunView view(RunResult run) {
        List<ProcessId> lanes = lanes(run);
        Map<ProcessId, Integer> places = new HashMap<>();
        lanes.forEach(process -> places.put(process, places.size()));
        Map<Integer, String> alarms = run.violations().stream()
                .collect(Collectors.toMap(
                        Violation::event,
                        violation -> violation.property() + " falls. " + violation.explanation(),
                        (one, other) -> one + " " + other));
        List<RunView.Event> events = new ArrayList<>();
        // Of an event of the run, its place among those that are shown.
        List<Integer> shownAt = new ArrayList<>();
        for (Event event :
                run.events().subList(0, Math.min(MOST_EVENTS, run.events().size()))) {
            for (Happening happening : happenings.getOrDefault(event.number(), List.of())) {
                events.add(new RunView.Event(
                        places.get(happening.process()),
                        event.time(),
                        happening.process() + " " + happening.what(),
                        List.of(),
                        List.of(),
                        "",
                        happening.changed()));
            }
            shownAt.add(events.size());
            events.add(event(event, places, alarms.getOrDefault(event.number(), "")));
        }
        return new RunView(
                lanes.stream()
                        .map(process -> new RunView.Lane(
                                process.name(),
                                run.trial().byzantine().contains(process),
                                beginnings.getOrDefault(process, Map.of())))
                        .toList(),
                events,
                run.flights().stream()
                        .filter(flight -> flight.sentIn() < shownAt.size())
                        .filter(flight -> places.containsKey(flight.from()) && places.containsKey(flight.to()))
                        .map(flight -> flight(flight, places, shownAt, run))
                        .toList(),
                run.events().size() - shownAt.size());
    }

    /** Clients above all others, whom they call. */
    private List<ProcessId> lanes(RunResult run) {
        List<ProcessId> lanes = new ArrayList<>(beginnings.keySet());
        run.trial().cast().stream().filter(process -> !lanes.contains(process)).forEach(lanes::add);
        run.trial().byzantine().stream()
                .filter(process -> !lanes.contains(process))
                .forEach(lanes::add);
        lanes.sort((one, other) -> {
            int byRole = Boolean.compare(other instanceof ClientId, one instanceof ClientId);
            return byRole != 0 ? byRole : one.compareTo(other);
        });
        return lanes;
    }

    private RunView.Event event(Event event, Map<ProcessId, Integer> places, String alarm) {
        return new RunView.Event(
                places.get(event.process()),
                event.time(),
                event.process() + " " + Narrator.input(event, words),
                event.steps().stream()
                        .map(words::step)
                        .filter(step -> !step.isEmpty())
                        .toList(),
                effects(event),
                alarm,
                changes.getOrDefault(event.number(), Map.of()));
    }

    private List<String> effects(Event event) {
        List<String> told = new ArrayList<>();
        Map<Message, List<String>> sent = new LinkedHashMap<>();
        for (Effect effect : event.effects()) {
            switch (effect) {
                case Effect.Send send ->
                    sent.computeIfAbsent(send.message(), any -> new ArrayList<>())
                            .add(send.to().name());
                case Effect.SetTimer set -> told.add("sets timer " + set.timer() + " to " + set.delayMillis());
                case Effect.CancelTimer cancel -> told.add("cancels timer " + cancel.timer());
                case Effect.Store store -> told.add("stores " + store.name() + ": " + store.value());
                case Effect.Erase erase -> told.add("erases " + erase.name());
                case Effect.Tell tell -> told.add(words.notice(tell.notice()));
                case Effect.Draw draw -> told.add("draws a number below " + draw.bound());
                case Effect.Disconnect disconnect -> told.add("breaks the link to " + disconnect.peer());
                case Effect.Took took -> {}
            }
        }
        sent.forEach((message, to) -> told.add("sends " + words.message(message) + " to " + String.join(", ", to)));
        told.removeIf(String::isEmpty);
        return told;
    }

    private RunView.Flight flight(Flight flight, Map<ProcessId, Integer> places, List<Integer> shownAt, RunResult run) {
        boolean isReceived = flight.arrivedIn() >= 0 && flight.arrivedIn() < shownAt.size();
        int sender = flight.sentIn();
        boolean isOfEvent = sender >= 0
                && !flight.byzantine()
                && Objects.equals(run.events().get(sender).process(), flight.from());
        return new RunView.Flight(
                places.get(flight.from()),
                places.get(flight.to()),
                sender < 0 ? -1 : shownAt.get(sender),
                isReceived ? shownAt.get(flight.arrivedIn()) : -1,
                flight.byzantine() || !isOfEvent,
                flight.isLost(),
                words.message(flight.message()) + (flight.remark().isEmpty() ? "" : " (" + flight.remark() + ")"));
    }
}
