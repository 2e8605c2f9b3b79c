package next700.rounds;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** A moving sequencer (thesis 2.3.2, Figure 2.3): whoever holds the token orders one message and passes it on. */
public record MovingSequencer() implements BroadcastProtocol {
    @Override
    public String title() {
        return "moving sequencer";
    }

    @Override
    public String section() {
        return "2.3.2";
    }

    @Override
    public String choices() {
        return "The holder gives the first message in its queue a number and sends that to all together with the token;"
                + " a token with nothing new goes to the next process only. A message of its own waits while a process holds"
                + " the token.";
    }

    @Override
    public RoundModel<?> over(Application application) {
        return new RoundModel<>(IntStream.range(0, application.processes())
                .mapToObj(process -> new Member(process, application))
                .toList());
    }

    private sealed interface Message {}

    private record Data(Broadcast broadcast) implements Message {}

    /** The token, and the message that the last holder put in order. */
    private record Pass(Optional<Broadcast> ordered, Token token) implements Message {}

    private static final class Member implements Station<Message> {
        private final int self;
        private final Application application;
        private final Set<Broadcast> receiveQueue = new LinkedHashSet<>();
        private final OrderedDeliveries order;
        private Optional<Token> held = Optional.empty();

        Member(int self, Application application) {
            this.self = self;
            this.application = application;
            this.order = new OrderedDeliveries(self, application);
            if (self == 0) {
                held = Optional.of(Token.initial(application.processes()));
            }
        }

        @Override
        public Optional<Sending<Message>> send() {
            if (held.isPresent()) {
                return Optional.of(passOn(held.get()));
            }
            if (!application.hasBroadcast(self)) {
                return Optional.empty();
            }
            Broadcast own = application.nextBroadcast(self);
            receiveQueue.add(own);
            return Optional.of(Sending.toOthers(self, application.processes(), new Data(own)));
        }

        private Sending<Message> passOn(Token token) {
            Optional<Broadcast> first = receiveQueue.stream().findFirst();
            Token next = token.after(first.isPresent() ? 1 : 0).passedOn();
            held = Optional.empty();
            Pass pass = new Pass(first, next);
            learn(pass);
            return first.isPresent()
                    ? Sending.toOthers(self, application.processes(), pass)
                    : Sending.to(next.holder(), pass);
        }

        private void learn(Pass pass) {
            pass.ordered().ifPresent(broadcast -> {
                receiveQueue.remove(broadcast);
                order.append(broadcast);
            });
            order.deliverUpTo(pass.token().stableUpTo());
        }

        @Override
        public void receive(Message message) {
            switch (message) {
                case Data data -> receiveQueue.add(data.broadcast());
                case Pass pass -> {
                    learn(pass);
                    if (pass.token().holder() == self) {
                        held = Optional.of(pass.token());
                    }
                }
            }
        }
    }
}
