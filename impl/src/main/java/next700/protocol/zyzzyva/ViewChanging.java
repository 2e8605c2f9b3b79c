package next700.protocol.zyzzyva;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.zyzzyva.NewViewRule.Beginning;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Begun;
import next700.protocol.zyzzyva.ZyzzyvaMessage.NewView;
import next700.protocol.zyzzyva.ZyzzyvaMessage.State;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewConfirm;
import next700.protocol.zyzzyva.ZyzzyvaStep.Report;

/** The view change: VC2 to VC5. */
final class ViewChanging {
    /** How often a replica says its VIEW-CHANGE or VIEW-CONFIRM before it gives the view up; twice as often in each next one. */
    private static final int USUAL_TICKS = 2;

    private static final int MOST_DOUBLINGS = 4;

    private final ReplicaState state;
    private final Checkpointing checkpoints;
    private final Map<ReplicaId, ViewChange> changes = new TreeMap<>();
    private final Map<ReplicaId, ViewConfirm> confirms = new TreeMap<>();
    private Optional<ViewChange> own = Optional.empty();
    private Optional<NewView> made = Optional.empty();
    private Optional<NewView> accepted = Optional.empty();
    private Optional<Beginning> beginning = Optional.empty();
    private Optional<ViewCertificate> certificate = Optional.empty();
    private Runner onBegin = out -> {};
    private int ticksLeft;
    private int doublings;

    /** What is to be done when a view has begun. */
    interface Runner {
        void run(Effects out);
    }

    ViewChanging(ReplicaState state, Checkpointing checkpoints) {
        this.state = state;
        this.checkpoints = checkpoints;
    }

    void onBegin(Runner runner) {
        onBegin = runner;
    }

    // VC2: leave.

    @Step("ZV.ViewChange")
    void leaveFor(long view, Effects out) {
        state.leaveFor(view, out);
        confirms.clear();
        accepted = Optional.empty();
        beginning = Optional.empty();
        certificate = Optional.empty();
        doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
        ticksLeft = USUAL_TICKS << doublings;
        state.took("ZV.ViewChange", state.log.last(), Optional.empty(), out);
        say(out);
        out.cancelTimer(ZyzzyvaTimer.PROGRESS);
        out.cancelTimer(ZyzzyvaTimer.HOLE);
        out.setTimer(ZyzzyvaTimer.VIEW, state.settings.patience());
    }

    /** After a restart in the middle of a view change. */
    void resume(Effects out) {
        leaveFor(state.view(), out);
    }

    private void say(Effects out) {
        Digest content = ViewChange.content(
                state.view(), state.stable(), state.began(), state.commit(), state.log.requests(), state.self);
        ViewChange change = new ViewChange(
                state.view(),
                state.stable(),
                state.began(),
                state.commit(),
                state.log.requests(),
                state.self,
                state.authentication.sign(content));
        own = Optional.of(change);
        state.sendToOthers(change, out);
        note(change, out);
    }

    /** The view should have begun. What was said may be lost; or the next primary is no better. */
    void onTick(Effects out) {
        if (state.isActive()) {
            return;
        }
        ticksLeft--;
        if (ticksLeft <= 0) {
            leaveFor(state.view() + 1, out);
            return;
        }
        own.ifPresent(change -> state.sendToOthers(change, out));
        made.filter(view -> view.view() == state.view()).ifPresent(view -> state.sendToOthers(view, out));
        Optional.ofNullable(confirms.get(state.self)).ifPresent(confirm -> state.sendToOthers(confirm, out));
        enterIfReady(out);
        out.setTimer(ZyzzyvaTimer.VIEW, state.settings.patience());
    }

    void onViewChange(ProcessId from, ViewChange change, Effects out) {
        if (change.view() <= state.activeView()) {
            tellWhereWeAre(from, out);
        } else if (isLater(change) && state.proofs.isValid(change)) {
            note(change, out);
        }
    }

    private boolean isLater(ViewChange change) {
        ViewChange known = changes.get(change.replica());
        return known == null || known.view() < change.view();
    }

