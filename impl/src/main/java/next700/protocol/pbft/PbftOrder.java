package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.Placement;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Spoken;
import next700.process.Step;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Timing;
import next700.protocol.authentication.Authenticator;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;
import next700.protocol.ordering.TotalOrder;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.FetchState;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;

/**
 * A replica of PBFT: three phases put each batch of requests at a sequence number, checkpoints let the replica forget
 * what is settled, view changes replace a primary that does not get on, and STATUS messages make up for all that is lost
 * on the way.
 */
public final class PbftOrder implements TotalOrder {
    /** Of the critical path from a request at a backup to its execution: relay, PRE-PREPARE, PREPARE and COMMIT. */
    private static final int MESSAGE_DELAYS = 4;

    private static final int MAX_DOUBLINGS = 10;

    /** For how many slots and batches a STATUS is answered, how many batches it asks for, and how many null requests. */
    private static final int CATCH_UP_BOUND = 16;

    private final Setting<ReplicaId> setting;
    private final Timing timing;
    private final PbftSettings settings;
    private final OrderedApplication application;
    private final FormerLife formerLife;
    private final Views views;
    private final Log log;
    private final Checkpoints checkpoints;
    private final Pending pending;
    private final InstanceTimer patience;
    private final InstanceTimer status;

    private long executed;
    private long proposed;
    private Optional<Digest> awaited = Optional.empty();
    private boolean statusIsSet;
    private boolean overtaken;
    private long wantedByOthers;
    private int nullRequestsLeft;
    private int viewsInVain;
    private int fetches;

    public PbftOrder(
            Setting<ReplicaId> setting,
            Timing timing,
            PbftSettings settings,
            OrderedApplication application,
            Optional<Spoken> forgotten) {
        this.setting = setting;
        this.timing = timing;
        this.settings = settings;
        this.application = application;
        this.formerLife = new FormerLife(setting.instance(), forgotten);
        this.views = new Views(setting, settings, formerLife.view());
        this.log = new Log(settings.windowLength());
        this.checkpoints = new Checkpoints(setting, settings);
        this.pending = new Pending(setting);
        this.patience = new InstanceTimer(InstanceTimer.Kind.VIEW_CHANGE, setting.instance());
        this.status = new InstanceTimer(InstanceTimer.Kind.STATUS, setting.instance());
    }

    /** Whether the replica lost its memory and has not reached the checkpoint yet that makes it a full member again. */
    public boolean isRecovering() {
        return !formerLife.mayChangeView(checkpoints.stable());
    }

    /** How many sequence numbers the replica keeps something about. */
    public int openSlots() {
        return log.slots().size();
    }

    /** The last sequence number that the replica executed, or whose state it took over. */
    public long executed() {
        return executed;
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (!(message instanceof PbftMessage ours) || !isOfThisInstance(ours)) {
            return;
        }
        switch (ours) {
            case ClientRequest request -> onRequest(request, out);
            case Relay relay -> onRelay(relay, out);
            case PrePrepare prePrepare -> onPrePrepare(prePrepare, out);
            case Prepare prepare -> onPrepare(prepare, out);
            case Commit commit -> onCommit(commit, out);
            case Checkpoint checkpoint -> onCheckpoint(checkpoint, out);
            case ViewChange change -> onViewChange(change, out);
            case NewView newView -> onNewView(newView, out);
            case Status report -> onStatus(report, out);
            case Content content -> onContent(content, out);
            case FetchState fetch -> onFetchState(fetch, out);
            case State state -> onState(state, out);
            case Reply reply -> {}
        }
    }

    private boolean isOfThisInstance(PbftMessage message) {
        return message.instance().equals(setting.instance());
    }

    @Override
    public void resume(Effects out) {
        expectProgress(out);
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        if (timer.equals(patience)) {
            onImpatience(out);
        } else if (timer.equals(status)) {
            statusIsSet = false;
            execute(out);
            tellStatus(out);
        }
    }

    // Requests.

    /**
     * Step PBFT.Request: a client sends to the primary, and to all when it gets no answer in time. A backup relays what
     * reached it, and expects the primary to see to it.
     */
    @Step("PBFT.Request")
    private void onRequest(ClientRequest request, Effects out) {
        if (!pending.isAuthentic(request)) {
            return;
        }
        if (!application.awaits(request.submission())) {
            application.answerAgain(request.submission(), views.primary(), out);
            return;
        }
        took("PBFT.Request", request.submission(), out);
        pending.considerAuthentic(request);
        if (!views.isPrimary() || !pending.isTrusted(request.client())) {
            var content = Relay.content(request, setting.self());
            toOthers(new Relay(setting.instance(), request, setting.self(), authenticator(content)), out);
        }
        expectProgress(out);
    }

