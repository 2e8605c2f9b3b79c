package next700.protocol.abstraction;

import java.util.Optional;
import next700.process.Effects;

/** A client of one Abstract instance, given that instance's messages and timers only. It answers with {@link Indication}s. */
public interface InstanceClient {
    /** {@code Invoke_i(req, [IH])}; the client has no other request outstanding. */
    void invoke(Request request, Optional<InitProof> init, Effects out);

    void onMessage(InstanceMessage message, Effects out);

    void onTimer(InstanceTimer timer, Effects out);
}
