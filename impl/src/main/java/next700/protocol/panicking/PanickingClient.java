package next700.protocol.panicking;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Indication;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.Timing;

/** The client's side of panicking (thesis B.5, with B.6): steps P1 and P3, shared by ZLight, Quorum and Chain. */
public final class PanickingClient {
    private static final int MAX_DOUBLINGS = 3;

    private final Setting<ClientId> setting;
    private final Timing timing;
    private final InstanceTimer resend;
    private final Map<ReplicaId, Abort> aborts = new TreeMap<>();
    private int sendings;

    public PanickingClient(Setting<ClientId> setting, Timing timing) {
        this.setting = setting;
        this.timing = timing;
        this.resend = new InstanceTimer(InstanceTimer.Kind.RESEND_PANIC, setting.instance());
    }

    /** Step P1: the request did not commit in time; ask every replica to stop and to say what it executed. */
    @Step("P1")
    public void panic(Request request, Optional<InitProof> init, Effects out) {
        out.took(StepRecord.of(StepKind.PANICS, "P1", setting.self(), setting.instance())
                .about(request));
        sendPanic(request, init, out);
    }

    /**
     * Sends the PANIC, and again until the request aborts, since links lose messages. The pauses grow: a PANIC carries
     * an init history and is answered with a local history, which take long to arrive when they are long.
     */
    public void sendPanic(Request request, Optional<InitProof> init, Effects out) {
        var content = Panic.content(setting.instance(), setting.self(), request.timestamp());
        for (ReplicaId replica : setting.group().replicas()) {
            var mac = setting.authentication().mac(content, replica);
            out.send(replica, new Panic(setting.instance(), setting.self(), request.timestamp(), init, mac));
        }
        out.setTimer(resend, timing.resendMillis() << Math.min(sendings, MAX_DOUBLINGS));
        sendings++;
    }

    /**
     * Step P3: with the ABORTs of a certificate of replicas, the request aborts. They may come before this client
     * panics, when another one did.
     */
    @Step("P3")
    public Optional<Indication.Abort> onAbort(Abort abort, Request request, Effects out) {
        if (!agreesOnNext(abort) || !isAuthentic(abort) || !isFounded(abort)) {
            return Optional.empty();
        }
        aborts.putIfAbsent(abort.replica(), abort);
        if (!isCertificate()) {
            return Optional.empty();
        }
        AbortProof proof = new AbortProof(new ArrayList<>(aborts.values()));
        History history = proof.extract(setting.group());
        out.cancelTimer(resend);
        out.took(StepRecord.of(StepKind.ABORTS, "P3", setting.self(), setting.instance())
                .about(request)
                .with(history));
        return Optional.of(new Indication.Abort(setting.instance(), request, proof, history, setting.next()));
    }

    /** The same {@code next(i)} in all. */
    @Guard("P3.next")
    boolean agreesOnNext(Abort abort) {
        return abort.next().equals(setting.next());
    }

    /** The replica that the ABORT names signed it. */
    @Guard("P3.authentic")
    boolean isAuthentic(Abort abort) {
        return setting.group().contains(abort.replica())
                && setting.authentication().verify(abort.content(), abort.replica(), abort.signature());
    }

    /** What is cut off from its history, a checkpoint covers: nobody would accept the proof otherwise. */
    @Guard("P3.founded")
    boolean isFounded(Abort abort) {
        return abort.history().isFounded(setting.next(), setting.group(), setting.authentication());
    }

    /** {@code 2f + 1} different replicas have stopped. */
    @Guard("P3.certificate")
    boolean isCertificate() {
        return aborts.size() == setting.group().certificate();
    }
}
