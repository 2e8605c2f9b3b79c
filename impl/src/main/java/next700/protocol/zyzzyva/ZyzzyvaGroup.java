package next700.protocol.zyzzyva;

import next700.process.Group;
import next700.process.ReplicaId;
import next700.process.Threshold;

/** {@code 3f+1} replicas, of which f may lie, and how many are waited for. */
public record ZyzzyvaGroup(int f) implements Group {
    private static final int MOST = 10;

    public ZyzzyvaGroup {
        if (f < 1 || f > MOST) {
            throw new IllegalArgumentException("f must be between 1 and " + MOST + ", not " + f);
        }
    }

    @Override
    public int size() {
        return 3 * f + 1;
    }

    /** Primaries take turns, from the first replica on. */
    public ReplicaId primary(long view) {
        return new ReplicaId((int) (view % size()) + 1);
    }

    /** Equal SPEC-RESPONSEs that complete a request (4a): what all say, all correct ones report. */
    @Threshold("ZV.3f+1.SPEC-RESPONSE")
    public int responses() {
        return 3 * f + 1;
    }

    /** Equal SPEC-RESPONSEs in a commit certificate (4b): two of these have a correct replica in common. */
    @Threshold("ZV.2f+1.COMMIT")
    public int certificate() {
        return 2 * f + 1;
    }

    /** LOCAL-COMMITs that complete a request (6): {@code f+1} correct replicas hold its certificate. */
    @Threshold("ZV.2f+1.LOCAL-COMMIT")
    public int localCommits() {
        return 2 * f + 1;
    }

    /** I-HATE-THE-PRIMARYs that end a view (VC2): one correct replica hates it. */
    @Threshold("ZV.f+1.HATE")
    public int hates() {
        return f + 1;
    }

    /** VIEW-CHANGEs that pull a replica along (VC2). */
    @Threshold("ZV.f+1.VIEW-CHANGE")
    public int pull() {
        return f + 1;
    }

    /** VIEW-CHANGEs in a NEW-VIEW (VC3). */
    @Threshold("ZV.2f+1.VIEW-CHANGE")
    public int viewChanges() {
        return 2 * f + 1;
    }

    /** VIEW-CHANGEs that report the same request (VC4): one of them is correct. */
    @Threshold("ZV.f+1.report")
    public int reports() {
        return f + 1;
    }

    /** Equal VIEW-CONFIRMs that begin a view (VC5). */
    @Threshold("ZV.2f+1.VIEW-CONFIRM")
    public int viewConfirms() {
        return 2 * f + 1;
    }

    /** Equal CHECKPOINTs that make one stable. */
    @Threshold("ZV.2f+1.CHECKPOINT")
    public int checkpoints() {
        return 2 * f + 1;
    }
}
