package next700.protocol.synod;

import next700.process.Bytes;
import next700.process.Call;
import next700.process.Notice;

/** What is asked of a proposer, and what callers of proposers and acceptors are told. */
public sealed interface SynodCall extends Call {
    /** See to it that some value is chosen: this one, if no other was. */
    record Propose(Bytes value) implements SynodCall {}

    /** This value is chosen. */
    record Learned(Bytes value) implements Notice {}
}
