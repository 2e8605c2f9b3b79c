package next700.protocol.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.Setting;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;

/**
 * The normal case (TOCS 2002, 4.3): the primary proposes a batch of requests for each sequence number, PREPAREs make sure
 * that nothing else can be agreed on there in this view, COMMITs that nothing else can be in any other.
 */
final class NormalCase {
    private final ReplicaState replica;
    private final Voice voice;
    private final Progress progress;
    private final Executor executor;
    private final NullRequests nullRequests;

    private final Setting<ReplicaId> setting;
    private final PbftSettings settings;
    private final FormerLife formerLife;
    private final Views views;
    private final Log log;
    private final Checkpoints checkpoints;
    private final Pending pending;

    NormalCase(ReplicaState replica, Voice voice, Progress progress, Executor executor, NullRequests nullRequests) {
        this.replica = replica;
        this.voice = voice;
        this.progress = progress;
        this.executor = executor;
        this.nullRequests = nullRequests;
        this.setting = replica.setting;
        this.settings = replica.settings;
        this.formerLife = replica.formerLife;
        this.views = replica.views;
        this.log = replica.log;
        this.checkpoints = replica.checkpoints;
        this.pending = replica.pending;
    }

    /** The primary proposes what is pending, in batches, as far as the pipeline and the watermarks allow. */
    void propose(Effects out) {
        while (views.isActive()
                && views.isPrimary()
                && replica.executed() >= checkpoints.stable().sequence()
                && replica.proposed() - replica.executed() < settings.pipelineBound()
                && mayPropose(replica.proposed() + 1)) {
            List<ClientRequest> requests = pending.unproposed(settings.batchBound());
            if (requests.isEmpty() && !nullRequests.isDue()) {
                return;
            }
            propose(new Batch(requests), out);
        }
    }

    private boolean mayPropose(long sequence) {
        return log.isWithinWatermarks(sequence) && formerLife.mayVote(views.view(), sequence);
    }

    /** Step PBFT.PrePrepare at the primary: the next sequence number is for this batch. */
    @Step("PBFT.PrePrepare")
    private void propose(Batch batch, Effects out) {
        long sequence = replica.proposed() + 1;
        replica.proposedUpTo(sequence);
        pending.proposed(batch);
        Slot slot = log.at(sequence);
        Digest digest = batch.digest();
        slot.keep(digest, batch);
        slot.propose(digest);
        slot.accept(views.view());
        var content = PrePrepare.content(setting.instance(), views.view(), sequence, digest);
        var message = new PrePrepare(setting.instance(), views.view(), sequence, batch, voice.authenticator(content));
        voice.say("PBFT.PrePrepare", message, slot, digest, out);
        advance(slot, out);
        progress.expect(out);
    }

    /** Step PBFT.PrePrepare at a backup: the primary proposes a batch for a sequence number. */
    @Step("PBFT.PrePrepare")
    void onPrePrepare(PrePrepare message, Effects out) {
        if (!isCurrent(message.view())
                || views.isPrimary()
                || !log.isWithinWatermarks(message.sequence())
                || !isAuthentic(message)
                || !isWithinBounds(message.batch())) {
            return;
        }
        Slot slot = log.at(message.sequence());
        Digest digest = message.batch().digest();
        boolean isOld = slot.isAccepted() && slot.proposal().equals(Optional.of(digest));
        if (isOld || !isOnlyProposal(slot, digest)) {
            return;
        }
        slot.propose(digest);
        slot.keep(digest, message.batch());
        pending.proposed(message.batch());
        accept(slot, out);
        progress.expect(out);
    }

    /** The message is of the view that the replica takes part in. */
    @Guard("PBFT.View.current")
    boolean isCurrent(long view) {
        return views.isActive() && view == views.view();
    }

    /** The primary of the view sent it. */
    @Guard("PBFT.PrePrepare.authentic")
    boolean isAuthentic(PrePrepare message) {
        return voice.isFromReplica(views.primaryOf(message.view()), message.content(), message.authenticator());
    }

    /** No more requests than a correct primary would put into a batch. */
    @Guard("PBFT.PrePrepare.batch")
    boolean isWithinBounds(Batch batch) {
        return batch.requests().size() <= settings.batchBound();
    }

    /** The primary has not proposed anything else for the sequence number in this view. */
    @Guard("PBFT.PrePrepare.only")
    boolean isOnlyProposal(Slot slot, Digest digest) {
        return slot.proposal().isEmpty() || slot.proposal().get().equals(digest);
    }

