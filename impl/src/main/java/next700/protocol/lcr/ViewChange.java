package next700.protocol.lcr;

import java.util.NavigableSet;
import java.util.TreeSet;
import next700.process.Guard;

/** One run of the procedure of thesis Figure 2.7 at one process: who has answered so far. */
final class ViewChange {
    private final Change change;
    private final NavigableSet<MemberId> participants;
    private final NavigableSet<MemberId> acked = new TreeSet<>();
    private final NavigableSet<MemberId> ended = new TreeSet<>();

    ViewChange(Change change) {
        this.change = change;
        this.participants = change.participants();
    }

    Change change() {
        return change;
    }

    NavigableSet<MemberId> participants() {
        return participants;
    }

    void acknowledged(MemberId by) {
        acked.add(by);
    }

    void ended(MemberId at) {
        ended.add(at);
    }

    boolean hasEnded(MemberId process) {
        return ended.contains(process);
    }

    /** The participants that join, and have not answered, or not ended, yet. */
    NavigableSet<MemberId> joinersWaitedFor() {
        NavigableSet<MemberId> missing = new TreeSet<>(change.joining());
        missing.retainAll(participants);
        missing.removeIf(joiner -> acked.contains(joiner) && ended.contains(joiner));
        return missing;
    }

    /** Line 3: all participants have what this process had. */
    @Guard("LCR.AckRecover.all")
    boolean isAcknowledgedByAll() {
        return acked.containsAll(participants);
    }

    /** Line 5: all participants have what all of them had. */
    @Guard("LCR.EndRecovery.all")
    boolean isEndedByAll() {
        return ended.containsAll(participants);
    }
}
