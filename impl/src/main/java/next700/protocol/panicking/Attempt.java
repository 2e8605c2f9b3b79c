package next700.protocol.panicking;

import java.util.Optional;
import next700.process.Effects;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Request;

/**
 * How a client of ZLight, Quorum or Chain tries to commit a request while its timer T runs; {@link PatientClient} does
 * the rest.
 */
public interface Attempt {
    /** Step Z1, Q1 or C1: sends the request, with the init history if there is one. */
    void invoke(Request request, Optional<InitProof> init, Effects out);

    /** Sends it again, since links lose messages. */
    void sendAgain(Effects out);

    /** Step Z4, Q3 or C4: judges an answer. */
    Judgement onAnswer(InstanceMessage answer, Effects out);
}
