package next700.protocol.pbft;

import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Guard;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * What a new view begins with, as a function of the VIEW-CHANGEs that its NEW-VIEW consists of (TOCS 2002, section 4.5.3,
 * Figure 4). The primary and the backups compute it alike.
 *
 * <p>It starts at the highest stable checkpoint that a VIEW-CHANGE proves. For each sequence number above it, up to the
 * highest that anyone claims to be prepared, it picks
 *
 * <ul>
 *   <li>a batch that someone claims prepared in a view {@code v}, if {@code 2f + 1} know of nothing else that prepared there
 *       in {@code v} or later, and {@code f + 1} have pre-prepared the batch there in {@code v} or later;
 *   <li>the null request, if {@code 2f + 1} know of nothing that prepared there;
 *   <li>nothing, if the messages do not tell yet. The primary then waits for more of them.
 * </ul>
 *
 * <p>Why a batch that committed anywhere is picked: {@code 2f + 1} replicas prepared it, so that among any {@code 2f + 1}
 * VIEW-CHANGEs there is a correct one that claims it. That one stands against the null request, and against every claim
 * of something else in the same view or an earlier one; and a claim of a later view lacks the {@code f + 1} that
 * pre-prepared it, since no correct replica did. Why a false claim hides nothing: each claim is weighed on its own, and
 * one that nobody supports is passed over in favour of the next. Why the rule decides in the end: once the messages of
 * all correct replicas are among those considered, either the latest of their claims is supported or none of them has any.
 */
final class NewViewRule {
    /**
     * What a view begins with.
     *
     * @param base the checkpoint to start from
     * @param proposals the digest of the batch for each sequence number above it, without a gap
     */
    record Plan(CheckpointCertificate base, SortedMap<Long, Digest> proposals) {
        long highest() {
            return proposals.isEmpty() ? base.sequence() : proposals.lastKey();
        }
    }

    /** A later view first; then any order that is the same for all. */
    private static final Comparator<Claim> LATEST_FIRST =
            Comparator.comparingLong(Claim::view).reversed().thenComparing(Claim::digest);

    private final ByzantineGroup group;

    NewViewRule(ByzantineGroup group) {
        this.group = group;
    }

    /** Decides, given valid VIEW-CHANGEs of different replicas for one view. */
    Optional<Plan> decide(List<ViewChange> changes) {
        if (!isCertificate(changes)) {
            return Optional.empty();
        }
        CheckpointCertificate base = changes.stream()
                .map(ViewChange::stable)
                .max(Comparator.comparingLong(CheckpointCertificate::sequence))
                .orElse(CheckpointCertificate.INITIAL);
        long highest = changes.stream()
                .flatMap(change -> change.prepared().stream())
                .mapToLong(Claim::sequence)
                .max()
                .orElse(0);
        SortedMap<Long, Digest> proposals = new TreeMap<>();
        for (long sequence = base.sequence() + 1; sequence <= highest; sequence++) {
            Optional<Digest> pick = pick(sequence, changes);
            if (pick.isEmpty()) {
                return Optional.empty();
            }
            proposals.put(sequence, pick.get());
        }
        return Optional.of(new Plan(base, Collections.unmodifiableSortedMap(proposals)));
    }

    /** {@code 2f + 1} replicas have left the views before. */
    @Guard("PBFT.NewView.certificate")
    boolean isCertificate(List<ViewChange> changes) {
        return changes.size() >= group.certificate();
    }

    private Optional<Digest> pick(long sequence, List<ViewChange> changes) {
        Optional<Digest> supported = claims(sequence, changes).stream()
                .filter(claim -> isUncontested(claim, changes) && isVouchedFor(claim, changes))
                .map(Claim::digest)
                .findFirst();
        if (supported.isPresent()) {
            return supported;
        }
        return isUnclaimed(sequence, changes) ? Optional.of(Batch.NULL_DIGEST) : Optional.empty();
    }

    private static List<Claim> claims(long sequence, List<ViewChange> changes) {
        return changes.stream()
                .flatMap(change -> change.prepared().stream())
                .filter(claim -> claim.sequence() == sequence)
                .sorted(LATEST_FIRST)
                .distinct()
                .toList();
    }

    /** Condition A1: {@code 2f + 1} replicas claim nothing that prepared later, nor anything else in the same view. */
    @Guard("PBFT.NewView.uncontested")
    boolean isUncontested(Claim claim, List<ViewChange> changes) {
        long agreeing = changes.stream()
                .filter(change -> change.prepared().stream()
                        .filter(other -> other.sequence() == claim.sequence())
                        .allMatch(other -> other.view() < claim.view() || other.equals(claim)))
                .count();
        return agreeing >= group.certificate();
    }

    /** Condition A2: {@code f + 1} replicas pre-prepared the batch in that view or later. */
    @Guard("PBFT.NewView.vouched")
    boolean isVouchedFor(Claim claim, List<ViewChange> changes) {
        long vouching = changes.stream()
                .filter(change -> change.preprepared().stream()
                        .anyMatch(other -> other.sequence() == claim.sequence()
                                && other.digest().equals(claim.digest())
                                && other.view() >= claim.view()))
                .count();
        return vouching >= group.oneCorrect();
    }

    /** Condition B: {@code 2f + 1} replicas claim nothing prepared here. */
    @Guard("PBFT.NewView.unclaimed")
    boolean isUnclaimed(long sequence, List<ViewChange> changes) {
        long silent = changes.stream()
                .filter(change -> change.prepared().stream().noneMatch(claim -> claim.sequence() == sequence))
                .count();
        return silent >= group.certificate();
    }
}