    /** Step PBFT.Relay: another replica passes a request on. */
    @Step("PBFT.Relay")
    private void onRelay(Relay relay, Effects out) {
        if (!isAuthentic(relay) || !application.awaits(relay.request().submission())) {
            return;
        }
        pending.vouch(relay.replica(), relay.request());
        pending.consider(relay.request());
        expectProgress(out);
    }

    /** The replica that the RELAY names sent it. */
    @Guard("PBFT.Relay.authentic")
    boolean isAuthentic(Relay relay) {
        return isFromReplica(relay.replica(), relay.content(), relay.authenticator())
                && isOfThisInstance(relay.request());
    }

    // The three phases.

    /** The primary proposes what is pending, in batches, as far as the pipeline and the watermarks allow. */
    private void propose(Effects out) {
        while (views.isActive()
                && views.isPrimary()
                && executed >= checkpoints.stable().sequence()
                && proposed - executed < settings.pipelineBound()
                && mayPropose(proposed + 1)) {
            List<ClientRequest> requests = pending.unproposed(settings.batchBound());
            if (requests.isEmpty() && !isNullRequestDue()) {
                return;
            }
            propose(new Batch(requests), out);
        }
    }

    /**
     * A replica without its memory waits for a checkpoint, which may never come while no client has anything to do. So
     * the primary proposes null requests then, one at a time, and so many for a STATUS that asks for them.
     */
    private boolean isNullRequestDue() {
        boolean due = nullRequestsLeft > 0 && pending.isEmpty() && proposed == executed && proposed < wantedByOthers;
        if (due) {
            nullRequestsLeft--;
        }
        return due;
    }

    private boolean mayPropose(long sequence) {
        return log.isWithinWatermarks(sequence) && formerLife.mayVote(views.view(), sequence);
    }

    /** Step PBFT.PrePrepare at the primary: the next sequence number is for this batch. */
    @Step("PBFT.PrePrepare")
    private void propose(Batch batch, Effects out) {
        proposed++;
        pending.proposed(batch);
        Slot slot = log.at(proposed);
        Digest digest = batch.digest();
        slot.keep(digest, batch);
        slot.propose(digest);
        slot.accept(views.view());
        var content = PrePrepare.content(setting.instance(), views.view(), proposed, digest);
        var message = new PrePrepare(setting.instance(), views.view(), proposed, batch, authenticator(content));
        say("PBFT.PrePrepare", message, slot, digest, out);
        advance(slot, out);
        expectProgress(out);
    }

    /** Step PBFT.PrePrepare at a backup: the primary proposes a batch for a sequence number. */
    @Step("PBFT.PrePrepare")
    private void onPrePrepare(PrePrepare message, Effects out) {
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
        expectProgress(out);
    }

    /** The message is of the view that the replica takes part in. */
    @Guard("PBFT.View.current")
    boolean isCurrent(long view) {
        return views.isActive() && view == views.view();
    }

    /** The primary of the view sent it. */
    @Guard("PBFT.PrePrepare.authentic")
    boolean isAuthentic(PrePrepare message) {
        return isFromReplica(views.primaryOf(message.view()), message.content(), message.authenticator());
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
    private void accept(Slot slot, Effects out) {
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
                    setting.instance(), views.view(), slot.sequence(), digest, setting.self(), authenticator(content));
            say("PBFT.Prepare", message, slot, digest, out);
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

    private boolean isKnownToBeSent(ClientRequest request) {
        return isOfThisInstance(request) && (pending.holds(request.submission()) || pending.isAuthentic(request));
    }

    /** Step PBFT.Prepare: a backup has accepted the primary's proposal. */
    @Step("PBFT.Prepare")
    private void onPrepare(Prepare message, Effects out) {
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
        expectProgress(out);
    }

    /** The primary's PRE-PREPARE is its vote; a PREPARE from it would count twice. */
    @Guard("PBFT.Prepare.backup")
    boolean isFromBackup(Prepare message) {
        return !message.replica().equals(views.primaryOf(message.view()));
    }

    /** The replica that the PREPARE names sent it. */
    @Guard("PBFT.Prepare.authentic")
    boolean isAuthentic(Prepare message) {
        return isFromReplica(message.replica(), message.content(), message.authenticator());
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
                setting.instance(), views.view(), slot.sequence(), digest, setting.self(), authenticator(content));
        say("PBFT.Commit", message, slot, digest, out);
    }

