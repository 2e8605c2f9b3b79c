package next700.protocol.backup;

import java.util.ArrayList;
import java.util.List;
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
import next700.protocol.abstraction.InstanceClient;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.ordering.Agreement;
import next700.protocol.ordering.Answer;
import next700.protocol.ordering.Submission;
import next700.protocol.ordering.Submitter;

/** Backup's client (thesis 3.4.3): it has its request ordered, and commits or aborts with what f + 1 replicas say. */
final class BackupClient implements InstanceClient {
    private final Setting<ClientId> setting;
    private final Submitter submitter;
    private final Agreement agreement;
    private final Map<ReplicaId, BackupAbort> aborts = new TreeMap<>();
    private Optional<Request> outstanding = Optional.empty();

    BackupClient(Setting<ClientId> setting, Submitter submitter) {
        this.setting = setting;
        this.submitter = submitter;
        this.agreement = new Agreement(setting);
    }

    /** Step B1: submit the request to the total order, with the init history if there is one. */
    @Step("B1")
    @Override
    public void invoke(Request request, Optional<InitProof> init, Effects out) {
        outstanding = Optional.of(request);
        agreement.about(request);
        out.took(StepRecord.of(StepKind.INVOKES, "B1", setting.self(), setting.instance())
                .about(request)
                .initialisedBy(init.map(proof -> proof.extract(setting.group()))));
        submitter.submit(new Submission(request, init), out);
    }

    @Override
    public void onMessage(InstanceMessage message, Effects out) {
        if (isWaiting()) {
            switch (message) {
                case Answer answer -> onAnswer(answer, out);
                case BackupAbort abort -> onAbort(abort, out);
                default -> {}
            }
        }
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        submitter.onTimer(timer, out);
    }

    /** The request has neither committed nor aborted. */
    @Guard("B3.waiting")
    boolean isWaiting() {
        return outstanding.isPresent();
    }

    /** Step B3: commit with the reply that {@code f + 1} replicas give. */
    @Step("B3")
    private void onAnswer(Answer answer, Effects out) {
        Optional<Answer> agreed = agreement.take(answer);
        if (agreed.isPresent()) {
            Request request = outstanding.orElseThrow();
            Answer told = agreed.get();
            out.took(StepRecord.of(StepKind.COMMITS, "B3", setting.self(), setting.instance())
                    .about(request)
                    .committing(told.history()));
            conclude(agreement.leader(told), out);
            out.tell(new Indication.Commit(
                    setting.instance(), request, told.reply().orElseThrow(), told.history()));
        }
    }

    /**
     * Step B5: abort with the history that {@code f + 1} replicas signed. The request went to the leader alone, so that the
     * first of them is a reason to ask all, rather than to wait for the timer.
     */
    @Step("B5")
    private void onAbort(BackupAbort abort, Effects out) {
        if (!agreesOnNext(abort) || !isAuthentic(abort) || !isFounded(abort)) {
            return;
        }
        if (aborts.isEmpty()) {
            submitter.insist(out);
        }
        aborts.putIfAbsent(abort.replica(), abort);
        List<BackupAbort> identical = aborts.values().stream()
                .filter(other -> isIdentical(other, abort))
                .toList();
        if (isCertificate(identical)) {
            Request request = outstanding.orElseThrow();
            History history = abort.history();
            BackupProof proof = new BackupProof(new ArrayList<>(identical));
            out.took(StepRecord.of(StepKind.ABORTS, "B5", setting.self(), setting.instance())
                    .about(request)
                    .with(history));
            conclude(Optional.empty(), out);
            out.tell(new Indication.Abort(setting.instance(), request, proof, history, setting.next()));
        }
    }

    /** The same {@code next(i)} in all. */
    @Guard("B5.next")
    boolean agreesOnNext(BackupAbort abort) {
        return abort.next().equals(setting.next());
    }

    /** The replica that the abort names signed it. */
    @Guard("B5.authentic")
    boolean isAuthentic(BackupAbort abort) {
        return setting.group().contains(abort.replica())
                && setting.authentication().verify(abort.content(), abort.replica(), abort.signature());
    }

    /** What is cut off from its history, a checkpoint covers: nobody would accept the proof otherwise. */
    @Guard("B5.founded")
    boolean isFounded(BackupAbort abort) {
        return abort.history().isFounded(setting.next(), setting.group(), setting.authentication());
    }

    /** Both name the same history. */
    @Guard("B5.identical")
    boolean isIdentical(BackupAbort one, BackupAbort other) {
        return one.history().equals(other.history());
    }

    /** {@code f + 1} different replicas. */
    @Guard("B5.certificate")
    boolean isCertificate(List<BackupAbort> identical) {
        return identical.size() == setting.group().oneCorrect();
    }

    private void conclude(Optional<ReplicaId> leader, Effects out) {
        outstanding = Optional.empty();
        submitter.conclude(leader, out);
    }
}
