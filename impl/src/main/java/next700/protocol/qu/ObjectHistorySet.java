package next700.protocol.qu;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import next700.process.Bound;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.authentication.Mac;

/** What is known of the histories of an object's servers: at most one history of each. */
public record ObjectHistorySet(
        @Bound(max = QuMessage.MOST_OBJECTS) int object,
        @Bound(max = ReplicaId.MAX_NUMBER) List<ReplicaHistory> histories) {
    public ObjectHistorySet {
        histories = List.copyOf(histories);
    }

    /** Whether each history is this object's, of a server of the group, and of another server than the others. */
    boolean isWellFormed(QuGroup group) {
        Set<ReplicaId> seen = new LinkedHashSet<>();
        return histories.stream()
                .allMatch(history ->
                        history.object() == object && group.contains(history.server()) && seen.add(history.server()));
    }

    /** Those histories that pass. */
    ObjectHistorySet only(Predicate<ReplicaHistory> test) {
        return new ObjectHistorySet(object, histories.stream().filter(test).toList());
    }

    /** Whose histories are not in another set. */
    List<ReplicaId> without(ObjectHistorySet other) {
        return histories.stream()
                .filter(history -> !other.histories().contains(history))
                .map(ReplicaHistory::server)
                .toList();
    }

    /** In how many histories a candidate stands. */
    int order(Candidate candidate) {
        return (int)
                histories.stream().filter(history -> history.has(candidate)).count();
    }

    Stream<Candidate> candidates() {
        return ReplicaHistory.all(histories.stream()).stream();
    }

    /** Who says that it has a version under a timestamp. */
    List<ReplicaId> holders(LogicalTime time) {
        return histories.stream()
                .filter(history -> history.candidates().stream()
                        .anyMatch(candidate -> candidate.time().equals(time)))
                .map(ReplicaHistory::server)
                .toList();
    }

    /** Over all of it, authenticators included: of what servers believe of it, it says nothing. */
    Digest hash() {
        Digest.Builder digest = Digest.of("QU-OHS").add(object).add(histories.size());
        for (ReplicaHistory history : histories) {
            digest.add(history.content());
            digest.add(history.authenticator().entries().size());
            for (Mac mac : history.authenticator().entries()) {
                digest.add(mac.tag());
            }
        }
        return digest.digest();
    }
}
