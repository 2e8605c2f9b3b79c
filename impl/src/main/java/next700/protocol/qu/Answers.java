package next700.protocol.qu;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.qu.Classification.Kind;
import next700.protocol.qu.QuMessage.Response;

/** What servers have answered since an operation began. */
final class Answers {
    private final QuGroup group;
    private final SortedMap<ReplicaId, Response> latest = new TreeMap<>();

    Answers(QuGroup group) {
        this.group = group;
    }

    void add(ReplicaId server, Response response) {
        Response before = latest.get(server);
        if (before == null
                || !before.history().latest().isAfter(response.history().latest())) {
            latest.put(server, response);
        }
    }

    /**
     * The version that a quorum has, and nothing that is known is later than, if there is one. That a quorum has it may be known from
     * before: it stays so. That nothing later is complete, only a quorum can say that was asked since.
     */
    Optional<LogicalTime> complete(Classification known) {
        return isQuorum() && known.kind() == Kind.METHOD
                ? Optional.of(known.object().time())
                : Optional.empty();
    }

    /** What was complete when the operation began shows in any quorum's histories. */
    @Guard("Return.quorum")
    boolean isQuorum() {
        return latest.size() >= group.quorum();
    }

    /** The answer at that version. */
    Optional<Bytes> at(LogicalTime version) {
        return latest.values().stream()
                .filter(response -> response.at().equals(version))
                .flatMap(response -> response.answer().stream())
                .filter(answer -> isVouched(version, answer))
                .findFirst();
    }

    /** So many servers say so that one of them does not lie. */
    @Guard("Return.vouched")
    boolean isVouched(LogicalTime version, Bytes answer) {
        return latest.values().stream()
                        .filter(response -> response.at().equals(version)
                                && response.answer().filter(answer::equals).isPresent())
                        .count()
                >= group.vouched();
    }
}
