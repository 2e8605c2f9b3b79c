package next700.protocol.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Timing;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.Status;

/**
 * Making up for lost messages (TOCS 2002, 5.2): a replica that waits for something tells the others what it has, and they send
 * it the rest. A replica without its memory comes back this way, too.
 */
final class CatchingUp {
    /** For how many slots and batches a STATUS is answered, and how many batches it asks for. */
    private static final int BOUND = 16;

    private final ReplicaState replica;
    private final Voice voice;
    private final Progress progress;
    private final NormalCase normalCase;
    private final Executor executor;
    private final StateTransfer stateTransfer;
    private final ViewChanges viewChanges;
    private final NullRequests nullRequests;

    private final Setting<ReplicaId> setting;
    private final FormerLife formerLife;
    private final Views views;
    private final Log log;
    private final Checkpoints checkpoints;
    private final Pending pending;
    private final InstanceTimer timer;
    private final long intervalMillis;
    private boolean timerIsSet;
    private boolean overtaken;

    CatchingUp(
            ReplicaState replica,
            Timing timing,
            Voice voice,
            Progress progress,
            NormalCase normalCase,
            Executor executor,
            StateTransfer stateTransfer,
            ViewChanges viewChanges,
            NullRequests nullRequests) {
        this.replica = replica;
        this.voice = voice;
        this.progress = progress;
        this.normalCase = normalCase;
        this.executor = executor;
        this.stateTransfer = stateTransfer;
        this.viewChanges = viewChanges;
        this.nullRequests = nullRequests;
        this.setting = replica.setting;
        this.formerLife = replica.formerLife;
        this.views = replica.views;
        this.log = replica.log;
        this.checkpoints = replica.checkpoints;
        this.pending = replica.pending;
        this.timer = new InstanceTimer(InstanceTimer.Kind.STATUS, setting.instance());
        this.intervalMillis = timing.deltaMillis();
    }

    boolean isTimedBy(InstanceTimer other) {
        return timer.equals(other);
    }

    /** From time to time, for as long as anything is waited for, the others are told. */
    void goOn(Effects out) {
        if (!timerIsSet && isWaiting()) {
            timerIsSet = true;
            out.setTimer(timer, intervalMillis);
        }
    }

    void onTimer(Effects out) {
        timerIsSet = false;
        normalCase.execute(out);
        tellStatus(out);
    }

    void check() {
        Invariant.holds(timerIsSet || !isWaiting(), "who waits for something will tell the others");
    }

    /** Whether anything is under way that a lost message could hold up. */
    private boolean isWaiting() {
        return !views.isActive()
                || overtaken
                || replica.isBehind()
                || !pending.isEmpty()
                || !checkpoints.own().isEmpty()
                || replica.isRecovering()
                || log.after(replica.executed()).stream().anyMatch(Slot::isOpen);
    }

    /** Step PBFT.Status: tells the others what this replica has, if it waits for something. */
    @Step("PBFT.Status")
    private void tellStatus(Effects out) {
        if (!isWaiting()) {
            return;
        }
        if (replica.isBehind()) {
            stateTransfer.fetchState(out);
        }
        List<Claim> missing = missing();
        long wanted = replica.isRecovering() ? formerLife.sequence() : 0;
        var content = Status.content(
                setting.instance(),
                setting.self(),
                views.view(),
                views.isActive(),
                checkpoints.stable().sequence(),
                replica.executed(),
                wanted,
                missing);
        voice.toOthers(
                new Status(
                        setting.instance(),
                        setting.self(),
                        views.view(),
                        views.isActive(),
                        checkpoints.stable().sequence(),
                        replica.executed(),
                        wanted,
                        missing,
                        voice.authenticator(content)),
                out);
        voice.took("PBFT.Status", out);
        overtaken = false;
        progress.expect(out);
    }

    /** The batches that hold up execution or preparation, because only their digests are here. */
    private List<Claim> missing() {
        List<Claim> missing = new ArrayList<>();
        for (Slot slot : log.slots()) {
            for (Digest digest : wantedAt(slot)) {
                if (missing.size() < BOUND && slot.content(digest).isEmpty()) {
                    missing.add(new Claim(slot.sequence(), views.view(), digest));
                }
            }
        }
        return missing;
    }

    private List<Digest> wantedAt(Slot slot) {
        List<Digest> wanted = new ArrayList<>();
        slot.proposal().ifPresent(wanted::add);
        executor.committed(slot).ifPresent(wanted::add);
        return wanted;
    }

    /**
     * Step PBFT.Status: sends a replica what it lacks. Only who asks for itself is answered, lest answers be turned
     * against others.
     */
    @Step("PBFT.Status")
    void onStatus(Status report, Effects out) {
        if (!voice.isFromReplica(report.replica(), report.content(), report.authenticator())) {
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
                    .limit(BOUND)
                    .forEach(slot -> slot.said().forEach(message -> out.send(to, message)));
        }
        report.missing().stream()
                .limit(BOUND)
                .forEach(claim -> log.find(claim.sequence())
                        .flatMap(slot -> slot.content(claim.digest()))
                        .ifPresent(batch -> out.send(to, new Content(setting.instance(), claim.sequence(), batch))));
        helpRecovery(report, out);
        overtaken |= report.executed() > replica.executed() || report.view() > views.view();
        progress.expect(out);
    }

    /**
     * A replica without its memory waits for a checkpoint. The primary sees to it that one comes; if the primary itself is
     * the one that waits, it cannot do that, nor anything else, and is replaced.
     */
    private void helpRecovery(Status report, Effects out) {
        boolean primaryIsLost = report.wanted() > 0
                && normalCase.isCurrent(report.view())
                && report.replica().equals(views.primary());
        if (primaryIsLost && !replica.isRecovering()) {
            viewChanges.leaveFor(views.view() + 1, out);
        }
        if (report.wanted() > replica.executed()) {
            nullRequests.areWantedUpTo(report.wanted());
        }
    }

    /** Step PBFT.Content: a batch of which only the digest was known. */
    @Step("PBFT.Content")
    void onContent(Content message, Effects out) {
        Optional<Slot> found = log.find(message.sequence());
        Digest digest = message.batch().digest();
        if (found.isEmpty() || !isWanted(found.get(), digest)) {
            return;
        }
        found.get().keep(digest, message.batch());
        voice.took("PBFT.Content", out);
        normalCase.accept(found.get(), out);
        normalCase.execute(out);
        progress.expect(out);
    }

    /** The batch is one that was proposed or committed here; others would only take memory. */
    private boolean isWanted(Slot slot, Digest digest) {
        return wantedAt(slot).contains(digest);
    }
}
