package next700.rounds;

import java.util.ArrayList;
import java.util.List;

/** What a process has learnt of the order, of which it delivers what is known to be everywhere. */
final class OrderedDeliveries {
    private final int self;
    private final Application application;
    private final List<Broadcast> order = new ArrayList<>();
    private int delivered;

    OrderedDeliveries(int self, Application application) {
        this.self = self;
        this.application = application;
    }

    /** The broadcast is the next one in the order. */
    void append(Broadcast broadcast) {
        order.add(broadcast);
    }

    /** All processes have that many of the order. */
    void deliverUpTo(int stable) {
        for (; delivered < stable; delivered++) {
            application.deliver(self, order.get(delivered));
        }
    }
}
