package next700.simulation.synod;

import next700.trial.Goal;

/** What a campaign on the Synod must have reached. */
enum SynodSometimes implements Goal {
    TAKEN_OVER("a proposer takes over the value of another and has it chosen"),
    OVERTAKEN("an acceptor refuses a proposal because it has seen a higher number"),
    BEGAN_AGAIN("a proposer begins again under a higher number"),
    CHOSEN_TWICE("a value is chosen under two numbers"),
    NOT_CHOSEN("a value is accepted by some, and another is chosen"),
    ACCEPTED_UNPROMISED("an acceptor accepts under a number for which it was never asked to promise"),
    ACCEPTOR_RESTARTED("an acceptor has come back with what it had said"),
    PROPOSER_RESTARTED("a proposer has come back with another value");

    private final String meaning;

    SynodSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
