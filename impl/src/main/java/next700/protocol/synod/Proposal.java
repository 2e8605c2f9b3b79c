package next700.protocol.synod;

import next700.process.Bytes;

/** A value under a number: one value only under each number. */
public record Proposal(ProposalNumber number, Bytes value) {
    @Override
    public String toString() {
        return value.toUtf8() + "@" + number;
    }
}
