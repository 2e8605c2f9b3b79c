package next700.protocol.zyzzyva;

import java.util.List;
import next700.process.Bound;
import next700.process.Digest;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;

/** CC: equal SPEC-RESPONSEs of {@code 2f+1} replicas. */
public record CommitCertificate(@Bound(min = 1) List<SpecResponse> responses) {
    public CommitCertificate {
        responses = List.copyOf(responses);
        if (responses.isEmpty()) {
            throw new IllegalArgumentException("a commit certificate has responses");
        }
    }

    public long view() {
        return responses.get(0).view();
    }

    public long n() {
        return responses.get(0).n();
    }

    public Digest history() {
        return responses.get(0).history();
    }

    @Override
    public String toString() {
        return "CC(v=%d n=%d h=%s)".formatted(view(), n(), history().abbreviated());
    }
}
