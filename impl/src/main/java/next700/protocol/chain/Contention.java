package next700.protocol.chain;

import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import next700.process.ClientId;
import next700.process.Effects;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceTimer;

/** Notices that a single client was active for a while (thesis 3.5.1.3): then Quorum would serve it better than Chain. */
final class Contention {
    private final OptionalLong periodMillis;
    private final InstanceTimer timer;
    private final Set<ClientId> active = new TreeSet<>();
    private boolean watching;

    Contention(OptionalLong periodMillis, InstanceId instance) {
        this.periodMillis = periodMillis;
        this.timer = new InstanceTimer(InstanceTimer.Kind.CONTENTION, instance);
    }

    /** A client's request was executed. */
    void note(ClientId client, Effects out) {
        active.add(client);
        if (periodMillis.isPresent() && !watching) {
            watching = true;
            out.setTimer(timer, periodMillis.getAsLong());
        }
    }

    /** A period is over; returns whether only one client was active in it. Periods begin with an execution. */
    boolean wasLacking() {
        boolean lacking = active.size() == 1;
        active.clear();
        watching = false;
        return lacking;
    }
}
