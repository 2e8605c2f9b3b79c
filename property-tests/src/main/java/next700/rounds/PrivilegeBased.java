package next700.rounds;

import java.util.Optional;
import java.util.stream.IntStream;

/** A privilege-based protocol (thesis 2.3.3, Figure 2.4): only the holder of the token broadcasts, and it orders. */
public record PrivilegeBased() implements BroadcastProtocol {
    @Override
    public String title() {
        return "privilege-based";
    }

    @Override
    public String section() {
        return "2.3.3";
    }

    @Override
    public String choices() {
        return "The holder broadcasts up to n messages, one in a round; the token rides on the last of them, or travels"
                + " alone to the next process. Every message tells up to where all have received.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> new Member(process, application))
                .toList());
    }

    /** A message in order, and the token as it stands after it, which may still be its sender's. */
    private record Packet(Optional<Broadcast> broadcast, Token token) {}

    private static final class Member implements Station<Packet> {
        private final int self;
        private final Application application;
        private final OrderedDeliveries order;
        private Optional<Token> held = Optional.empty();
        private int sentInTurn;

        Member(int self, Application application) {
            this.self = self;
            this.application = application;
            this.order = new OrderedDeliveries(self, application);
            if (self == 0) {
                held = Optional.of(Token.initial(application.processes()));
            }
        }

        @Override
        public Optional<Sending<Packet>> send() {
            if (held.isEmpty()) {
                return Optional.empty();
            }
            Optional<Broadcast> own = Optional.empty();
            if (application.hasBroadcast(self)) {
                own = Optional.of(application.nextBroadcast(self));
                sentInTurn++;
            }
            Token token = held.get().after(own.isPresent() ? 1 : 0);
            boolean passesOn =
                    own.isEmpty() || sentInTurn == application.processes() || !application.hasBroadcast(self);
            if (passesOn) {
                token = token.passedOn();
                sentInTurn = 0;
            }
            held = passesOn ? Optional.empty() : Optional.of(token);
            Packet packet = new Packet(own, token);
            learn(packet);
            return Optional.of(
                    own.isPresent()
                            ? Sending.toOthers(self, application.processes(), packet)
                            : Sending.to(token.holder(), packet));
        }

        private void learn(Packet packet) {
            packet.broadcast().ifPresent(order::append);
            order.deliverUpTo(packet.token().stableUpTo());
        }

        @Override
        public void receive(Packet packet) {
            learn(packet);
            if (packet.token().holder() == self) {
                held = Optional.of(packet.token());
            }
        }
    }
}
