package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;

/** Who said which digest: PREPAREs or COMMITs of one view and sequence number. */
final class Votes {
    private record Vote(ReplicaId replica, Digest digest) {}

    private final List<Vote> votes = new ArrayList<>();

    void add(ReplicaId replica, Digest digest) {
        if (isFirst(replica)) {
            votes.add(new Vote(replica, digest));
        }
    }

    /** A replica votes once; what it says after that does not count. */
    @Guard("PBFT.Vote.first")
    boolean isFirst(ReplicaId replica) {
        return votes.stream().noneMatch(vote -> vote.replica().equals(replica));
    }

    int count(Digest digest) {
        return (int) votes.stream().filter(vote -> vote.digest().equals(digest)).count();
    }

    /** The digest with at least so many votes; with more than half of the replicas there is one at most. */
    Optional<Digest> withAtLeast(int threshold) {
        return votes.stream()
                .map(Vote::digest)
                .filter(digest -> count(digest) >= threshold)
                .findFirst();
    }

    boolean isEmpty() {
        return votes.isEmpty();
    }

    void clear() {
        votes.clear();
    }
}
