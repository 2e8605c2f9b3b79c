package next700.protocol.vr;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.Step;
import next700.protocol.vr.VrMessage.Commit;
import next700.protocol.vr.VrMessage.Prepare;
import next700.protocol.vr.VrMessage.PrepareOk;
import next700.protocol.vr.VrMessage.Reply;
import next700.protocol.vr.VrMessage.Request;

/** Normal operation: 4.1. */
final class NormalOperation {
    private final ReplicaState state;
    private final VrTiming timing;
    private final StateTransfer transfer;
    /** What the primary of this view knows of its backups: the op-number up to which each has prepared. */
    private final Map<ProcessId, Long> prepared = new TreeMap<>();

    NormalOperation(ReplicaState state, VrTiming timing, StateTransfer transfer) {
        this.state = state;
        this.timing = timing;
        this.transfer = transfer;
    }

    /** A view begins in which this replica is the primary. */
    void lead(Effects out) {
        prepared.clear();
        out.cancelTimer(VrTimer.PATIENCE);
        out.setTimer(VrTimer.HEARTBEAT, timing.heartbeat());
    }

    /** A view begins, or its primary has been heard of, in which this replica is a backup. */
    void follow(Effects out) {
        out.cancelTimer(VrTimer.HEARTBEAT);
        out.setTimer(VrTimer.PATIENCE, timing.patience());
    }

    /** Steps 2 and 3. */
    void onRequest(Request m, Effects out) {
        if (isForThePrimary() && takesRequests()) {
            if (isNew(m)) {
                request(m, out);
            } else {
                state.clients().result(m).ifPresent(result -> out.send(m.c(), new Reply(state.view(), m.s(), result)));
            }
        }
    }

    @Step("VR.Request")
    private void request(Request m, Effects out) {
        state.append(m);
        state.took("VR.Request", state.n(), Optional.of(m), out);
        state.sendToOthers(new Prepare(state.view(), m, state.n(), state.k()), out);
    }

    /** "Backups ignore client requests; only the primary processes them." */
    @Guard("VR.Request.primary")
    boolean isForThePrimary() {
        return state.isPrimary();
    }

    /** "Replicas participate in processing of client requests only when their status is normal." */
    @Guard("VR.Request.normal")
    boolean takesRequests() {
        return state.isNormal();
    }

    /** "If the request-number s isn't bigger than the information in the table it drops the request." */
    @Guard("VR.Request.new")
    boolean isNew(Request m) {
        return m.s() > state.clients().latest(m.c());
    }

    /** Step 4. */
    void onPrepare(Prepare m, Effects out) {
        if (state.isAheadOfUs(m.v())) {
            transfer.getStateOfView(m.v(), out);
        } else if (isOfThisView(m.v())) {
            follow(out);
            if (m.n() <= state.n()) {
                sayPrepared(out);
            } else if (isInOrder(m.n())) {
                prepare(m, out);
            } else {
                transfer.getState(out);
            }
            learn(m.k(), out);
        }
    }

    @Step("VR.Prepare")
    private void prepare(Prepare m, Effects out) {
        state.append(m.m());
        state.took("VR.Prepare", state.n(), Optional.of(m.m()), out);
        sayPrepared(out);
    }

    /** "To indicate that this operation and all earlier ones have prepared locally." */
    void sayPrepared(Effects out) {
        out.send(state.configuration().primary(state.view()), new PrepareOk(state.view(), state.n()));
    }

    /** "Replicas only process normal protocol messages containing a view-number that matches the view-number they know." */
    @Guard("VR.Normal.view")
    boolean isOfThisView(long v) {
        return v == state.view();
    }

    /** "A backup won't accept a prepare with op-number n until it has entries for all earlier requests in its log." */
    @Guard("VR.Prepare.inOrder")
    boolean isInOrder(long n) {
        return n == state.n() + 1;
    }

    /** Step 5. */
    void onPrepareOk(ProcessId backup, PrepareOk m, Effects out) {
        if (isOfThisView(m.v()) && state.isPrimary() && state.isNormal()) {
            prepared.merge(backup, m.n(), Math::max);
            long committed = committed();
            if (committed > state.k()) {
                commit(committed, out);
            }
        }
    }

    /** The largest op-number that f backups have prepared, and with it "all earlier ones". */
    private long committed() {
        long committed = state.k();
        while (committed < state.n() && isPreparedByEnough(committed + 1)) {
            committed++;
        }
        return committed;
    }

    private boolean isPreparedByEnough(long n) {
        return prepared.values().stream().filter(upTo -> upTo >= n).count()
                >= state.configuration().prepareOks();
    }

    @Step("VR.Commit")
    private void commit(long n, Effects out) {
        state.took("VR.Commit", n, Optional.empty(), out);
        state.execute(n, out);
    }

    /** Step 7. */
    void onCommit(Commit m, Effects out) {
        if (state.isAheadOfUs(m.v())) {
            transfer.getStateOfView(m.v(), out);
        } else if (isOfThisView(m.v())) {
            follow(out);
            if (m.k() > state.n()) {
                transfer.getState(out);
            }
            learn(m.k(), out);
        }
    }

    /** What it does not have it does not execute: it will come by state transfer, and be told again. */
    private void learn(long k, Effects out) {
        long known = Math.min(k, state.n());
        if (known > state.k()) {
            learnKnown(known, out);
        }
    }

    @Step("VR.Learn")
    private void learnKnown(long k, Effects out) {
        state.took("VR.Learn", k, Optional.empty(), out);
        state.execute(k, out);
    }

    /** Step 6; and "re-sending protocol messages that haven't received responses". */
    void speak(Effects out) {
        if (state.isNormal() && state.isPrimary()) {
            if (state.k() == state.n()) {
                state.sendToOthers(new Commit(state.view(), state.k()), out);
            }
            for (long n = state.k() + 1; n <= state.n(); n++) {
                state.sendToOthers(new Prepare(state.view(), state.at(n), n, state.k()), out);
            }
            out.setTimer(VrTimer.HEARTBEAT, timing.heartbeat());
        }
    }
}
