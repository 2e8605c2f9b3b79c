package next700.rounds;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.stream.IntStream;

/** A fixed sequencer (thesis 2.3.1, Figure 2.2): it gives messages their numbers, and gathers acknowledgements. */
public record FixedSequencer() implements BroadcastProtocol {
    private static final int SEQUENCER = 0;

    @Override
    public String title() {
        return "fixed sequencer";
    }

    @Override
    public String section() {
        return "2.3.1";
    }

    @Override
    public String choices() {
        return "The variant in which senders send to the sequencer (p0, the last to be a sender), and it to all. Every"
                + " process acknowledges at once, on a message of its own if it has one. That a message is stable rides on"
                + " the sequencer's next.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> process == SEQUENCER
                        ? new Sequencer(application)
                        : (Station<Message>) new Member(process, application))
                .toList());
    }

    private sealed interface Message {}

    /** To the sequencer: a broadcast, an acknowledgement of all up to a number, or both. */
    private record Request(int from, Optional<Broadcast> broadcast, int ackedUpTo) implements Message {}

    /** From the sequencer: the next message, news of what all have, or both. */
    private record Ordered(Optional<Broadcast> broadcast, int stableUpTo) implements Message {}

    private static final class Sequencer implements Station<Message> {
        private final Application application;
        private final Queue<Broadcast> requests = new ArrayDeque<>();
        private final Queue<Broadcast> undelivered = new ArrayDeque<>();
        private final int[] ackedUpTo;
        private int ordered;
        private int announced;
        private int deliveredUpTo;
        private boolean ownTurn = true;

        Sequencer(Application application) {
            this.application = application;
            this.ackedUpTo = new int[application.processes()];
        }

        @Override
        public Optional<Sending<Message>> send() {
            Optional<Broadcast> next = next();
            if (next.isEmpty() && announced == deliveredUpTo) {
                return Optional.empty();
            }
            next.ifPresent(undelivered::add);
            ordered += next.isPresent() ? 1 : 0;
            ackedUpTo[SEQUENCER] = ordered;
            announced = deliveredUpTo;
            return Optional.of(Sending.toOthers(SEQUENCER, application.processes(), new Ordered(next, announced)));
        }

        /** Its own messages and those of others in turn. */
        private Optional<Broadcast> next() {
            if (application.hasBroadcast(SEQUENCER) && (ownTurn || requests.isEmpty())) {
                ownTurn = false;
                return Optional.of(application.nextBroadcast(SEQUENCER));
            }
            ownTurn = true;
            return Optional.ofNullable(requests.poll());
        }

        @Override
        public void receive(Message message) {
            if (message instanceof Request request) {
                request.broadcast().ifPresent(requests::add);
                ackedUpTo[request.from()] = request.ackedUpTo();
                int stable = IntStream.of(ackedUpTo).min().orElseThrow();
                for (; deliveredUpTo < stable; deliveredUpTo++) {
                    application.deliver(SEQUENCER, undelivered.remove());
                }
            }
        }
    }

    private static final class Member implements Station<Message> {
        private final int self;
        private final Application application;
        private final Queue<Broadcast> undelivered = new ArrayDeque<>();
        private int received;
        private int acked;
        private int deliveredUpTo;

        Member(int self, Application application) {
            this.self = self;
            this.application = application;
        }

        @Override
        public Optional<Sending<Message>> send() {
            boolean broadcasts = application.hasBroadcast(self);
            if (!broadcasts && acked == received) {
                return Optional.empty();
            }
            acked = received;
            Optional<Broadcast> own = broadcasts ? Optional.of(application.nextBroadcast(self)) : Optional.empty();
            return Optional.of(Sending.to(SEQUENCER, new Request(self, own, acked)));
        }

        @Override
        public void receive(Message message) {
            if (message instanceof Ordered order) {
                order.broadcast().ifPresent(undelivered::add);
                received += order.broadcast().isPresent() ? 1 : 0;
                for (; deliveredUpTo < order.stableUpTo(); deliveredUpTo++) {
                    application.deliver(self, undelivered.remove());
                }
            }
        }
    }
}
