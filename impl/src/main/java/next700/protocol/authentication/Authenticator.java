package next700.protocol.authentication;

import java.util.List;
import java.util.Optional;
import next700.process.Bound;
import next700.process.ReplicaId;

/**
 * {@code ⟨m⟩_{α_{p,Σ}}}: one MAC for each replica, in the replicas' order. A Byzantine maker can fill it so that only
 * some of the receivers accept the message.
 */
public record Authenticator(
        @Bound(max = ReplicaId.MAX_NUMBER) List<Mac> entries) {
    public Authenticator {
        entries = List.copyOf(entries);
    }

    /** The entry for a replica, if there is one. */
    public Optional<Mac> entryFor(ReplicaId replica) {
        int index = replica.number() - 1;
        return index < entries.size() ? Optional.of(entries.get(index)) : Optional.empty();
    }

    @Override
    public String toString() {
        return "authenticator";
    }
}
