package next700.rounds;

import java.util.List;
import java.util.stream.IntStream;

/** The one message that a process sends in a round, to one process or several (thesis 2.2.2, steps 1 and 2). */
record Sending<M>(M message, List<Integer> destinations) {
    static <M> Sending<M> to(int destination, M message) {
        return new Sending<>(message, List.of(destination));
    }

    static <M> Sending<M> toOthers(int sender, int processes, M message) {
        return new Sending<>(
                message,
                IntStream.range(0, processes)
                        .filter(process -> process != sender)
                        .boxed()
                        .toList());
    }
}