    /** Step PBFT.Commit: the batch prepared at another replica. */
    @Step("PBFT.Commit")
    private void onCommit(Commit message, Effects out) {
        if (!isCurrent(message.view()) || !log.isWithinWatermarks(message.sequence()) || !isAuthentic(message)) {
            return;
        }
        Slot slot = log.at(message.sequence());
        slot.commits().add(message.replica(), message.batch());
        advance(slot, out);
        expectProgress(out);
    }

    /** The replica that the COMMIT names sent it. */
    @Guard("PBFT.Commit.authentic")
    boolean isAuthentic(Commit message) {
        return isFromReplica(message.replica(), message.content(), message.authenticator());
    }

    /**
     * {@code 2f + 1} replicas say that the batch prepared, so that no view change can replace it. The paper wants it
     * prepared at this replica as well, which safety does not need: {@code f + 1} correct ones have it prepared.
     */
    private Optional<Digest> committed(Slot slot) {
        return slot.commits().withAtLeast(setting.group().certificate());
    }

    private Optional<Slot> nextToExecute() {
        return log.find(executed + 1).filter(slot -> batchToExecute(slot).isPresent());
    }

    private Optional<Batch> batchToExecute(Slot slot) {
        return committed(slot).flatMap(slot::content);
    }

    /** Executes what committed, in the order of sequence numbers and without a gap. */
    private void execute(Effects out) {
        Optional<Slot> next = nextToExecute();
        while (next.isPresent() && isAbleTo(batchToExecute(next.get()).orElseThrow(), out)) {
            execute(next.get(), out);
            next = nextToExecute();
        }
    }

    private boolean isAbleTo(Batch batch, Effects out) {
        return batch.requests().stream().allMatch(request -> application.isAbleTo(request.submission(), out));
    }

    @Override
    public void goOn(Effects out) {
        execute(out);
        expectProgress(out);
    }

    /** Step PBFT.Execute. */
    @Step("PBFT.Execute")
    private void execute(Slot slot, Effects out) {
        Batch batch = batchToExecute(slot).orElseThrow();
        executed++;
        batch.requests().forEach(request -> application.execute(request.submission(), views.primary(), out));
        pending.executed(batch, application);
        if (!batch.requests().isEmpty()) {
            viewsInVain = 0;
        }
        took("PBFT.Execute", slot, committed(slot).orElseThrow(), out);
        if (settings.isCheckpoint(executed)) {
            toOthers(checkpoints.take(executed, application.state()), out);
            took("PBFT.Checkpoint", out);
            stabilise(out);
        }
    }

    // Checkpoints and state transfer.

    /** Step PBFT.Checkpoint: another replica has executed up to a checkpoint. */
    @Step("PBFT.Checkpoint")
    private void onCheckpoint(Checkpoint message, Effects out) {
        if (checkpoints.isDue(message) && checkpoints.isAuthentic(message)) {
            checkpoints.add(message);
            stabilise(out);
            expectProgress(out);
        }
    }

    /** A checkpoint is stable, and this replica has got there: what lies below is forgotten. */
    private void stabilise(Effects out) {
        if (checkpoints.highest().sequence() > checkpoints.stable().sequence()
                && executed >= checkpoints.highest().sequence()) {
            moveWatermarks();
            propose(out);
        }
    }

    private void moveWatermarks() {
        checkpoints.stabilise();
        log.truncate(checkpoints.stable().sequence());
        pending.forgive();
        proposed = Math.max(proposed, checkpoints.stable().sequence());
    }

    private boolean isBehind() {
        return executed < checkpoints.highest().sequence();
    }

    /** Asks one of those who have the state, another one each time. */
    private void fetchState(Effects out) {
        CheckpointCertificate wanted = checkpoints.highest();
        List<ReplicaId> holders = wanted.proof().stream()
                .map(Checkpoint::replica)
                .filter(replica -> !replica.equals(setting.self()))
                .toList();
        if (holders.isEmpty()) {
            return;
        }
        ReplicaId holder = holders.get(fetches % holders.size());
        fetches++;
        var content = FetchState.content(setting.instance(), wanted.sequence(), setting.self());
        out.send(
                holder,
                new FetchState(
                        setting.instance(),
                        wanted.sequence(),
                        setting.self(),
                        setting.authentication().mac(content, holder)));
    }

