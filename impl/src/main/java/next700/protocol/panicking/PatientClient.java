package next700.protocol.panicking;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Timing;

/**
 * What the clients of ZLight, Quorum and Chain have in common (thesis B.2 to B.6): they try to commit while timer T
 * runs, and panic when it has run out, or as soon as no answer can help any more (3.5.1.1).
 */
public final class PatientClient implements InstanceClient {
    private enum Phase {
        IDLE,
        WAITING,
        PANICKING
    }

    private final Setting<ClientId> setting;
    private final Timing timing;
    private final int messageDelays;
    private final Attempt attempt;
    private final PanickingClient panicking;
    private final InstanceTimer patience;
    private final InstanceTimer resend;

    private Phase phase = Phase.IDLE;
    private Request request;
    private Optional<InitProof> init = Optional.empty();

    /**
     * Makes a client.
     *
     * @param messageDelays one-way messages on the critical path, which T allows for
     */
    public PatientClient(Setting<ClientId> setting, Timing timing, int messageDelays, Attempt attempt) {
        this.setting = setting;
        this.timing = timing;
        this.messageDelays = messageDelays;
        this.attempt = attempt;
        this.panicking = new PanickingClient(setting, timing);
        this.patience = new InstanceTimer(InstanceTimer.Kind.PATIENCE, setting.instance());
        this.resend = new InstanceTimer(InstanceTimer.Kind.RESEND_REQUEST, setting.instance());
    }

    @Override
    public void invoke(Request invoked, Optional<InitProof> proof, Effects out) {
        phase = Phase.WAITING;
        request = invoked;
        init = proof;
        out.setTimer(patience, timing.patienceMillis(messageDelays));
        attempt.invoke(request, init, out);
        out.setTimer(resend, timing.resendMillis());
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (message instanceof Abort abort) {
            onAbort(abort, out);
        } else if (isInTime()) {
            judge(attempt.onAnswer(message, out), out);
        }
    }

    /** T has not run out, and the request has neither committed nor aborted. */
    @Guard("Z4.in-time")
    boolean isInTime() {
        return phase == Phase.WAITING;
    }

    private void judge(Judgement judgement, Effects out) {
        switch (judgement) {
            case Judgement.Waiting waiting -> {}
            case Judgement.Hopeless hopeless -> panic(out);
            case Judgement.Committed committed ->
                finish(new Indication.Commit(setting.instance(), request, committed.reply(), committed.history()), out);
        }
    }

    /** A replica that stopped of its own accord leaves no hope of a commit, so there is no need to wait for T. */
    private void onAbort(Abort abort, Effects out) {
        if (abort.lackOfContention() && panicking.isAuthentic(abort)) {
            panic(out);
        }
        if (phase != Phase.IDLE) {
            panicking.onAbort(abort, request, out).ifPresent(indication -> finish(indication, out));
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        switch (timer.kind()) {
            case PATIENCE -> panic(out);
            case RESEND_REQUEST -> {
                if (phase == Phase.WAITING) {
                    attempt.sendAgain(out);
                    out.setTimer(resend, timing.resendMillis());
                }
            }
            case RESEND_PANIC -> {
                if (phase == Phase.PANICKING) {
                    panicking.sendPanic(request, init, out);
                }
            }
            default -> {}
        }
    }

    private void panic(Effects out) {
        if (phase == Phase.WAITING) {
            phase = Phase.PANICKING;
            out.cancelTimer(patience);
            out.cancelTimer(resend);
            panicking.panic(request, init, out);
        }
    }

    private void finish(Indication indication, Effects out) {
        phase = Phase.IDLE;
        out.cancelTimer(patience);
        out.cancelTimer(resend);
        out.tell(indication);
    }
}
