package next700.protocol.vr;

import next700.process.Group;
import next700.process.ReplicaId;
import next700.process.Threshold;

/** The replicas of a group in their order (Figure 2): {@code 2f+1} of them (2.2), of which f may crash. */
public record Configuration(int f) implements Group {
    private static final int MOST = 10;

    public Configuration {
        if (f < 1 || f > MOST) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST + ", not " + f);
        }
    }

    /** "The primary is chosen round-robin, starting with replica 1" (4). */
    ReplicaId primary(long view) {
        return new ReplicaId((int) (view % size()) + 1);
    }

    /** "The primary waits for f PREPAREOK messages from different backups" (4.1, step 5). */
    @Threshold("VR.f.PREPAREOK")
    int prepareOks() {
        return f;
    }

    /** "When replica i receives STARTVIEWCHANGE messages for its view-number from f other replicas" (4.2, step 2). */
    @Threshold("VR.f.STARTVIEWCHANGE")
    int startViewChanges() {
        return f;
    }

    /** "When the new primary receives f+1 DOVIEWCHANGE messages from different replicas (including itself)" (4.2, step 3). */
    @Threshold("VR.f+1.DOVIEWCHANGE")
    int doViewChanges() {
        return f + 1;
    }

    /** "At least f+1 RECOVERYRESPONSE messages from different replicas" (4.3, step 3). */
    @Threshold("VR.f+1.RECOVERYRESPONSE")
    int recoveryResponses() {
        return f + 1;
    }

    @Override
    public int size() {
        return 2 * f + 1;
    }
}
