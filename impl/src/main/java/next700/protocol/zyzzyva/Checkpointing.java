package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Checkpoint;
import next700.protocol.zyzzyva.ZyzzyvaMessage.Exchange;
import next700.protocol.zyzzyva.ZyzzyvaMessage.FetchState;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaMessage.State;

/**
 * Checkpoints: what is complete may be forgotten. At each, replicas tell one another what they answered; who has {@code 2f+1} equal
 * answers holds a commit certificate, and says so; what {@code 2f+1} say that they hold is complete.
 */
final class Checkpointing {
    private final ReplicaState state;
    private final Map<Long, Map<ReplicaId, SpecResponse>> answers = new TreeMap<>();
    private final Map<Long, Map<ReplicaId, Checkpoint>> checkpoints = new TreeMap<>();
    private BiConsumer<CommitCertificate, Effects> keep = (certificate, out) -> {};
    private BiConsumer<Long, Effects> settled = (n, out) -> {};

    Checkpointing(ReplicaState state) {
        this.state = state;
    }

    /**
     * Who is told of certificates, and of states that came from others.
     *
     * @param keeping takes a certificate
     * @param settling is told the number of a checkpoint that became stable
     */
    void tell(BiConsumer<CommitCertificate, Effects> keeping, BiConsumer<Long, Effects> settling) {
        keep = keeping;
        settled = settling;
    }

    /** A request was executed. */
    void reached(long n, Effects out) {
        if (state.settings.isCheckpoint(n)) {
            SpecResponse own = state.responseAt(n);
            state.sendToOthers(new Exchange(own), out);
            note(own, out);
        }
    }

    /** A view has begun: what was exchanged in the last one says nothing in this. */
    void begin(Effects out) {
        answers.clear();
        checkpoints.values().forEach(known -> known.values().removeIf(said -> said.view() < state.view()));
        for (long n = state.log.stable() + 1; n <= state.log.last(); n++) {
            reached(n, out);
        }
    }

    /** What was said may have been lost. */
    void speakAgain(Effects out) {
        for (long n = state.log.stable() + 1; n <= state.log.last(); n++) {
            reached(n, out);
            long covered = state.commit().map(CommitCertificate::n).orElse(0L);
            if (state.settings.isCheckpoint(n) && n <= covered) {
                say(n, out);
            }
        }
    }

    void onExchange(Exchange message, Effects out) {
        SpecResponse answer = message.response();
        if (isOfThisView(answer.view())
                && state.isActive()
                && state.settings.isCheckpoint(answer.n())
                && answer.n() > state.log.stable()
                && answer.n() <= state.log.stable() + state.settings.window()
                && state.proofs.isAuthentic(answer)) {
            note(answer, out);
        }
    }

    private boolean isOfThisView(long view) {
        return view == state.view();
    }

    private void note(SpecResponse answer, Effects out) {
        Map<ReplicaId, SpecResponse> known = answers.computeIfAbsent(answer.n(), any -> new TreeMap<>());
        known.put(answer.replica(), answer);
        SpecResponse own = known.get(state.self);
        if (own == null) {
            return;
        }
        List<SpecResponse> equal = known.values().stream()
                .filter(other -> state.proofs.areEqual(own, other))
                .toList();
        if (equal.size() >= state.group.certificate()) {
            keep.accept(new CommitCertificate(equal), out);
            say(answer.n(), out);
        }
    }

    @Step("ZV.Checkpoint")
    private void say(long n, Effects out) {
        SpeculativeLog.Position position = state.log.position(n);
        Digest digest = position.state();
        Digest content = Checkpoint.content(state.view(), n, position.history(), digest, state.self);
        Checkpoint own = new Checkpoint(
                state.view(), n, position.history(), digest, state.self, state.authentication.sign(content));
        state.sendToOthers(own, out);
        onCheckpoint(own, out);
    }

    void onCheckpoint(Checkpoint message, Effects out) {
        if (message.n() <= state.log.stable() || !state.proofs.isAuthentic(message)) {
            return;
        }
        Map<ReplicaId, Checkpoint> known = checkpoints.computeIfAbsent(message.n(), any -> new TreeMap<>());
        known.put(message.replica(), message);
        List<Checkpoint> equal = known.values().stream()
                .filter(other -> state.proofs.areEqual(message, other))
                .toList();
        if (equal.size() >= state.group.checkpoints()) {
            settle(new CheckpointCertificate(equal), out);
        }
    }

    /** It is stable: what comes before it is not needed any more, or what stands there is to be fetched. */
    @Step("ZV.Stable")
    void settle(CheckpointCertificate certificate, Effects out) {
        if (certificate.n() <= state.log.stable()) {
            return;
        }
        if (state.log.reaches(certificate.n())
                && state.log.historyAt(certificate.n()).equals(certificate.history())) {
            long from = state.log.stable();
            state.log.settle(certificate.n());
            state.settle(certificate, from, out);
            forget(certificate.n());
            state.took("ZV.Stable", certificate.n(), Optional.empty(), out);
            settled.accept(certificate.n(), out);
        } else if (certificate.n() > state.log.last()) {
            state.sendToOthers(new FetchState(certificate.n()), out);
        }
    }

    private void forget(long n) {
        answers.keySet().removeIf(old -> old <= n);
        checkpoints.keySet().removeIf(old -> old <= n);
    }

    // State transfer.

    void onFetchState(ProcessId from, FetchState message, Effects out) {
        sendState(from, message.n(), out);
    }

    /** The stable checkpoint, if it is at that number or beyond. */
    void sendState(ProcessId to, long n, Effects out) {
        if (state.log.stable() >= n && state.log.stable() > 0) {
            out.send(to, new State(state.stable(), state.log.base().snapshot()));
        }
    }

    void fetch(long n, Effects out) {
        state.sendToOthers(new FetchState(n), out);
    }

    /**
     * Takes a state that is proved to be stable; while active, only if it is ahead.
     *
     * @param isMoving whether it is to replace a history that is given up
     * @return whether it was taken
     */
    boolean onState(State message, boolean isMoving, Effects out) {
        CheckpointCertificate certificate = message.certificate();
        boolean isWanted = isMoving ? certificate.n() > state.log.stable() : certificate.n() > state.log.last();
        if (!isWanted || certificate.checkpoints().isEmpty() || !state.proofs.isValid(certificate)) {
            return false;
        }
        Optional<SpeculativeLog.Position> position = SpeculativeLog.Position.read(message.snapshot(), state.kind())
                .filter(read -> isTheOne(read, certificate));
        position.ifPresent(read -> install(read, certificate, out));
        return position.isPresent();
    }

    /** The state is the one that the certificate is of. */
    @Guard("ZV.State.digest")
    boolean isTheOne(SpeculativeLog.Position read, CheckpointCertificate certificate) {
        Digest expected = certificate.checkpoints().get(0).state();
        return read.state().equals(expected);
    }

    @Step("ZV.Install")
    private void install(SpeculativeLog.Position read, CheckpointCertificate certificate, Effects out) {
        state.install(read, certificate, out);
        answers.values().forEach(known -> known.remove(state.self));
        forget(read.n());
        state.took("ZV.Install", read.n(), Optional.empty(), out);
        settled.accept(read.n(), out);
    }
}