    private void onFetchState(FetchState message, Effects out) {
        boolean authentic = setting.group().contains(message.replica())
                && setting.authentication().verify(message.content(), message.replica(), message.mac());
        if (authentic && checkpoints.stable().sequence() >= message.sequence()) {
            checkpoints.stableState().ifPresent(state -> out.send(message.replica(), state));
        }
    }

    /** Step PBFT.StateTransfer: takes over the state at a stable checkpoint, which proves itself. */
    @Step("PBFT.StateTransfer")
    private void onState(State message, Effects out) {
        CheckpointCertificate certificate = message.certificate();
        if (!isAhead(certificate)
                || !isCertified(certificate)
                || !application.restore(message.snapshot(), certificate.state())) {
            return;
        }
        executed = certificate.sequence();
        checkpoints.learn(certificate);
        checkpoints.restored(executed, application.state());
        if (checkpoints.highest().sequence() == executed && checkpoints.stable().sequence() < executed) {
            moveWatermarks();
        }
        pending.caughtUp(application);
        took("PBFT.StateTransfer", Placement.empty(views.view(), executed), out);
        execute(out);
        expectProgress(out);
    }

    /** The state is later than what this replica has executed. */
    @Guard("PBFT.StateTransfer.ahead")
    boolean isAhead(CheckpointCertificate certificate) {
        return certificate.sequence() > executed;
    }

    /** The checkpoint is stable. */
    @Guard("PBFT.StateTransfer.certified")
    boolean isCertified(CheckpointCertificate certificate) {
        return certificate.isValid(setting);
    }

    // View changes.

    /** The oldest request has waited too long, or the next view did not begin in time. */
    private void onImpatience(Effects out) {
        awaited = Optional.empty();
        if (formerLife.mayChangeView(checkpoints.stable())) {
            leaveFor(views.view() + 1, out);
        }
        expectProgress(out);
    }

    /** Step PBFT.ViewChange at a replica that gives up on its view: it takes no part in it any more, and says what it knows. */
    @Step("PBFT.ViewChange")
    private void leaveFor(long view, Effects out) {
        viewsInVain++;
        distrustWhoStoodInTheWay();
        awaited = Optional.empty();
        views.leaveFor(view);
        log.leaveView();
        pending.leaveView();
        out.cancelTimer(patience);
        announce(out);
        beginIfPrimary(out);
    }

    private void announce(Effects out) {
        formerLife.note(views.view(), log.high(), out);
        long stable = checkpoints.stable().sequence();
        took("PBFT.ViewChange", Placement.empty(views.view(), stable), out);
        toOthers(views.announce(checkpoints.stable(), log.prepared(), log.preprepared()), out);
    }

    private void distrustWhoStoodInTheWay() {
        for (Slot slot : log.slots()) {
            if (slot.sequence() > executed
                    && !slot.isPrepared()
                    && slot.proposedBatch().isPresent()) {
                slot.proposedBatch().get().requests().stream()
                        .filter(request -> views.isPrimary() || !isKnownToBeSent(request))
                        .forEach(request -> pending.distrust(request.client()));
            }
        }
    }

    /** Step PBFT.ViewChange: another replica has left for a later view. */
    @Step("PBFT.ViewChange")
    private void onViewChange(ViewChange message, Effects out) {
        if (message.view() < views.view() || !views.isLater(message) || !views.isValid(message)) {
            return;
        }
        views.note(message);
        checkpoints.learn(message.stable());
        stabilise(out);
        Optional<Long> next = views.toJoin();
        if (next.isPresent() && formerLife.mayChangeView(checkpoints.stable())) {
            leaveFor(next.get(), out);
        }
        beginIfPrimary(out);
        expectProgress(out);
    }

    /** Step PBFT.NewView at the primary. */
    @Step("PBFT.NewView")
    private void beginIfPrimary(Effects out) {
        if (formerLife.mayBegin(views.view())) {
            views.compose()
                    .ifPresent(message -> views.planOf(message).ifPresent(plan -> {
                        begin(message, plan, out);
                        toOthers(message, out);
                        accept(plan, out);
                    }));
        }
    }

    /** Step PBFT.NewView at a backup: the primary of a later view shows what it begins with, and why. */
    @Step("PBFT.NewView")
    private void onNewView(NewView message, Effects out) {
        views.planOf(message).ifPresent(plan -> {
            begin(message, plan, out);
            accept(plan, out);
        });
    }

