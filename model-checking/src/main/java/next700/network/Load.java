package next700.network;

import java.util.List;
import next700.runtime.Stage;

/**
 * What the clients of a run do: each has one operation outstanding, and thinks before the next.
 *
 * @param workload the name of the workload
 * @param keys over how many keys operations spread, where they have keys
 * @param stages how many clients are active when
 * @param thinkMillis between an answer and the next operation, on the average
 * @param deltaMillis within which messages arrive, as processes are told
 * @param seed of the operations and pauses
 */
public record Load(String workload, int keys, List<Stage> stages, long thinkMillis, long deltaMillis, long seed) {
    public Load {
        stages = List.copyOf(stages);
        if (stages.isEmpty() || keys < 1 || thinkMillis < 0 || deltaMillis < 1) {
            throw new IllegalArgumentException(
                    "a load has a stage, at least one key, a pause that is not negative, and a delta above 0");
        }
    }

    /** How many clients there are. */
    public int clients() {
        return stages.stream().mapToInt(Stage::clients).max().orElseThrow();
    }

    /** How long clients begin operations. */
    public long durationMillis() {
        return stages.stream().mapToLong(Stage::durationMillis).sum();
    }

    /** Whether the number of active clients changes. */
    public boolean isMoving() {
        return stages.stream().mapToInt(Stage::clients).distinct().count() > 1;
    }

    /** The same with other stages. */
    public Load in(List<Stage> others) {
        return new Load(workload, keys, others, thinkMillis, deltaMillis, seed);
    }

    /** The same with other pauses. */
    public Load thinking(long millis) {
        return new Load(workload, keys, stages, millis, deltaMillis, seed);
    }

    /** The same with processes that are told of another delta. */
    public Load within(long otherDeltaMillis) {
        return new Load(workload, keys, stages, thinkMillis, otherDeltaMillis, seed);
    }
}
