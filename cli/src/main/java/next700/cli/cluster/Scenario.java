package next700.cli.cluster;

import java.util.List;
import java.util.Optional;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.chain.Chain;
import next700.protocol.composition.Composition;
import next700.runtime.Stage;

/**
 * A run of a real cluster: who takes part, what the clients do, and what goes wrong.
 *
 * @param f the faults that are tolerated, among {@code 3f + 1} replicas
 * @param stages how many clients are active when
 * @param deltaMillis {@code Δ}, of which clients wait twice as much before they panic
 * @param thinkMillis between two operations of a client, on the average
 * @param seed of the operations and pauses
 */
public record Scenario(
        String name,
        Composition composition,
        String service,
        int f,
        List<Stage> stages,
        long deltaMillis,
        long thinkMillis,
        int keys,
        long seed,
        Optional<Crash> crash,
        Optional<Liar> liar) {

    /** A replica that is killed and started again. */
    public record Crash(ReplicaId replica, long atMillis, long backAfterMillis) {}

    /** A replica that tells the truth, then lies, then tells the truth again; so many messages each. */
    public record Liar(ReplicaId replica, long truths, long lies) {}

    public Scenario {
        stages = List.copyOf(stages);
    }

    /** How many clients there are. */
    public int clients() {
        return stages.stream().mapToInt(Stage::clients).max().orElse(0);
    }

    /** How long clients begin operations. */
    public long durationMillis() {
        return stages.stream().mapToLong(Stage::durationMillis).sum();
    }

    /** Whether the number of active clients changes. */
    public boolean isMoving() {
        return stages.stream().mapToInt(Stage::clients).distinct().count() > 1;
    }

    /** Whether the composition has a protocol for contention and leaves it again when there is none (thesis 3.5.1.3). */
    public boolean followsContention() {
        return composition.cycle().stream()
                .anyMatch(protocol -> protocol instanceof Chain chain
                        && chain.contentionMillis().isPresent());
    }

    public ByzantineGroup group() {
        return new ByzantineGroup(f);
    }

    /** The same with another load and other patience. */
    public Scenario moving(String other, long patientDeltaMillis, List<Stage> load) {
        return new Scenario(
                other, composition, service, f, load, patientDeltaMillis, thinkMillis, keys, seed, crash, liar);
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
                other, composition, service, f, stages, deltaMillis, thinkMillis, keys, seed, crashing, lying);
    }
}
