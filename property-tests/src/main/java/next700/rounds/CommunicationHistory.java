package next700.rounds;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A communication history-based protocol (thesis 2.3.4): messages carry logical clocks, by which every process learns
 * what the others have received.
 */
public record CommunicationHistory() implements BroadcastProtocol {
    @Override
    public String title() {
        return "communication history";
    }

    @Override
    public String section() {
        return "2.3.4";
    }

    @Override
    public String choices() {
        return "Lamport's order, by time and process. Every process tells all others of every message that it receives,"
                + " on a message of its own if it has one; a message is delivered when all are known to have received it.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> new Member(process, application))
                .toList());
    }

    private record Stamped(Broadcast broadcast, int time) {}

    /** A message or none, the sender's logical time, and how many messages of each process it has received. */
    private record Packet(int from, Optional<Broadcast> broadcast, int time, Counts received) {}

    private static final class Member implements Station<Packet> {
        private final int self;
        private final int processes;
        private final Application application;
        private final TreeSet<Stamped> pending = new TreeSet<>(Comparator.comparingInt(Stamped::time)
                .thenComparingInt(stamped -> stamped.broadcast().origin()));
        private final int[] received;
        private final Counts[] receivedBy;
        private boolean hasNews;
        private int time;

        Member(int self, Application application) {
            this.self = self;
            this.processes = application.processes();
            this.application = application;
            this.received = new int[processes];
            this.receivedBy = new Counts[processes];
            Arrays.fill(receivedBy, Counts.of(received));
        }

        @Override
        public Optional<Sending<Packet>> send() {
            boolean broadcasts = application.hasBroadcast(self);
            if (!broadcasts && !hasNews) {
                return Optional.empty();
            }
            time++;
            hasNews = false;
            Optional<Broadcast> own = broadcasts ? Optional.of(application.nextBroadcast(self)) : Optional.empty();
            own.ifPresent(broadcast -> accept(broadcast, time));
            return Optional.of(Sending.toOthers(self, processes, new Packet(self, own, time, Counts.of(received))));
        }

        private void accept(Broadcast broadcast, int at) {
            pending.add(new Stamped(broadcast, at));
            received[broadcast.origin()] = broadcast.number();
            receivedBy[self] = Counts.of(received);
        }

        @Override
        public void receive(Packet packet) {
            time = Math.max(time, packet.time()) + 1;
            packet.broadcast().ifPresent(broadcast -> {
                accept(broadcast, packet.time());
                hasNews = true;
            });
            receivedBy[packet.from()] = packet.received();
            while (!pending.isEmpty() && isReceivedByAll(pending.first().broadcast())) {
                application.deliver(self, pending.pollFirst().broadcast());
            }
        }

        /** Who has received it has a later time, so nothing before it can come from there any more. */
        private boolean isReceivedByAll(Broadcast broadcast) {
            return IntStream.range(0, processes)
                    .allMatch(process -> receivedBy[process].at(broadcast.origin()) >= broadcast.number());
        }
    }
}
