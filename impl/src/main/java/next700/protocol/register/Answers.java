package next700.protocol.register;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Guard;
import next700.process.ReplicaId;

/** What replicas answered to one question of a client, the first answer of each, and what follows from it. */
final class Answers {
    private final RegisterGroup group;
    private final SortedMap<ReplicaId, Held> first = new TreeMap<>();

    Answers(RegisterGroup group) {
        this.group = group;
    }

    void add(ReplicaId replica, Held held) {
        first.putIfAbsent(replica, held);
    }

    /** Whether a quorum has answered: it has a replica, or enough of them, of every quorum that was told. */
    @Guard("Tell.asked")
    boolean isQuorum() {
        return group.isReadQuorum(first.keySet());
    }

    /** Whether nobody is left who could answer. */
    boolean isEveryone() {
        return first.size() == group.size();
    }

    /**
     * A number that is not below that of any write that was complete when the question was asked. Where replicas lie without
     * signatures, it is a correct one's, so that liars cannot use the numbers up: f+1 correct ones hold what is complete, or later.
     */
    long number() {
        return group.variant().trust() == Trust.VOTES
                ? recent().stamp().number()
                : latest().stamp().number();
    }

    /** What a read returns: none yet, if it must ask again. */
    Optional<Held> value() {
        if (group.variant().trust() != Trust.VOTES) {
            return Optional.of(latest());
        }
        Optional<Held> believed = first.values().stream()
                .filter(this::isVouched)
                .filter(this::isRecent)
                .max(Comparator.naturalOrder());
        return group.variant().guarantee() == Guarantee.SAFE ? Optional.of(believed.orElse(Held.NOTHING)) : believed;
    }

    private Held latest() {
        return Collections.max(first.values());
    }

    /** Of all answers the one with f above it. */
    private Held recent() {
        List<Held> descending =
                first.values().stream().sorted(Comparator.reverseOrder()).toList();
        return descending.get(Math.min(group.oneCorrect(), descending.size()) - 1);
    }

    /** So many say the same that one of them is correct: it was written. */
    @Guard("Tell.vouched")
    boolean isVouched(Held held) {
        return first.values().stream().filter(held::isSame).count() >= group.oneCorrect();
    }

    /**
     * It is not older than what was complete when the question was asked, although a write that is going on has overtaken that at
     * some replicas. A safe register does not ask for that.
     */
    @Guard("Tell.recent")
    boolean isRecent(Held held) {
        return group.variant().guarantee() == Guarantee.SAFE || held.compareTo(recent()) >= 0;
    }
}
