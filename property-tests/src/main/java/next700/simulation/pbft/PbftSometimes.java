package next700.simulation.pbft;

import next700.trial.Goal;

/** What a campaign must have seen at least once. */
public enum PbftSometimes implements Goal {
    COMMITTED("a request commits"),
    VIEW_CHANGED("a replica begins a new view"),
    THIRD_VIEW("a replica begins a new view when another had begun before"),
    CHECKPOINT_STABLE("a replica takes a checkpoint"),
    STATE_TRANSFERRED("a replica takes over the state of others"),
    CONTENT_FETCHED("a replica gets a batch of which it knew the digest only"),
    RESTARTED_AND_WHOLE("a replica that lost its memory is a full member again"),
    DIVIDED("a partition keeps a message back"),
    LIED("a Byzantine replica says something of its own accord");

    private final String meaning;

    PbftSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
