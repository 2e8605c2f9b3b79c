package next700.simulation;

import java.util.stream.LongStream;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.backup.Backup;
import next700.protocol.chain.Chain;
import next700.protocol.quorum.Quorum;
import next700.protocol.zlight.ZLight;
import next700.trial.Goal;

/**
 * What a campaign must have reached at least once to mean anything: a campaign in which nothing ever switches proves
 * nothing about switching.
 */
public enum Sometimes implements Goal {
    COMMIT_IN_THE_FIRST_INSTANCE("a request commits in instance 1"),
    COMMIT_IN_THE_SECOND_INSTANCE("a request commits in instance 2, so a switch was completed"),
    COMMIT_IN_A_LATER_INSTANCE("a request commits in instance 3 or later"),
    ABORT_WITH_A_HISTORY("a request aborts with a history that is not empty"),
    COMMIT_THEN_ABORT("a request commits and another aborts in the same instance"),
    CLIENTS_CONTEND("two correct clients wait at once"),
    INIT_BY_REQUEST("a replica adopts an init history with a REQ"),
    INIT_BY_PANIC("a replica adopts an init history with a PANIC"),
    DIFFERENT_INITS("two correct replicas begin the same instance with different init histories"),
    REQUEST_SENT_AGAIN_IS_ANSWERED("a replica answers a request that it holds already"),
    BYZANTINE_ABORT_OUTVOTED("a Byzantine ABORT in a correct client's proof tells a history that does not prevail"),
    BYZANTINE_REQUEST_EXECUTED("a correct replica executes a Byzantine client's request"),
    BYZANTINE_INIT_ADOPTED("a correct replica adopts an init history that a Byzantine client brought"),
    RESTARTED_REPLICA_COMMITS("a replica that lost its memory takes part in a commit of a later instance"),
    COMMIT_WITH_BYZANTINE_REPLICA("a request commits although a replica is Byzantine"),
    EVERYONE_COMMITS_AFTER_FAULTS("faults were there and stopped, and every operation committed"),
    BACKUP_COMMITS("a request commits in an instance of Backup"),
    BACKUP_ABORTS("an instance of Backup has committed k requests, and another one aborts"),
    CHAIN_IS_IDLE("a replica of Chain stops for lack of contention"),
    HISTORY_CUT_OFF("all replicas have signed a checkpoint, and one cuts its history off there"),
    INIT_CUT_OFF("a replica begins with an init history that a checkpoint has cut off"),
    CHECKPOINT_MISSED("a replica stops since others keep their signatures back"),
    STATE_FETCHED("a replica that lost its memory fetches the state that an init history begins with");

    private final String meaning;

    Sometimes(String meaning) {
        this.meaning = meaning;
    }

    /** Whether a campaign in the arena can reach it at all. */
    public boolean isExpected(Arena arena) {
        return switch (this) {
            case INIT_BY_PANIC,
                    BYZANTINE_ABORT_OUTVOTED,
                    BYZANTINE_INIT_ADOPTED,
                    BYZANTINE_REQUEST_EXECUTED,
                    REQUEST_SENT_AGAIN_IS_ANSWERED -> panics(arena);
            case DIFFERENT_INITS, INIT_CUT_OFF -> panicsTwiceInARow(arena);
            case BACKUP_COMMITS, BACKUP_ABORTS -> hasBackup(arena);
            case CHAIN_IS_IDLE -> hasImpatientChain(arena);
            case HISTORY_CUT_OFF, STATE_FETCHED -> panics(arena);
            case CHECKPOINT_MISSED -> isQuickToMissCheckpoints(arena);
            default -> true;
        };
    }

    /** Byzantine clients take part in what is speculative; in a total order they are the order's affair. */
    private static boolean panics(Arena arena) {
        return arena.composition().cycle().stream().anyMatch(protocol -> !(protocol instanceof Backup));
    }

    private static boolean hasImpatientChain(Arena arena) {
        return arena.composition().cycle().stream()
                .anyMatch(protocol -> protocol instanceof Chain chain
                        && chain.contentionMillis().isPresent());
    }

    /** In Chain, faults stop before the timer does. */
    private static boolean isQuickToMissCheckpoints(Arena arena) {
        return arena.composition().cycle().stream()
                .anyMatch(protocol -> protocol instanceof Quorum || protocol instanceof ZLight);
    }

    private static boolean hasBackup(Arena arena) {
        return arena.composition().cycle().stream().anyMatch(Backup.class::isInstance);
    }

    /** All replicas of Backup begin alike, and so do those who begin with what it leaves. */
    private static boolean panicsTwiceInARow(Arena arena) {
        return LongStream.rangeClosed(1, arena.composition().cycle().size())
                .anyMatch(i -> arena.isSpeculative(new InstanceId(i)) && arena.isSpeculative(new InstanceId(i + 1)));
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