    private void note(ViewChange change, Effects out) {
        changes.put(change.replica(), change);
        List<Long> ahead = changes.values().stream()
                .map(ViewChange::view)
                .filter(view -> view > state.view())
                .sorted(Comparator.reverseOrder())
                .toList();
        if (ahead.size() >= state.group.pull()) {
            leaveFor(ahead.get(state.group.pull() - 1), out);
        }
        beginAsPrimary(out);
    }

    /** To a replica that is still in an earlier view. */
    void tellWhereWeAre(ProcessId to, Effects out) {
        if (state.isActive()) {
            state.newView().ifPresent(newView -> out.send(to, new Begun(newView, state.began())));
        }
    }

    // VC3: the new primary.

    private void beginAsPrimary(Effects out) {
        List<ViewChange> quorum = changes.values().stream()
                .filter(change -> change.view() == state.view())
                .toList();
        boolean isMade = made.filter(view -> view.view() >= state.view()).isPresent();
        if (state.isPrimary()
                && state.mode() == ReplicaState.Mode.LEAVING
                && !isMade
                && quorum.size() >= state.group.viewChanges()) {
            makeNewView(quorum, out);
        }
    }

    @Step("ZV.NewView")
    private void makeNewView(List<ViewChange> quorum, Effects out) {
        NewView newView =
                new NewView(state.view(), quorum, state.authentication.sign(NewView.content(state.view(), quorum)));
        made = Optional.of(newView);
        state.sendToOthers(newView, out);
        confirm(newView, out);
    }

    // VC4: what it begins with.

    void onNewView(NewView newView, Effects out) {
        if (isAwaited(newView) && state.proofs.isValid(newView)) {
            confirm(newView, out);
        }
    }

    /** It has not said yet what this view begins with: whoever says two things lets a view begin in two ways. */
    private boolean isAwaited(NewView newView) {
        return newView.view() > state.view() || (newView.view() == state.view() && mayConfirm());
    }

    @Guard("ZV.ViewConfirm.once")
    boolean mayConfirm() {
        return state.mode() == ReplicaState.Mode.LEAVING;
    }

    @Step("ZV.ViewConfirm")
    private void confirm(NewView newView, Effects out) {
        Beginning next = accept(newView, out);
        Digest content = ViewConfirm.content(newView.view(), next.n(), next.history(), state.self);
        ViewConfirm confirm = new ViewConfirm(
                newView.view(), next.n(), next.history(), state.self, state.authentication.sign(content));
        List<Report> reports = newView.changes().stream().map(Report::of).toList();
        out.took(new ZyzzyvaStep(
                "ZV.ViewConfirm",
                state.self,
                newView.view(),
                next.n(),
                next.stable().n(),
                Optional.empty(),
                next.requests().stream().map(Request::name).toList(),
                reports));
        state.sendToOthers(confirm, out);
        note(confirm, out);
    }

    private Beginning accept(NewView newView, Effects out) {
        if (newView.view() > state.view() || state.isActive()) {
            confirms.values().removeIf(confirm -> confirm.view() < newView.view());
            doublings = Math.min(MOST_DOUBLINGS, doublings + 1);
            ticksLeft = USUAL_TICKS << doublings;
            out.setTimer(ZyzzyvaTimer.VIEW, state.settings.patience());
        }
        state.confirm(newView.view(), out);
        Beginning next = state.settings.rule().begin(newView.changes(), state.group);
        accepted = Optional.of(newView);
        beginning = Optional.of(next);
        certificate = Optional.empty();
        return next;
    }

    // VC5: it begins.

    void onViewConfirm(ViewConfirm confirm, Effects out) {
        if (confirm.view() >= state.view() && !isActiveIn(confirm.view()) && state.proofs.isAuthentic(confirm)) {
            note(confirm, out);
        }
    }

    private boolean isActiveIn(long view) {
        return state.isActive() && state.view() == view;
    }

