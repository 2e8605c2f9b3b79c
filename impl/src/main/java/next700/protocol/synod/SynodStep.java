package next700.protocol.synod;

import java.util.Optional;
import next700.process.Bytes;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step of the slides that a process took, for a number, and with the value if there is one.
 *
 * @param answers so many were counted; 0 where none are
 */
public record SynodStep(String step, ProcessId process, ProposalNumber number, Optional<Bytes> value, int answers)
        implements Taken {
    /** {@code PREPARE} is sent. */
    public static final String PREPARE = "Prepare";

    /** A promise is made, and told. */
    public static final String PREPARE_OK = "PrepareOk";

    /** A value is proposed. */
    public static final String ACCEPT = "Accept";

    /** A proposal is accepted. */
    public static final String ACCEPT_OK = "AcceptOk";

    /** A proposer knows that a value is chosen. */
    public static final String DECIDE = "Decide";
}
