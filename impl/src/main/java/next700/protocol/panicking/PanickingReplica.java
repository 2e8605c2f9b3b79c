package next700.protocol.panicking;

import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;

/** The replica's side of panicking (thesis B.5, with B.6): step P2, shared by ZLight, Quorum and Chain. */
public final class PanickingReplica {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private Optional<Abort> abort = Optional.empty();

    public PanickingReplica(Setting<ReplicaId> setting, LocalHistory local) {
        this.setting = setting;
        this.local = local;
    }

    /**
     * Step P2: on a client's PANIC the replica stops executing and tells the client what it executed. A replica that
     * is not initialised needs the panicking client's init history first.
     */
    @Step("P2")
    public void onPanic(Panic panic, Effects out) {
        if (!isAuthentic(panic)) {
            return;
        }
        local.initialise(panic.init(), out);
        if (!isInitialised()) {
            return;
        }
        stop(false);
        out.took(StepRecord.of(StepKind.STOPS, "P2", setting.self(), setting.instance())
                .initialisedBy(local.takeUntold())
                .with(local.history()));
        sendAbort(panic.client(), out);
    }

    /** The client that the PANIC names sent it, to this replica. */
    @Guard("P2.authentic")
    boolean isAuthentic(Panic panic) {
        return setting.authentication().verify(panic.content(), panic.client(), panic.mac());
    }

    /** An ABORT speaks for a history whose beginning is settled. */
    @Guard("P2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    /** The optimisation of 3.5.1.3: the replica stops of its own accord, and says why. */
    @Step("C.idle")
    public void stopForLackOfContention(Effects out) {
        stopOfItsOwnAccord("C.idle", true, out);
    }

    /** LCS.2: the replica stops, and nobody need have panicked. */
    public void stopForLackOfCheckpoint(Effects out) {
        stopOfItsOwnAccord("LCS.2", false, out);
    }

    private void stopOfItsOwnAccord(String step, boolean lackOfContention, Effects out) {
        if (local.isInitialised() && isRunning()) {
            stop(lackOfContention);
            out.took(StepRecord.of(StepKind.STOPS, step, setting.self(), setting.instance())
                    .initialisedBy(local.takeUntold())
                    .with(local.history()));
        }
    }

    private void stop(boolean lackOfContention) {
        if (abort.isEmpty()) {
            History history = local.history();
            var content = Abort.content(setting.instance(), setting.next(), setting.self(), history, lackOfContention);
            abort = Optional.of(new Abort(
                    setting.instance(),
                    setting.next(),
                    setting.self(),
                    history,
                    lackOfContention,
                    setting.authentication().sign(content)));
        }
    }

    /** Whether the replica may still execute: it has not sent an ABORT in this instance. */
    @Guard("P2.stops")
    public boolean isRunning() {
        return abort.isEmpty();
    }

    /** A replica that has stopped answers every request with the same ABORT (thesis 3.4.2). */
    public void sendAbort(ClientId client, Effects out) {
        abort.ifPresent(message -> out.send(client, message));
    }
}
