package next700.simulation.paxos;

import next700.trial.Goal;

/** What a campaign on Paxos must have reached. */
enum PaxosSometimes implements Goal {
    ANSWERED("a client is answered"),
    LATER_VIEW("something is ordered in a later view than the first"),
    PROPOSED_AGAIN("a leader proposes again what one before it had proposed"),
    PROPOSAL_REPLACED("at a number at which one leader had proposed something, another orders something else"),
    HOLE_FILLED("a leader fills a hole with a batch of nothing"),
    BATCHED("two updates are bound to one number"),
    PIPELINED("a leader has two numbers under way"),
    ENTERED_BY_PROOF("a server enters a view by VC_Proof"),
    PREPARED_AFTER_PROOF("a server answers the Prepare of a view that it had entered by VC_Proof"),
    RECONCILED("a server is told of what it has not seen ordered"),
    CAUGHT_UP("a server takes over a snapshot"),
    ANSWERED_AGAIN("a client hears from another server that its update was executed"),
    RESTARTED("a server has come back with what it had stored"),
    LEADER_RESTARTED("a server that led has come back, and goes on to another view");

    private final String meaning;

    PaxosSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
