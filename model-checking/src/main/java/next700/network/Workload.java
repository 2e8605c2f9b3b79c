package next700.network;

import java.util.random.RandomGenerator;
import next700.linearizability.Specification;
import next700.process.Call;
import next700.process.ClientId;
import next700.trial.Dialogue;

/** What clients ask for on a network, and what their answers are held against. Used by one thread. */
public interface Workload extends Dialogue {
    /** By which it is chosen, {@code --service=NAME}: that of the object, usually. */
    default String name() {
        return specification().name();
    }

    /** The next call of a client, which has its answer to the one before. */
    Call next(ClientId client, RandomGenerator random);

    /** The sequential object that all clients together must seem to talk to. */
    Specification<?> specification();
}
