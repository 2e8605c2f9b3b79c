package next700.trial;

import java.util.ArrayList;
import java.util.List;
import next700.process.ReplicaId;

/**
 * Crashes of replicas, drawn from a tape: at no time are more than f of them down. Each comes back with what it had stored,
 * at the latest when the network is healed.
 *
 * @param crashes in the order of their times
 */
public record CrashPlan(List<Crash> crashes) {
    /**
     * A replica crashes and comes back.
     *
     * @param at in units of virtual time
     * @param afterEffects as {@link World#crash} has it
     * @param backAt when it is started again
     */
    public record Crash(ReplicaId replica, long at, int afterEffects, long backAt) {}

    private static final int MAX_CRASHES = 4;
    private static final int TIMES = 20;
    private static final int EFFECTS = 4;

    public CrashPlan {
        crashes = List.copyOf(crashes);
    }

    /** Draws up to four crashes among the replicas; they follow one another, unless f is larger than 1. */
    public static CrashPlan draw(ChoiceTape tape, List<ReplicaId> replicas, int f) {
        List<Crash> crashes = new ArrayList<>();
        long at = 0;
        for (int left = tape.choose(MAX_CRASHES + 1, Decision.OPTION, "crashes"); left > 0 && f > 0; left--) {
            at += 1 + tape.choose(TIMES, Decision.OPTION, "time between crashes");
            ReplicaId replica = replicas.get(tape.choose(replicas.size(), Decision.OPTION, "who crashes"));
            int afterEffects = tape.choose(EFFECTS, Decision.OPTION, "effects before the crash");
            long backAt = at + 1 + tape.choose(TIMES, Decision.OPTION, "time down");
            long from = at;
            if (crashes.stream().filter(other -> other.backAt() >= from).count() < f
                    && crashes.stream().noneMatch(other -> other.replica().equals(replica) && other.backAt() >= from)) {
                crashes.add(new Crash(replica, at, afterEffects, backAt));
            }
        }
        return new CrashPlan(crashes);
    }

    /** Has them happen. A crash that waits for effects which do not come before its end does not happen. */
    public void begin(World world) {
        for (Crash crash : crashes) {
            world.at(crash.at(), () -> {
                if (!world.isHealed()) {
                    world.crash(crash.replica(), crash.afterEffects(), Network.Fate.ARRIVES);
                }
            });
            world.at(crash.backAt(), () -> {
                world.spare(crash.replica());
                world.restart(crash.replica());
            });
        }
    }

    @Override
    public String toString() {
        return crashes.isEmpty() ? "none" : crashes.toString();
    }
}
