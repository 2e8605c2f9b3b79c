package next700.simulation.vr;

import next700.trial.Goal;

/** What a campaign must have reached. */
enum VrSometimes implements Goal {
    EXECUTED_BY_A_BACKUP("a backup executes an operation"),
    VIEW_CHANGED("a view change comes to its end"),
    VIEW_CHANGED_AGAIN("a second view change comes to its end"),
    UNCOMMITTED_SURVIVES("an operation that was not committed survives a view change, and is executed"),
    FORGOTTEN("an operation that was not committed is forgotten by a replica that had prepared it"),
    STATE_TRANSFERRED("a backup gets requests that it missed by state transfer"),
    STATE_TRANSFERRED_TO_A_LATER_VIEW("a replica gets to a later view by state transfer"),
    RECOVERED("a replica recovers"),
    RECOVERED_IN_A_LATER_VIEW("a replica recovers in a later view than it crashed in"),
    RECOVERED_TWICE("a replica recovers a second time"),
    ANSWERED_AGAIN("a request that was executed comes again, and is answered from the client-table");

    private final String meaning;

    VrSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
