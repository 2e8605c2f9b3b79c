package next700.protocol.qu;

import java.util.Optional;
import next700.process.Guard;

/**
 * What an object history set says (3.3 and Figure 3, {@code classify}); clients and servers ask alike.
 *
 * @param ohs what is classified
 * @param group whose thresholds count
 */
record Classification(ObjectHistorySet ohs, QuGroup group) {
    /** What is to be done. */
    enum Kind {
        /** The latest candidate is a complete version of the object: it can be queried and updated. */
        METHOD,
        /** The latest candidate is a version that may be complete: more servers must accept it. */
        INLINE_METHOD,
        /** The latest candidate is a complete barrier: the latest version is copied past it. */
        COPY,
        /** The latest candidate is a barrier that may be complete. */
        INLINE_BARRIER,
        /** Servers have different candidates: a barrier is needed past all of them. */
        BARRIER
    }

    Kind kind() {
        Candidate object = object();
        Optional<Candidate> barrier = barrier();
        if (isLatest(object) && isRepairable(object)) {
            return isComplete(object) ? Kind.METHOD : Kind.INLINE_METHOD;
        }
        if (barrier.filter(this::isLatest).isPresent()) {
            return isComplete(barrier.orElseThrow()) ? Kind.COPY : Kind.INLINE_BARRIER;
        }
        return Kind.BARRIER;
    }

    /** The latest version that may be complete. */
    Candidate object() {
        return latestRepairable(false).orElse(Candidate.FIRST);
    }

    /** The latest barrier that may be complete. */
    Optional<Candidate> barrier() {
        return latestRepairable(true);
    }

    private Optional<Candidate> latestRepairable(boolean barrier) {
        return ohs.candidates()
                .filter(candidate -> candidate.isBarrier() == barrier)
                .filter(this::isRepairable)
                .max(Candidate::compareTo);
    }

    /** The latest timestamp in any history, be it in one only, of a version or a barrier. */
    LogicalTime latest() {
        return ohs.candidates().map(Candidate::time).max(LogicalTime::compareTo).orElse(LogicalTime.ZERO);
    }

    /** Nothing that anybody has accepted is later. */
    @Guard("Classify.latest")
    boolean isLatest(Candidate candidate) {
        return !latest().isAfter(candidate.time());
    }

    /** It may be complete: a quorum that has it would show in any other quorum so often. */
    @Guard("Classify.repairable")
    boolean isRepairable(Candidate candidate) {
        return ohs.order(candidate) >= group.repairable();
    }

    /** A quorum has it. */
    @Guard("Classify.complete")
    boolean isComplete(Candidate candidate) {
        return ohs.order(candidate) >= group.quorum();
    }
}