    private void begin(NewView message, NewViewRule.Plan plan, Effects out) {
        views.begin(message);
        log.leaveView();
        pending.leaveView();
        checkpoints.learn(plan.base());
        if (checkpoints.highest().sequence() > checkpoints.stable().sequence()) {
            moveWatermarks();
        }
        formerLife.note(views.view(), log.high(), out);
        proposed = Math.max(plan.highest(), checkpoints.stable().sequence());
        awaited = Optional.empty();
        out.cancelTimer(patience);
        took("PBFT.NewView", new Placement(views.view(), plan.base().sequence(), plan.proposals()), out);
    }

    private void accept(NewViewRule.Plan plan, Effects out) {
        plan.proposals().forEach((sequence, digest) -> {
            if (log.isWithinWatermarks(sequence)) {
                Slot slot = log.at(sequence);
                slot.proposeFromNewView(digest);
                slot.proposedBatch().ifPresent(pending::proposed);
                accept(slot, out);
            }
        });
        if (isBehind()) {
            fetchState(out);
        }
        expectProgress(out);
    }

    // Catching up.

    /** Whether anything is under way that a lost message could hold up. */
    private boolean isWaiting() {
        return !views.isActive()
                || overtaken
                || isBehind()
                || !pending.isEmpty()
                || !checkpoints.own().isEmpty()
                || isRecovering()
                || log.after(executed).stream().anyMatch(Slot::isOpen);
    }

    /**
     * Sees to it that what is waited for comes: the primary proposes, the others hold it to that, and what was lost is
     * asked for.
     */
    private void expectProgress(Effects out) {
        if (!views.isActive() && views.own().isEmpty() && formerLife.mayChangeView(checkpoints.stable())) {
            announce(out);
        }
        propose(out);
        Optional<Digest> next = whatToWaitFor();
        if (!next.equals(awaited)) {
            awaited = next;
            if (next.isPresent()) {
                out.setTimer(patience, patienceMillis());
            } else {
                out.cancelTimer(patience);
            }
        }
        if (!statusIsSet && isWaiting()) {
            statusIsSet = true;
            out.setTimer(status, timing.deltaMillis());
        }
    }

    /**
     * In a view, the request that has waited longest, or else a proposal, even of the null request, for others may wait for
     * that; between views, once it takes the primary only, the NEW-VIEW.
     */
    private Optional<Digest> whatToWaitFor() {
        if (views.isActive()) {
            return pending.oldest().or(this::oldestProposal);
        }
        return views.isAgreedUpon()
                ? Optional.of(Digest.of("PBFT-NEW-VIEW").add(views.view()).digest())
                : Optional.empty();
    }

    private Optional<Digest> oldestProposal() {
        return log.after(executed).stream()
                .filter(Slot::isAccepted)
                .findFirst()
                .map(slot -> Digest.of("PBFT-PROPOSAL")
                        .add(views.view())
                        .add(slot.sequence())
                        .digest());
    }

    private long patienceMillis() {
        return timing.patienceMillis(MESSAGE_DELAYS) << Math.min(viewsInVain, MAX_DOUBLINGS);
    }

    /** Step PBFT.Status: tells the others what this replica has, if it waits for something. */
    @Step("PBFT.Status")
    private void tellStatus(Effects out) {
        if (!isWaiting()) {
            return;
        }
        if (isBehind()) {
            fetchState(out);
        }
        List<Claim> missing = missing();
        long wanted = isRecovering() ? formerLife.sequence() : 0;
        var content = Status.content(
                setting.instance(),
                setting.self(),
                views.view(),
                views.isActive(),
                checkpoints.stable().sequence(),
                executed,
                wanted,
                missing);
        toOthers(
                new Status(
                        setting.instance(),
                        setting.self(),
                        views.view(),
                        views.isActive(),
                        checkpoints.stable().sequence(),
                        executed,
                        wanted,
                        missing,
                        authenticator(content)),
                out);
        took("PBFT.Status", out);
        overtaken = false;
        expectProgress(out);
    }

    /** The batches that hold up execution or preparation, because only their digests are here. */
    private List<Claim> missing() {
        List<Claim> missing = new ArrayList<>();
        for (Slot slot : log.slots()) {
            for (Digest digest : wantedAt(slot)) {
                if (missing.size() < CATCH_UP_BOUND && slot.content(digest).isEmpty()) {
                    missing.add(new Claim(slot.sequence(), views.view(), digest));
                }
            }
        }
        return missing;
    }

