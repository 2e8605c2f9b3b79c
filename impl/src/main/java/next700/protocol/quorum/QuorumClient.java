package next700.protocol.quorum;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.ClientId;
import next700.protocol.Effects;
import next700.protocol.Guard;
import next700.protocol.Indication;
import next700.protocol.InstanceClient;
import next700.protocol.Message;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.Setting;
import next700.protocol.Step;
import next700.protocol.StepRecord;
import next700.protocol.Timer;
import next700.protocol.Timing;
import next700.protocol.panicking.Abort;
import next700.protocol.panicking.AbortProof;
import next700.protocol.panicking.PanickingClient;
import next700.protocol.quorum.QuorumMessage.Req;
import next700.protocol.quorum.QuorumMessage.Resp;

/**
 * Quorum's client (thesis B.3, with B.5 and B.6): it sends its request to all replicas and commits when all of them
 * answer alike in time; otherwise it panics.
 */
final class QuorumClient implements InstanceClient {
    /** Of the critical path: the request, and the answers. */
    private static final int MESSAGE_DELAYS = 2;

    private enum Phase {
        IDLE,
        WAITING,
        PANICKING
    }

    private final Setting<ClientId> setting;
    private final Timing timing;
    private final PanickingClient panicking;
    private final Timer patience;
    private final Timer resend;

    private Phase phase = Phase.IDLE;
    private Request request;
    private Optional<AbortProof> init = Optional.empty();
    private final Map<ReplicaId, Resp> responses = new TreeMap<>();

    QuorumClient(Setting<ClientId> setting, Timing timing) {
        this.setting = setting;
        this.timing = timing;
        this.panicking = new PanickingClient(setting, timing);
        this.patience = new Timer(Timer.Kind.PATIENCE, setting.instance());
        this.resend = new Timer(Timer.Kind.RESEND_REQUEST, setting.instance());
    }

    /** Step Q1: send the request to all replicas, with the init history if there is one, and start timer T. */
    @Step("Q1")
    @Override
    public void invoke(Request invoked, Optional<AbortProof> proof, Effects out) {
        phase = Phase.WAITING;
        request = invoked;
        init = proof;
        responses.clear();
        out.took(StepRecord.of("Q1", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(p -> p.extract(setting.group()))));
        out.setTimer(patience, timing.patienceMillis(MESSAGE_DELAYS));
        sendRequest(out);
    }

    private void sendRequest(Effects out) {
        var authenticator =
                setting.authentication().authenticator(Req.content(setting.instance(), request), setting.group());
        Req message = new Req(setting.instance(), request, init, authenticator);
        setting.group().replicas().forEach(replica -> out.send(replica, message));
        out.setTimer(resend, timing.resendMillis());
    }

    @Override
    public void onMessage(Message message, Effects out) {
        switch (message) {
            case Resp resp -> onResp(resp, out);
            case Abort abort -> onAbort(abort, out);
            default -> {}
        }
    }

    @Override
    public void onTimer(Timer timer, Effects out) {
        switch (timer.kind()) {
            case PATIENCE -> panic(out);
            case RESEND_REQUEST -> {
                if (phase == Phase.WAITING) {
                    sendRequest(out);
                }
            }
            case RESEND_PANIC -> {
                if (phase == Phase.PANICKING) {
                    panicking.sendPanic(request, init, out);
                }
            }
            case BACKOFF, VIEW_CHANGE, STATUS -> {}
        }
    }

    /**
     * Step Q3: commit when every replica has answered with the same reply and the same history. Answers that differ
     * will never agree, so the client panics without waiting for T (thesis 3.5.1.1).
     */
    @Step("Q3")
    private void onResp(Resp resp, Effects out) {
        if (!awaits(resp) || !isAuthentic(resp)) {
            return;
        }
        responses.putIfAbsent(resp.replica(), resp);
        if (!agree()) {
            panic(out);
        } else if (isFromEveryone()) {
            out.took(StepRecord.of("Q3", setting.self(), setting.instance())
                    .about(request)
                    .committing(resp.history()));
            finish(new Indication.Commit(setting.instance(), request, resp.reply(), resp.history()), out);
        }
    }

    /** The response is to the outstanding request, and T has not run out. */
    @Guard("Q3.awaited")
    boolean awaits(Resp resp) {
        return phase == Phase.WAITING && resp.timestamp() == request.timestamp();
    }

    /** The replica that the response names sent it. */
    @Guard("Q3.authentic")
    boolean isAuthentic(Resp resp) {
        return setting.group().contains(resp.replica())
                && setting.authentication().verify(resp.content(), resp.replica(), resp.mac());
    }

    /** All responses so far have the same reply and the same history digest. */
    @Guard("Q3.agree")
    boolean agree() {
        return responses.values().stream().map(Resp::history).distinct().count() == 1
                && responses.values().stream().map(Resp::reply).distinct().count() == 1;
    }

    /** {@code 3f + 1} different replicas have answered. */
    @Guard("Q3.everyone")
    boolean isFromEveryone() {
        return responses.size() == setting.group().everyone();
    }

    private void onAbort(Abort abort, Effects out) {
        if (phase != Phase.IDLE) {
            panicking.onAbort(abort, request, out).ifPresent(indication -> finish(indication, out));
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
        out.answer(indication);
    }
}
