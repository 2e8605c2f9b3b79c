package next700.protocol.qu;

import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import next700.process.Bound;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/**
 * The candidates that a server has accepted and not pruned, in the order of their timestamps, with a MAC for each server: clients carry
 * histories from server to server, and cannot make one.
 */
public record ReplicaHistory(
        ReplicaId server,
        @Bound(max = QuMessage.MOST_OBJECTS) int object,
        @Bound(max = ReplicaHistory.MOST_CANDIDATES) List<Candidate> candidates,
        Authenticator authenticator)
        implements Signed {
    /** Barriers and copies accumulate until the next method; no server in its right mind lets so many. */
    public static final int MOST_CANDIDATES = 1_000;

    private static final List<Candidate> FIRST = List.of(Candidate.FIRST);

    public ReplicaHistory {
        candidates = List.copyOf(candidates);
    }

    /** With which every server begins; since it does, nobody need vouch for it. */
    public static ReplicaHistory first(ReplicaId server, int object) {
        return new ReplicaHistory(server, object, FIRST, new Authenticator(List.of()));
    }

    static ReplicaHistory of(
            ReplicaId server, int object, List<Candidate> candidates, Authentication keys, QuGroup group) {
        ReplicaHistory bare = new ReplicaHistory(server, object, candidates, new Authenticator(List.of()));
        return new ReplicaHistory(server, object, candidates, keys.authenticator(bare.content(), group));
    }

    /** The timestamp of the last candidate. */
    LogicalTime latest() {
        return candidates.stream()
                .max(Candidate::compareTo)
                .orElse(Candidate.FIRST)
                .time();
    }

    boolean has(Candidate candidate) {
        return candidates.contains(candidate);
    }

    /** Whether the server named has made it, as far as another one can tell. */
    boolean isAuthenticFor(ReplicaId reader, Authentication keys) {
        return candidates.equals(FIRST)
                || authenticator
                        .entryFor(reader)
                        .filter(mac -> keys.verify(content(), server, mac))
                        .isPresent();
    }

    /** What its authenticator is over. */
    public Digest content() {
        Digest.Builder digest = Digest.of("QU-HISTORY").add(server).add(object).add(candidates.size());
        for (Candidate candidate : candidates) {
            candidate.time().addTo(digest);
            candidate.on().addTo(digest);
        }
        return digest.digest();
    }

    @Override
    public ReplicaHistory signedBy(Signing keys) {
        return new ReplicaHistory(server, object, candidates, keys.authenticator(server, content()));
    }

    /** The candidates of several histories. */
    static TreeSet<Candidate> all(Stream<ReplicaHistory> histories) {
        TreeSet<Candidate> all = new TreeSet<>();
        histories.forEach(history -> all.addAll(history.candidates()));
        return all;
    }

    @Override
    public String toString() {
        return server + ":" + candidates;
    }
}
