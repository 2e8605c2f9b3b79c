package next700.protocol.synod;

import next700.process.Bound;
import next700.process.ClientId;

/**
 * The number of a proposal. No two proposers share one, since it names its proposer; and a proposer never uses one again,
 * since it remembers its last round over a crash.
 *
 * @param round counted by the proposer; 0 is before all proposals
 */
public record ProposalNumber(
        @Bound long round, @Bound(max = Integer.MAX_VALUE) int proposer) implements Comparable<ProposalNumber> {
    /** Below all numbers of proposers. */
    public static final ProposalNumber NONE = new ProposalNumber(0, 0);

    static ProposalNumber of(long round, ClientId proposer) {
        return new ProposalNumber(round, proposer.number());
    }

    boolean isAbove(ProposalNumber other) {
        return compareTo(other) > 0;
    }

    @Override
    public int compareTo(ProposalNumber other) {
        int byRound = Long.compare(round, other.round);
        return byRound != 0 ? byRound : Integer.compare(proposer, other.proposer);
    }

    @Override
    public String toString() {
        return round + "." + proposer;
    }
}
