package next700.cli.cluster;

import java.util.Optional;
import next700.protocol.Group;
import next700.protocol.ReplicaId;
import next700.protocol.composition.Composition;

/**
 * A run of a real cluster: who takes part, what the clients do, and what goes wrong.
 *
 * @param f the faults that are tolerated, among {@code 3f + 1} replicas
 * @param deltaMillis {@code Δ}, of which clients wait twice as much before they panic
 * @param thinkMillis between two operations of a client, on the average
 * @param seed of the operations and pauses
 */
public record Scenario(
        String name,
        Composition composition,
        String service,
        int f,
        int clients,
        long durationMillis,
        long deltaMillis,
        long thinkMillis,
        int keys,
        long seed,
        Optional<Crash> crash,
        Optional<Liar> liar) {

    /** A replica that is killed and started again. */
    public record Crash(ReplicaId replica, long atMillis, long backAfterMillis) {}

    /** A replica that tells the truth, then lies, then tells the truth again; in answers. */
    public record Liar(ReplicaId replica, long honestAnswers, long lies) {}

    public Group group() {
        return new Group(f);
    }

    /** The same with a replica that crashes and comes back without its memory. */
    public Scenario crashing(String other, Crash what) {
        return with(other, Optional.of(what), liar);
    }

    /** The same with a Byzantine replica. */
    public Scenario lying(String other, Liar what) {
        return with(other, crash, Optional.of(what));
    }

    private Scenario with(String other, Optional<Crash> crashing, Optional<Liar> lying) {
        return new Scenario(
                other,
                composition,
                service,
                f,
                clients,
                durationMillis,
                deltaMillis,
                thinkMillis,
                keys,
                seed,
                crashing,
                lying);
    }
}
