package next700.rounds;

import java.util.List;

/** A uniform total order broadcast protocol, as far as it matters without failures. */
public sealed interface BroadcastProtocol
        permits Lcr, FixedSequencer, MovingSequencer, PrivilegeBased, CommunicationHistory, DestinationAgreement {

    /** The name of its class in thesis 2.3, or its own. */
    String title();

    /** Where the thesis describes it. */
    String section();

    /** What was chosen where the description leaves something open. */
    String choices();

    /** Sets up its processes. */
    RoundModel<?> over(Application application);

    /** LCR, and a representative of each of the five classes, in the order of thesis 2.3. */
    static List<BroadcastProtocol> all() {
        return List.of(
                new Lcr(),
                new FixedSequencer(),
                new MovingSequencer(),
                new PrivilegeBased(),
                new CommunicationHistory(),
                new DestinationAgreement());
    }
}
