package next700.simulation.adversary;

import java.util.ArrayList;
import java.util.List;
import next700.process.Message;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.chain.ChainMessage.Forward;
import next700.protocol.zlight.Order;
import next700.trial.Flight;

/**
 * What has a number in an order, under its old MACs and the number of something that has not come to its receiver yet: who does
 * not authenticate the number takes it for that. Liars of any protocol would have to hit upon the message, the number and the
 * moment at once.
 */
final class Misnumbering implements Attack {
    @Override
    public void launch(Knowledge knowledge, Mouth mouth) {
        List<Flight> later = new ArrayList<>();
        List<Long> numbers = new ArrayList<>();
        for (Flight one : knowledge.onTheirWay()) {
            for (Flight other : knowledge.onTheirWay()) {
                if (other.to().equals(one.to())
                        && numberOf(other.message()) > 0
                        && numberOf(other.message()) < numberOf(one.message())
                        && isOfOneInstance(other.message(), one.message())) {
                    later.add(one);
                    numbers.add(numberOf(other.message()));
                }
            }
        }
        if (!later.isEmpty()) {
            int chosen = knowledge.pick(later.size(), "which message");
            Flight flight = later.get(chosen);
            Message altered = numbered(flight.message(), numbers.get(chosen));
            mouth.say(knowledge.anyone(), flight.to(), altered, "with the number of another");
        }
    }

    private static boolean isOfOneInstance(Message one, Message other) {
        return one instanceof InstanceMessage first
                && other instanceof InstanceMessage second
                && first.instance().equals(second.instance());
    }

    /** 0 where there is none. */
    private static long numberOf(Message message) {
        return switch (message) {
            case Order order -> order.sequence();
            case Forward forward -> forward.sequence();
            default -> 0;
        };
    }

    private static Message numbered(Message message, long number) {
        return switch (message) {
            case Order order -> new Order(order.instance(), number, order.batch(), order.init(), order.mac());
            case Forward forward ->
                new Forward(forward.instance(), number, forward.batch(), forward.init(), forward.vouchers());
            default -> message;
        };
    }
}