    /** A backup accepts a proposal when it has the batch and good reason to believe that the clients sent the requests. */
    void accept(Slot slot, Effects out) {
        if (slot.isAccepted()
                || slot.proposedBatch().isEmpty()
                || !isSentByClients(slot, slot.proposedBatch().get())) {
            return;
        }
        slot.accept(views.view());
        if (!views.isPrimary() && formerLife.mayVote(views.view(), slot.sequence())) {
            Digest digest = slot.proposal().orElseThrow();
            var content = Prepare.content(setting.instance(), views.view(), slot.sequence(), digest, setting.self());
            slot.prepares().add(setting.self(), digest);
            var message = new Prepare(
                    setting.instance(),
                    views.view(),
                    slot.sequence(),
                    digest,
                    setting.self(),
                    voice.authenticator(content));
            voice.say("PBFT.Prepare", message, slot, digest, out);
        }
        advance(slot, out);
    }

    /**
     * The clients authenticated the requests towards this replica, or {@code f + 1} replicas, the primary among them, say
     * that the clients did: an authenticator may be good for some replicas only.
     */
    @Guard("PBFT.PrePrepare.requests")
    boolean isSentByClients(Slot slot, Batch batch) {
        int vouching = 1 + slot.prepares().count(slot.proposal().orElseThrow());
        return slot.isFromNewView()
                || vouching >= setting.group().oneCorrect()
                || batch.requests().stream().allMatch(this::isKnownToBeSent);
    }

    boolean isKnownToBeSent(ClientRequest request) {
        return replica.isOfThisInstance(request)
                && (pending.holds(request.submission()) || pending.isAuthentic(request));
    }

    /** Step PBFT.Prepare: a backup has accepted the primary's proposal. */
    @Step("PBFT.Prepare")
    void onPrepare(Prepare message, Effects out) {
        if (!isCurrent(message.view())
                || !log.isWithinWatermarks(message.sequence())
                || !isFromBackup(message)
                || !isAuthentic(message)) {
            return;
        }
        Slot slot = log.at(message.sequence());
        slot.prepares().add(message.replica(), message.batch());
        accept(slot, out);
        advance(slot, out);
        progress.expect(out);
    }

    /** The primary's PRE-PREPARE is its vote; a PREPARE from it would count twice. */
    @Guard("PBFT.Prepare.backup")
    boolean isFromBackup(Prepare message) {
        return !message.replica().equals(views.primaryOf(message.view()));
    }

    /** The replica that the PREPARE names sent it. */
    @Guard("PBFT.Prepare.authentic")
    boolean isAuthentic(Prepare message) {
        return voice.isFromReplica(message.replica(), message.content(), message.authenticator());
    }

    /** Moves a slot on as far as the votes go: it prepares, it commits, and batches execute in order. */
    private void advance(Slot slot, Effects out) {
        if (slot.isAccepted() && !slot.isPrepared() && isPrepared(slot)) {
            slot.prepare(views.view());
            if (formerLife.mayVote(views.view(), slot.sequence())) {
                commit(slot, out);
            }
        }
        execute(out);
    }

    /** {@code prepared(m, v, n, i)}: with the primary's proposal, {@code 2f + 1} replicas stand by the batch. */
    @Guard("PBFT.Prepare.certificate")
    boolean isPrepared(Slot slot) {
        return 1 + slot.prepares().count(slot.proposal().orElseThrow())
                >= setting.group().certificate();
    }

    private void commit(Slot slot, Effects out) {
        Digest digest = slot.proposal().orElseThrow();
        var content = Commit.content(setting.instance(), views.view(), slot.sequence(), digest, setting.self());
        slot.commits().add(setting.self(), digest);
        var message = new Commit(
                setting.instance(),
                views.view(),
                slot.sequence(),
                digest,
                setting.self(),
                voice.authenticator(content));
        voice.say("PBFT.Commit", message, slot, digest, out);
    }

    /** Step PBFT.Commit: the batch prepared at another replica. */
    @Step("PBFT.Commit")
    void onCommit(Commit message, Effects out) {
        if (!isCurrent(message.view()) || !log.isWithinWatermarks(message.sequence()) || !isAuthentic(message)) {
            return;
        }
        Slot slot = log.at(message.sequence());
        slot.commits().add(message.replica(), message.batch());
        advance(slot, out);
        progress.expect(out);
    }

    /** The replica that the COMMIT names sent it. */
    @Guard("PBFT.Commit.authentic")
    boolean isAuthentic(Commit message) {
        return voice.isFromReplica(message.replica(), message.content(), message.authenticator());
    }

    /** Executes what committed; a checkpoint on the way may become stable. */
    void execute(Effects out) {
        while (executor.executesNext(out)) {
            stabilise(out);
        }
    }

    /** A checkpoint is stable, and this replica has got there: the watermarks move, and the primary can go on. */
    void stabilise(Effects out) {
        if (replica.isStabilising()) {
            replica.moveWatermarks();
            propose(out);
        }
    }
}
