package next700.simulation.lcr;

import next700.trial.Goal;

/** What a campaign on LCR must have reached at least once to mean anything. */
public enum LcrSometimes implements Goal {
    ACK_RIDES("an acknowledgement rides on a message"),
    BATCH("several payloads are broadcast as one message"),
    DELIVERED_OUT_OF_ARRIVAL("a member delivers messages in another order than it received them"),
    RECOVERED("a member delivers a message that it knows from a RECOVER only"),
    FORCED("a message is delivered by a view change that was not stable where it was"),
    INTERRUPTED("a change of membership is interrupted by a larger one"),
    CAUGHT_UP("a member installs a view because it hears from one that has"),
    DELIVERED_THEN_CRASHED("a process delivers, and crashes before it sends anything more"),
    CRASH_INSIDE_CHANGE("a process crashes inside a view change"),
    FIRST_CRASHED("the first process on the ring crashes"),
    LAST_CRASHED("the last process on the ring crashes"),
    NEIGHBOURS_CRASHED("two neighbours crash at the same time"),
    ONE_IS_LEFT("all but one have crashed, and it delivers"),
    JOINED("a joiner delivers"),
    JOINERS_AT_ONCE("two processes join by the same change"),
    LEFT("a process leaves after it delivered all its messages"),
    EARLY("a message arrives before the view that it was sent in is installed"),
    CUT_OFF("a member that cannot reach a majority stops, and others deliver after that"),
    DIVIDED(
            "two groups of several founders each lose one another, and those of one deliver when those of the other have stopped"),
    WINDOW_FULL("a member has more to broadcast than its window takes");

    private final String meaning;

    LcrSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
