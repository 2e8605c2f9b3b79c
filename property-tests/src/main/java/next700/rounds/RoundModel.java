package next700.rounds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/**
 * The model of thesis 2.2.2. In each round every process sends at most one message, to one or more processes, and
 * receives at most one. "If more than one message is sent to the same process in the same round, these messages will be
 * received in different rounds": they queue up in the switch, in the order in which they were sent, and those of one
 * round in the order of their senders on the ring, beginning behind the receiver.
 */
final class RoundModel<M> {
    private final List<? extends Station<M>> stations;
    private final List<Queue<M>> queues = new ArrayList<>();

    RoundModel(List<? extends Station<M>> stations) {
        this.stations = stations;
        stations.forEach(station -> queues.add(new ArrayDeque<>()));
    }

    void round() {
        List<Optional<Sending<M>>> sent = stations.stream().map(Station::send).toList();
        for (int receiver = 0; receiver < stations.size(); receiver++) {
            for (int distance = 1; distance < stations.size(); distance++) {
                Optional<Sending<M>> sending = sent.get((receiver + distance) % stations.size());
                if (sending.isPresent() && sending.get().destinations().contains(receiver)) {
                    queues.get(receiver).add(sending.get().message());
                }
            }
        }
        for (int receiver = 0; receiver < stations.size(); receiver++) {
            M message = queues.get(receiver).poll();
            if (message != null) {
                stations.get(receiver).receive(message);
            }
        }
    }
}