    private List<Digest> wantedAt(Slot slot) {
        List<Digest> wanted = new ArrayList<>();
        slot.proposal().ifPresent(wanted::add);
        committed(slot).ifPresent(wanted::add);
        return wanted;
    }

    /**
     * Step PBFT.Status: sends a replica what it lacks. Only who asks for itself is answered, lest answers be turned
     * against others.
     */
    @Step("PBFT.Status")
    private void onStatus(Status report, Effects out) {
        if (!isFromReplica(report.replica(), report.content(), report.authenticator())) {
            return;
        }
        ReplicaId to = report.replica();
        if (report.stable() < checkpoints.stable().sequence()) {
            checkpoints.stable().proof().forEach(checkpoint -> out.send(to, checkpoint));
        }
        checkpoints.own().forEach(checkpoint -> out.send(to, checkpoint));
        if (report.view() < views.view() || (report.view() == views.view() && !report.active())) {
            views.installed().ifPresent(newView -> out.send(to, newView));
        }
        if (report.view() <= views.view() && !views.isActive()) {
            views.own().ifPresent(change -> out.send(to, change));
        }
        if (report.view() == views.view() && report.active() && views.isActive()) {
            log.after(report.executed()).stream()
                    .limit(CATCH_UP_BOUND)
                    .forEach(slot -> slot.said().forEach(message -> out.send(to, message)));
        }
        report.missing().stream()
                .limit(CATCH_UP_BOUND)
                .forEach(claim -> log.find(claim.sequence())
                        .flatMap(slot -> slot.content(claim.digest()))
                        .ifPresent(batch -> out.send(to, new Content(setting.instance(), claim.sequence(), batch))));
        helpRecovery(report, out);
        overtaken |= report.executed() > executed || report.view() > views.view();
        expectProgress(out);
    }

    /**
     * A replica without its memory waits for a checkpoint. The primary sees to it that one comes; if the primary itself is
     * the one that waits, it cannot do that, nor anything else, and is replaced.
     */
    private void helpRecovery(Status report, Effects out) {
        boolean primaryIsLost = report.wanted() > 0
                && isCurrent(report.view())
                && report.replica().equals(views.primary());
        if (primaryIsLost && !isRecovering()) {
            leaveFor(views.view() + 1, out);
        }
        if (report.wanted() > executed) {
            wantedByOthers = report.wanted();
            nullRequestsLeft = CATCH_UP_BOUND;
        }
    }

    /** Step PBFT.Content: a batch of which only the digest was known. */
    @Step("PBFT.Content")
    private void onContent(Content message, Effects out) {
        Optional<Slot> found = log.find(message.sequence());
        Digest digest = message.batch().digest();
        if (found.isEmpty() || !isWanted(found.get(), digest)) {
            return;
        }
        found.get().keep(digest, message.batch());
        took("PBFT.Content", out);
        accept(found.get(), out);
        execute(out);
        expectProgress(out);
    }

    /** The batch is one that was proposed or committed here; others would only take memory. */
    private boolean isWanted(Slot slot, Digest digest) {
        return wantedAt(slot).contains(digest);
    }

    // Speaking.

    private boolean isFromReplica(ReplicaId replica, Digest content, Authenticator authenticator) {
        return setting.group().contains(replica)
                && authenticator
                        .entryFor(setting.self())
                        .filter(mac -> setting.authentication().verify(content, replica, mac))
                        .isPresent();
    }

    private Authenticator authenticator(Digest content) {
        return setting.authentication().authenticator(content, setting.group());
    }

    /** A step in which the replica says something of a slot; what it says is kept, to be said again to who missed it. */
    private void say(String step, PbftMessage message, Slot slot, Digest batch, Effects out) {
        formerLife.note(views.view(), log.high(), out);
        took(step, slot, batch, out);
        slot.said(message);
        toOthers(message, out);
    }

    private void toOthers(PbftMessage message, Effects out) {
        for (ReplicaId replica : setting.group().replicas()) {
            if (!replica.equals(setting.self())) {
                out.send(replica, message);
            }
        }
    }

    private void took(String step, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance()));
    }

    private void took(String step, Slot slot, Digest batch, Effects out) {
        took(step, Placement.of(views.view(), checkpoints.stable().sequence(), slot.sequence(), batch), out);
    }

    private void took(String step, Placement placement, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance())
                .placing(placement));
    }

    private void took(String step, Submission submission, Effects out) {
        out.took(StepRecord.of(StepKind.INTERNAL, step, setting.self(), setting.instance())
                .about(submission.request()));
    }
}
