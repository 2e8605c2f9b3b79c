package next700.simulation;

/**
 * What a campaign must have reached at least once to mean anything: a campaign in which nothing ever switches proves
 * nothing about switching.
 */
public enum Sometimes {
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
    EVERYONE_COMMITS_AFTER_FAULTS("faults were there and stopped, and every operation committed");

    private final String meaning;

    Sometimes(String meaning) {
        this.meaning = meaning;
    }

    /** In words. */
    public String meaning() {
        return meaning;
    }
}
