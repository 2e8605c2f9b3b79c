package next700.simulation.register;

import java.util.ArrayList;
import java.util.List;
import next700.protocol.register.Guarantee;
import next700.protocol.register.Trust;
import next700.protocol.register.Variant;
import next700.trial.Goal;

/** What a campaign must have reached. */
enum RegisterSometimes implements Goal {
    READ_WHAT_WAS_WRITTEN("a read returns what was written"),
    OVERTAKEN("a replica is told of something earlier than what it holds"),
    RESTARTED("a replica has come back with what it had stored"),
    LIED("a replica has said something else than a correct one would"),
    ASKED_AGAIN("a reader had answers of everyone, and could believe none"),
    CLIENT_LIED("a client has told replicas two values under one stamp"),
    NOT_ATOMIC("what clients saw is regular, and not atomic: the promise is exact"),
    NOT_REGULAR("what clients saw is safe, and not regular: the promise is exact");

    private final String meaning;

    RegisterSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }

    static List<RegisterSometimes> of(Variant variant) {
        List<RegisterSometimes> goals = new ArrayList<>(List.of(READ_WHAT_WAS_WRITTEN, OVERTAKEN));
        if (variant.toleratesLiars()) {
            goals.add(LIED);
        } else {
            goals.add(RESTARTED);
        }
        if (variant.toleratesLiars() && variant.guarantee() == Guarantee.ATOMIC) {
            goals.add(CLIENT_LIED);
        }
        if (variant.trust() == Trust.VOTES && variant.guarantee() == Guarantee.ATOMIC) {
            goals.add(ASKED_AGAIN);
        }
        if (variant.guarantee() == Guarantee.REGULAR) {
            goals.add(NOT_ATOMIC);
        }
        if (variant.guarantee() == Guarantee.SAFE) {
            goals.add(NOT_REGULAR);
        }
        return goals;
    }
}
