package next700.protocol.vr;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.Step;
import next700.protocol.vr.VrMessage.Known;
import next700.protocol.vr.VrMessage.Recovery;
import next700.protocol.vr.VrMessage.RecoveryResponse;

/** Recovery: 4.3. The nonce is "a counter on disk"; the view-number beside it is not the paper's ({@link OnDisk}). */
final class Recovering {
    private final ReplicaState state;
    private final VrTiming timing;
    private final NormalOperation normal;
    private final ViewChange viewChange;
    private final Map<ProcessId, RecoveryResponse> responses = new TreeMap<>();
    private boolean isBegun;

    Recovering(ReplicaState state, VrTiming timing, NormalOperation normal, ViewChange viewChange) {
        this.state = state;
        this.timing = timing;
        this.normal = normal;
        this.viewChange = viewChange;
    }

    void askAtOnce(Effects out) {
        out.setTimer(VrTimer.RESEND, 0);
    }

    /** Step 1; also again, when messages may have been lost. */
    @Step("VR.Recovery")
    void ask(Effects out) {
        if (!isBegun) {
            isBegun = true;
            state.took("VR.Recovery", state.nonce(), Optional.empty(), out);
        }
        state.sendToOthers(new Recovery(state.nonce(), state.view()), out);
        out.setTimer(VrTimer.RESEND, timing.resend());
    }

    /**
     * Step 2. A replica that is behind the view that the recovering one knew has nothing for it: since that one could never come
     * back to an earlier view, the group has to go on to that one.
     */
    void onRecovery(ProcessId other, Recovery m, Effects out) {
        if (!isRecent(m.v())) {
            viewChange.begin(m.v(), out);
        } else if (mayAnswer()) {
            respond(other, m, out);
        }
    }

    @Step("VR.RecoveryResponse")
    private void respond(ProcessId other, Recovery m, Effects out) {
        state.tookFor(other, "VR.RecoveryResponse", m.x(), out);
        Optional<Known> known = state.isPrimary() ? Optional.of(new Known(state.log(), state.k())) : Optional.empty();
        out.send(other, new RecoveryResponse(state.view(), m.x(), known));
    }

    /** "A replica j replies to a RECOVERY message only when its status is normal." */
    @Guard("VR.Recovery.normal")
    boolean mayAnswer() {
        return state.isNormal();
    }

    /** Not in the paper, and needed where views are remembered. */
    @Guard("VR.Recovery.recent")
    boolean isRecent(long v) {
        return v <= state.view();
    }

    /** Step 3. */
    void onResponse(ProcessId other, RecoveryResponse m, Effects out) {
        if (isOfThisRecovery(m.x())) {
            responses.merge(other, m, (old, late) -> late.v() >= old.v() ? late : old);
            if (responses.size() >= state.configuration().recoveryResponses()) {
                responses.values().stream()
                        .filter(response -> response.known().isPresent() && isOfTheLatestView(response.v()))
                        .findFirst()
                        .ifPresent(response -> recover(response, out));
            }
        }
    }

    @Step("VR.Recover")
    private void recover(RecoveryResponse m, Effects out) {
        Known known = m.known().orElseThrow();
        state.replaceAfter(0, known.l());
        state.enter(m.v(), out);
        state.tookTo("VR.Recover", known.k(), out);
        out.cancelTimer(VrTimer.RESEND);
        normal.follow(out);
        state.execute(known.k(), out);
    }

    /** "All containing the nonce it sent in its RECOVERY message." */
    @Guard("VR.Recovery.nonce")
    boolean isOfThisRecovery(long x) {
        return x == state.nonce();
    }

    /** "Including one from the primary of the latest view it learns of in these messages." */
    @Guard("VR.Recovery.latestPrimary")
    boolean isOfTheLatestView(long v) {
        return responses.values().stream().allMatch(response -> response.v() <= v);
    }
}