    private void note(ViewConfirm confirm, Effects out) {
        confirms.merge(confirm.replica(), confirm, (old, late) -> late.view() >= old.view() ? late : old);
        if (state.mode() == ReplicaState.Mode.CONFIRMING) {
            Optional<ViewConfirm> mine = Optional.ofNullable(confirms.get(state.self));
            List<ViewConfirm> equal = confirms.values().stream()
                    .filter(other -> mine.filter(word -> state.proofs.areEqual(word, other))
                            .isPresent())
                    .toList();
            if (equal.size() >= state.group.viewConfirms()) {
                certificate = Optional.of(new ViewCertificate(equal));
                enterIfReady(out);
            }
        }
    }

    /** A replica that is active in a later view proves it. */
    void onBegun(Begun message, Effects out) {
        ViewCertificate proof = message.certificate();
        NewView newView = message.newView();
        if (proof.view() == newView.view()
                && newView.view() >= state.view()
                && !isActiveIn(newView.view())
                && state.proofs.isValid(proof)
                && state.proofs.isValid(newView)) {
            Beginning next = state.settings.rule().begin(newView.changes(), state.group);
            if (begins(proof, next)) {
                accept(newView, out);
                certificate = Optional.of(proof);
                enterIfReady(out);
            }
        }
    }

    /** The primary may have made another NEW-VIEW than the one that was confirmed. */
    @Guard("ZV.Begun.beginning")
    boolean begins(ViewCertificate proof, Beginning next) {
        return proof.n() == next.n() && proof.history().equals(next.history());
    }

    /** The state at the checkpoint that the view begins with is there. */
    void onState(State message, Effects out) {
        boolean isMoving = certificate.isPresent();
        if (checkpoints.onState(message, isMoving, out) && isMoving) {
            enterIfReady(out);
        }
    }

    private void enterIfReady(Effects out) {
        if (certificate.isPresent() && beginning.isPresent()) {
            Beginning next = beginning.get();
            if (hasStateFor(next)) {
                enter(next, certificate.get(), out);
            } else {
                checkpoints.fetch(next.stable().n(), out);
            }
        }
    }

    /** Its own history goes through the checkpoint, or it stands at a later one that is stable. */
    private boolean hasStateFor(Beginning next) {
        long n = next.stable().n();
        return n < state.log.stable()
                || (state.log.reaches(n)
                        && state.log.historyAt(n).equals(next.stable().history()));
    }

    /** "Roll back or catch up." */
    @Step("ZV.Enter")
    private void enter(Beginning next, ViewCertificate proof, Effects out) {
        NewView how = accepted.orElseThrow();
        long from = Math.max(next.stable().n(), state.log.stable());
        long common = from;
        List<Request> requests = next.requests();
        while (common < next.n()
                && common < state.log.last()
                && state.log
                        .entry(common + 1)
                        .request()
                        .digest()
                        .equals(requests.get((int) (common - next.stable().n())).digest())) {
            common++;
        }
        state.log.rollBackTo(common);
        for (long n = common + 1; n <= next.n(); n++) {
            state.log.execute(requests.get((int) (n - next.stable().n() - 1)), Optional.empty());
        }
        checkpoints.settle(next.stable(), out);
        state.enter(proof, how, out);
        confirms.clear();
        changes.values().removeIf(change -> change.view() <= state.view());
        accepted = Optional.empty();
        beginning = Optional.empty();
        certificate = Optional.empty();
        own = Optional.empty();
        out.cancelTimer(ZyzzyvaTimer.VIEW);
        state.took("ZV.Enter", state.log.last(), Optional.empty(), out);
        answerAll(out);
        checkpoints.begin(out);
        onBegin.run(out);
    }

    /** What the view began with is answered in it. */
    private void answerAll(Effects out) {
        List<ClientId> clients = new ArrayList<>();
        state.log.requests().stream().map(Request::client).distinct().forEach(clients::add);
        clients.forEach(client -> state.respond(client, out));
    }

    /** Something is complete: the next view change need not be patient. */
    void isWell() {
        doublings = 0;
    }
}
