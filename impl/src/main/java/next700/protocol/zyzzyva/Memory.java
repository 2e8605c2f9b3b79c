package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.protocol.zyzzyva.ZyzzyvaMessage.NewView;
import next700.protocol.zyzzyva.ZyzzyvaMessage.OrderRequest;

/**
 * What a replica has on disk, before it says anything of it. The paper's replicas are to be correct or not, and one that forgot what
 * it said would not be. Which of these is the newest does not matter: each says of which view it is.
 */
public sealed interface Memory {
    String STANDING = "standing";
    String BEGINNING = "beginning";
    String BASE = "base";
    String ENTRY = "entry/";

    /**
     * The view that it is in or goes to, and the best that it can show.
     *
     * @param confirmed whether it has said what that view begins with
     */
    record Standing(long view, boolean confirmed, Optional<CommitCertificate> commit) implements Memory {}

    /**
     * What its last active view began with.
     *
     * @param from the number of the checkpoint that the requests come after
     */
    record Start(ViewCertificate certificate, Optional<NewView> newView, long from, List<Request> requests)
            implements Memory {
        public Start {
            requests = List.copyOf(requests);
        }
    }

    /** Its stable checkpoint. */
    record Base(CheckpointCertificate certificate, Bytes snapshot, Silence silence) implements Memory {}

    /**
     * Up to which number it answers no more in a view: there it had answered with another history, before it took the state of
     * others. Nobody answers twice for one place.
     */
    record Silence(long view, long upTo) {
        static final Silence NONE = new Silence(0, 0);

        boolean covers(long v, long n) {
            return v == view && n <= upTo;
        }
    }

    /** A request that was ordered. */
    record Ordered(OrderRequest order) implements Memory {
        static String name(long n) {
            return ENTRY + "%019d".formatted(n);
        }
    }
}
