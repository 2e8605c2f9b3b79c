package next700.simulation.zyzzyva;

import next700.trial.Goal;

/** What a campaign must have reached. */
enum ZyzzyvaSometimes implements Goal {
    COMPLETED_FAST("a request completes by the answers of all"),
    COMPLETED_BY_CERTIFICATE("a request completes by a commit certificate"),
    VIEW_CHANGED("a view begins"),
    VIEW_CHANGED_AGAIN("a second view begins"),
    BEGAN_WITH_REQUESTS("a view begins with requests after its checkpoint"),
    BEGAN_WITH_A_CERTIFICATE("a view begins with what a commit certificate proves"),
    ROLLED_BACK("a replica rolls back a request that it has executed"),
    STABLE("a checkpoint becomes stable"),
    INSTALLED("a replica takes the state of others"),
    MISBEHAVIOUR_PROVED("two orders prove that a primary lies"),
    RESTARTED("a replica comes back with what it had stored"),
    LIED("a process lies"),
    CLIENT_LIED("a client lies");

    private final String meaning;

    ZyzzyvaSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
