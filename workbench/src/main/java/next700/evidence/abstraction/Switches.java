package next700.evidence.abstraction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.evidence.abstraction.Switch.Cause;
import next700.process.ProcessId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.recording.StepLog.Entry;

/**
 * When and why a recorded run went from each instance to the next. Nobody says why it panics; but what replicas had
 * executed until then tells it.
 */
final class Switches {
    private static final double NANOS_PER_MILLI = 1e6;

    private final AbstractRecording recording;
    private final Map<InstanceId, List<Entry>> instances = new TreeMap<>();
    private final Map<InstanceId, Long> firstCommits = new TreeMap<>();

    private Switches(AbstractRecording recording) {
        this.recording = recording;
        for (Entry entry : recording.entries()) {
            InstanceId instance = entry.step().instance();
            instances.computeIfAbsent(instance, any -> new ArrayList<>()).add(entry);
            if (entry.step().kind() == StepKind.COMMITS) {
                firstCommits.putIfAbsent(instance, entry.timeNanos());
            }
        }
    }

    /** All switches of a run, in the order of the instances. */
    static List<Switch> of(AbstractRecording recording) {
        Switches switches = new Switches(recording);
        List<Switch> found = new ArrayList<>();
        switches.instances.forEach((instance, entries) ->
                switches.ending(entries).ifPresent(end -> found.add(switches.explain(instance, entries, end))));
        return found;
    }

    /** The first step that ended the instance. */
    private Optional<Entry> ending(List<Entry> entries) {
        return entries.stream()
                .filter(entry ->
                        entry.step().kind() == StepKind.PANICS || entry.step().kind() == StepKind.STOPS)
                .findFirst();
    }

    private Switch explain(InstanceId instance, List<Entry> entries, Entry end) {
        return switch (end.step().step()) {
            case "C.idle" -> ended(instance, end, Cause.LACK_OF_CONTENTION, idle(entries, end));
            case "B4" -> ended(instance, end, Cause.K_REACHED, exhausted(entries, end));
            default -> panicked(instance, entries, end);
        };
    }

    private Switch ended(InstanceId instance, Entry end, Cause cause, String explanation) {
        long committed = firstCommits.entrySet().stream()
                .filter(commit -> commit.getKey().compareTo(instance) > 0)
                .mapToLong(Map.Entry::getValue)
                .min()
                .orElse(-1);
        return new Switch(instance, end.timeNanos(), committed, cause, explanation);
    }

    private static String idle(List<Entry> entries, Entry end) {
        String lonely = entries.stream()
                .filter(entry -> entry.timeNanos() < end.timeNanos())
                .flatMap(entry -> entry.step().request().stream())
                .reduce((earlier, later) -> later)
                .map(request -> request.client().toString())
                .orElse("nobody");
        return end.step().process() + " stops: for a whole period only " + lonely + " had been active";
    }

    private static String exhausted(List<Entry> entries, Entry end) {
        long executed = entries.stream()
                .filter(entry -> entry.timeNanos() <= end.timeNanos()
                        && entry.step().kind() == StepKind.EXECUTES
                        && entry.step().process().equals(end.step().process()))
                .map(entry -> entry.step().request())
                .distinct()
                .count();
        return end.step().process() + " stops: k = " + executed + (executed == 1 ? " request has" : " requests have")
                + " committed";
    }

    private Switch panicked(InstanceId instance, List<Entry> entries, Entry panic) {
        if (panic.step().request().isEmpty()) {
            return ended(instance, panic, Cause.NO_ANSWER, panic.step().process() + " stops on a PANIC");
        }
        Request request = panic.step().request().get();
        Map<ProcessId, History> executed = new TreeMap<>();
        long invoked = panic.timeNanos();
        for (Entry entry : entries) {
            StepRecord step = entry.step();
            if (entry.timeNanos() < panic.timeNanos() && step.request().equals(Optional.of(request))) {
                if (step.kind() == StepKind.EXECUTES && step.history().isPresent()) {
                    executed.putIfAbsent(step.process(), step.history().get());
                } else if (step.kind() == StepKind.INVOKES) {
                    invoked = entry.timeNanos();
                }
            }
        }
        String panics = "%s panics over %s after %.0f ms: "
                .formatted(request.client(), request, (panic.timeNanos() - invoked) / NANOS_PER_MILLI);
        Optional<String> difference = difference(executed, request);
        if (difference.isPresent()) {
            return ended(instance, panic, Cause.CONTENTION, panics + difference.get());
        }
        Set<ProcessId> silent = new TreeSet<>(recording.group().replicas());
        silent.removeAll(executed.keySet());
        silent.removeAll(recording.byzantine());
        if (!silent.isEmpty()) {
            return ended(instance, panic, Cause.NO_ANSWER, panics + names(silent) + " had not executed it");
        }
        return recording.byzantine().isEmpty()
                ? ended(instance, panic, Cause.NO_ANSWER, panics + "all had executed it, too late for its answers")
                : ended(instance, panic, Cause.LIE, panics + names(recording.byzantine()) + " lies");
    }

    /** Where two replicas executed requests in different orders. */
    private static Optional<String> difference(Map<ProcessId, History> executed, Request request) {
        List<ProcessId> replicas = new ArrayList<>(executed.keySet());
        for (ProcessId other : replicas) {
            ProcessId one = replicas.getFirst();
            History mine = upTo(request, executed.get(one));
            History theirs = upTo(request, executed.get(other));
            if (!mine.equals(theirs)) {
                int common = mine.commonPrefix(theirs).length();
                return Optional.of("as request %d, %s had executed %s and %s %s"
                        .formatted(common + 1, one, at(mine, common), other, at(theirs, common)));
            }
        }
        return Optional.empty();
    }

    private static History upTo(Request request, History history) {
        History prefix = history;
        while (prefix.length() > 0 && !prefix.last().equals(request)) {
            prefix = prefix.parent();
        }
        return prefix;
    }

    private static String at(History history, int position) {
        return history.length() > position ? history.prefix(position + 1).last().toString() : "nothing";
    }

    private static String names(Set<ProcessId> processes) {
        return String.join(", ", processes.stream().map(ProcessId::toString).toList());
    }
}
