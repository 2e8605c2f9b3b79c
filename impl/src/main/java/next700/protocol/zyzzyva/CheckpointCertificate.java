package next700.protocol.zyzzyva;

import java.util.List;
import next700.process.Digest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Checkpoint;

/** C: equal CHECKPOINTs of {@code 2f+1} replicas. The beginning is stable without any. */
public record CheckpointCertificate(List<Checkpoint> checkpoints) {
    public static final CheckpointCertificate BEGINNING = new CheckpointCertificate(List.of());

    public CheckpointCertificate {
        checkpoints = List.copyOf(checkpoints);
    }

    public long n() {
        return checkpoints.isEmpty() ? 0 : checkpoints.get(0).n();
    }

    public Digest history() {
        return checkpoints.isEmpty() ? Histories.EMPTY : checkpoints.get(0).history();
    }

    @Override
    public String toString() {
        return "stable(n=%d h=%s)".formatted(n(), history().abbreviated());
    }
}
