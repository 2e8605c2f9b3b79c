package next700.rounds;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** LCR (thesis 2.4), with the fairness mechanism of 2.5.2 and acknowledgements that ride on whatever goes next. */
public record Lcr() implements BroadcastProtocol {
    @Override
    public String title() {
        return "LCR";
    }

    @Override
    public String section() {
        return "2.4";
    }

    @Override
    public String choices() {
        return "A process sends a message of its own when it has forwarded as many of the sender whose message is next"
                + " in its forward queue. Acknowledgements ride on messages, or travel alone where the link is free.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> new Member(process, application))
                .toList());
    }

    private record Data(Broadcast broadcast, Counts clock) {}

    /** What goes to the successor: acknowledgements, a message behind them, or both. */
    private record Packet(List<Broadcast> acks, Optional<Data> data) {}

    private static final class Member implements Station<Packet> {
        private final int self;
        private final int processes;
        private final Application application;
        private final int[] clock;
        private final int[] stable;
        private final TreeSet<Data> pending = new TreeSet<>(Member::compare);
        private final Queue<Packet> forwardQueue = new ArrayDeque<>();
        private final List<Broadcast> acks = new ArrayList<>();
        private final int[] forwarded;
        private int sent;

        Member(int self, Application application) {
            this.self = self;
            this.processes = application.processes();
            this.application = application;
            this.clock = new int[processes];
            this.stable = new int[processes];
            this.forwarded = new int[processes];
        }

        /** The order of 2.4.1. */
        private static int compare(Data a, Data b) {
            int i = a.broadcast().origin();
            int j = b.broadcast().origin();
            if (i == j) {
                return Integer.compare(a.broadcast().number(), b.broadcast().number());
            }
            boolean first = i < j
                    ? a.clock().at(i) <= b.clock().at(i)
                    : b.clock().at(j) > a.clock().at(j);
            return first ? -1 : 1;
        }

        @Override
        public Optional<Sending<Packet>> send() {
            Optional<Data> data = Optional.empty();
            if (application.hasBroadcast(self) && isMyTurn()) {
                data = Optional.of(broadcast());
            } else if (!forwardQueue.isEmpty()) {
                data = Optional.of(forward());
            }
            if (data.isEmpty() && acks.isEmpty()) {
                return Optional.empty();
            }
            Packet packet = new Packet(List.copyOf(acks), data);
            acks.clear();
            absorb();
            return Optional.of(Sending.to((self + 1) % processes, packet));
        }

        private boolean isMyTurn() {
            return forwardQueue.isEmpty()
                    || forwarded[
                                    forwardQueue
                                            .peek()
                                            .data()
                                            .orElseThrow()
                                            .broadcast()
                                            .origin()]
                            >= sent;
        }

        private Data broadcast() {
            sent++;
            clock[self]++;
            Data data = new Data(application.nextBroadcast(self), Counts.of(clock));
            pending.add(data);
            return data;
        }

        private Data forward() {
            Data data = forwardQueue.remove().data().orElseThrow();
            forwarded[data.broadcast().origin()]++;
            take(data);
            return data;
        }

        /** A message counts as received when it leaves the forward queue, not when it enters it. */
        private void take(Data data) {
            clock[data.broadcast().origin()]++;
            pending.add(data);
        }

        @Override
        public void receive(Packet packet) {
            packet.acks().forEach(ack -> forwardQueue.add(new Packet(List.of(ack), Optional.empty())));
            packet.data().ifPresent(data -> forwardQueue.add(new Packet(List.of(), packet.data())));
            absorb();
        }

        /** What needs no turn on the link is taken as soon as it is first in the queue, and not before. */
        private void absorb() {
            while (!forwardQueue.isEmpty() && !isForwarded(forwardQueue.peek())) {
                Packet head = forwardQueue.remove();
                head.acks().forEach(this::onAck);
                head.data().ifPresent(this::onLap);
            }
            tryDeliver();
        }

        private boolean isForwarded(Packet head) {
            return head.data().isPresent()
                    && self != predecessor(head.data().get().broadcast().origin());
        }

        /** A message has been round the ring. */
        private void onLap(Data data) {
            take(data);
            stable[data.broadcast().origin()] = data.broadcast().number();
            acks.add(data.broadcast());
        }

        private void onAck(Broadcast ack) {
            stable[ack.origin()] = ack.number();
            if (self != predecessor(predecessor(ack.origin()))) {
                acks.add(ack);
            }
        }

        private int predecessor(int process) {
            return (process + processes - 1) % processes;
        }

        private void tryDeliver() {
            while (!pending.isEmpty() && isStable(pending.first())) {
                application.deliver(self, pending.pollFirst().broadcast());
            }
        }

        private boolean isStable(Data data) {
            return data.broadcast().number() <= stable[data.broadcast().origin()];
        }
    }
}
