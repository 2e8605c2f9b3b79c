package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import next700.process.Digest;

/**
 * All that a replica knows of one sequence number: what the current view says of it, and what earlier views leave to be
 * told in a VIEW-CHANGE.
 */
final class Slot {
    /**
     * How many different batches, pre-prepared at one sequence number in different views, a replica speaks up for. The
     * paper bounds their number with another round of messages; here the oldest is forgotten. That can cost progress,
     * never safety, and takes as many view changes in a row that each overlook what the ones before pre-prepared.
     */
    static final int MAX_PREPREPARED = 8;

    private final long sequence;

    // Of all views so far.
    private Optional<Claim> prepared = Optional.empty();
    private final Map<Digest, Long> preprepared = new LinkedHashMap<>();
    private final Map<Digest, Batch> contents = new LinkedHashMap<>();

    // Of the current view.
    private Optional<Digest> proposal = Optional.empty();
    private boolean fromNewView;
    private boolean accepted;
    private boolean preparedNow;
    private final Votes prepares = new Votes();
    private final Votes commits = new Votes();
    private final List<PbftMessage> said = new ArrayList<>();

    Slot(long sequence) {
        this.sequence = sequence;
        contents.put(Batch.NULL_DIGEST, Batch.NULL);
    }

    long sequence() {
        return sequence;
    }

    /** What the primary of the current view proposes, once something is known of it. */
    Optional<Digest> proposal() {
        return proposal;
    }

    /** Another proposal than before begins anew. */
    void propose(Digest digest) {
        if (!Optional.of(digest).equals(proposal)) {
            accepted = false;
            preparedNow = false;
        }
        proposal = Optional.of(digest);
    }

    /** The proposal stands in the NEW-VIEW: the rule has checked that a correct replica vouches for its requests. */
    void proposeFromNewView(Digest digest) {
        proposal = Optional.of(digest);
        fromNewView = true;
    }

    boolean isFromNewView() {
        return fromNewView;
    }

    void keep(Digest digest, Batch batch) {
        contents.put(digest, batch);
    }

    Optional<Batch> content(Digest digest) {
        return Optional.ofNullable(contents.get(digest));
    }

    /** The batch that the primary proposes, if it is here. */
    Optional<Batch> proposedBatch() {
        return proposal.flatMap(this::content);
    }

    /** The proposal is good: the replica stands by it in this view, and says so in view changes. */
    void accept(long view) {
        Digest digest = proposal.orElseThrow();
        accepted = true;
        preprepared.remove(digest);
        preprepared.put(digest, view);
        if (preprepared.size() > MAX_PREPREPARED) {
            preprepared.remove(preprepared.keySet().iterator().next());
        }
    }

    boolean isAccepted() {
        return accepted;
    }

    void prepare(long view) {
        preparedNow = true;
        prepared = Optional.of(new Claim(sequence, view, proposal.orElseThrow()));
    }

    /** Whether the proposal prepared in the current view. */
    boolean isPrepared() {
        return preparedNow;
    }

    Votes prepares() {
        return prepares;
    }

    Votes commits() {
        return commits;
    }

    /** Remembers what this replica said of the slot in this view, to say it again. */
    void said(PbftMessage message) {
        said.add(message);
    }

    List<PbftMessage> said() {
        return said;
    }

    /** For {@code P}: what prepared here in the latest view in which anything did. */
    Optional<Claim> preparedClaim() {
        return prepared;
    }

    /** For {@code Q}: what was pre-prepared here, each batch with the latest view in which it was. */
    List<Claim> prepreparedClaims() {
        List<Claim> claims = new ArrayList<>();
        preprepared.forEach((digest, view) -> claims.add(new Claim(sequence, view, digest)));
        return claims;
    }

    /** A proposal or a vote shows that something is going on here in the current view. */
    boolean isOpen() {
        return proposal.isPresent() || !prepares.isEmpty() || !commits.isEmpty();
    }

    void check() {
        Invariant.holds(!accepted || proposal.isPresent(), "what is accepted was proposed");
        Invariant.holds(!preparedNow || accepted, "what prepared was accepted");
        Invariant.holds(
                !accepted || preprepared.containsKey(proposal.get()), "what is accepted is told in a view change");
        Invariant.holds(
                !preparedNow || prepared.map(Claim::digest).equals(proposal), "what prepared is told in a view change");
        Invariant.holds(preprepared.size() <= MAX_PREPREPARED, "a slot tells of a bounded number of batches");
    }

    /** A view ends: its proposals and votes mean nothing any more. */
    void leaveView() {
        proposal = Optional.empty();
        fromNewView = false;
        accepted = false;
        preparedNow = false;
        prepares.clear();
        commits.clear();
        said.clear();
        contents.keySet().removeIf(digest -> !digest.equals(Batch.NULL_DIGEST) && !preprepared.containsKey(digest));
    }
}
