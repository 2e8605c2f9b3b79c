package next700.protocol.synod;

import java.util.Optional;
import next700.process.Bytes;
import next700.process.Message;

/** What proposers and acceptors tell one another. Answers name the number that they answer, which those of the slides do not. */
public sealed interface SynodMessage extends Message {
    /** Promise to accept nothing below this number, and tell what you accepted last. */
    record Prepare(ProposalNumber number) implements SynodMessage {}

    /** I promise. */
    record PrepareOk(ProposalNumber number, Optional<Proposal> accepted) implements SynodMessage {}

    /** Accept this, unless you promised not to. */
    record Accept(Proposal proposal) implements SynodMessage {}

    /** I have accepted what you proposed under this number. */
    record AcceptOk(ProposalNumber number) implements SynodMessage {}

    /** I have seen a higher number than yours: to be quicker than a proposer that must guess. */
    record Refused(ProposalNumber number, ProposalNumber seen) implements SynodMessage {}

    /** This value is chosen. */
    record Decided(Bytes value) implements SynodMessage {}
}
