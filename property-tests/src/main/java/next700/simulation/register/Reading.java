package next700.simulation.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.ProcessId;

/**
 * Holds what clients saw against a register of many writers that is safe or regular (Lamport 1986; Malkhi and Reiter, Lemmas 5.2 and
 * 5.3). A register that is atomic is checked by its whole history, as any object.
 */
final class Reading {
    /** A write; one that never returned goes on for ever. */
    private record Write(long value, int called, int returned) {
        boolean isBefore(int time) {
            return returned < time;
        }
    }

    /** A read that returned. */
    private record Read(ProcessId client, long value, int called, int returned) {}

    private record Open(boolean isRead, long value, int called) {}

    private static final int NEVER = Integer.MAX_VALUE;

    private final Map<ProcessId, Open> open = new LinkedHashMap<>();
    private final List<Write> writes = new ArrayList<>();
    private final List<Read> reads = new ArrayList<>();

    /** A client asks; times grow. */
    void asks(ProcessId client, boolean isRead, long value, int time) {
        open.put(client, new Open(isRead, value, time));
    }

    /** A client has its answer. */
    void isTold(ProcessId client, long value, int time) {
        Open ended = open.remove(client);
        if (ended.isRead()) {
            reads.add(new Read(client, value, ended.called(), time));
        } else {
            writes.add(new Write(ended.value(), ended.called(), time));
        }
    }

    /** Why the register is not safe, if it is not. */
    Optional<String> notSafe() {
        return first(false);
    }

    /** Why the register is not regular, if it is not. */
    Optional<String> notRegular() {
        return first(true);
    }

    private Optional<String> first(boolean regular) {
        return reads.stream()
                .filter(read -> !isRight(read, regular))
                .findFirst()
                .map(read -> "%s reads %d, and of the writes before it %s could be the last%s."
                        .formatted(
                                read.client(),
                                read.value(),
                                lastBefore(read),
                                regular ? "; written meanwhile were " + during(read) : ", with no write meanwhile"));
    }

    private boolean isRight(Read read, boolean regular) {
        List<Long> meanwhile = during(read);
        if (!regular && !meanwhile.isEmpty()) {
            return true;
        }
        return lastBefore(read).contains(read.value()) || meanwhile.contains(read.value());
    }

    /** The values of writes that are the last of those before the read, in some order of these; 0 if there is none. */
    private List<Long> lastBefore(Read read) {
        List<Write> before =
                writes.stream().filter(write -> write.isBefore(read.called())).toList();
        List<Long> last = before.stream()
                .filter(write -> before.stream().noneMatch(other -> write.isBefore(other.called())))
                .map(Write::value)
                .toList();
        return before.isEmpty() ? List.of(0L) : last;
    }

    private List<Long> during(Read read) {
        List<Write> all = new ArrayList<>(writes);
        open.values().stream()
                .filter(one -> !one.isRead())
                .forEach(one -> all.add(new Write(one.value(), one.called(), NEVER)));
        return all.stream()
                .filter(write -> write.called() < read.returned() && !write.isBefore(read.called()))
                .map(Write::value)
                .toList();
    }
}
