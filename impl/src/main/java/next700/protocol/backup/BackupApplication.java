package next700.protocol.backup;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Mac;
import next700.protocol.ordering.Answer;
import next700.protocol.ordering.Designation;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;

/**
 * What Backup makes of a total order (thesis 3.4.3): it ignores what is ordered until a submission brings a valid init
 * history, executes that and the first {@code k} requests after it, and then aborts.
 *
 * <p>All of it is a function of the order alone, so correct replicas abort with the same history.
 */
final class BackupApplication implements OrderedApplication {
    private final Setting<ReplicaId> setting;
    private final LocalHistory local;
    private final Set<Integer> committed = new TreeSet<>();
    private long k;
    private Optional<BackupAbort> abort = Optional.empty();

    BackupApplication(Setting<ReplicaId> setting, Term term, Speculation speculation) {
        this.setting = setting;
        this.local = new LocalHistory(setting, speculation);
        this.k = term.of(setting.instance());
    }

    LocalHistory local() {
        return local;
    }

    @Override
    public boolean awaits(Submission submission) {
        if (!local.isInitialised()) {
            return local.wouldBeginWith(submission.init());
        }
        return mayCommit() && (local.isFresh(submission.request()) || isUnanswered(submission.request()));
    }

    /** A replica that lost its memory may first have to fetch what the init history begins with. */
    @Override
    public boolean isAbleTo(Submission submission, Effects out) {
        return !local.wouldBeginWith(submission.init()) || local.isAbleToBeginWith(submission.init(), out);
    }

    /** The request stands in the init history, and its client has not committed it here. */
    private boolean isUnanswered(Request request) {
        return local.holds(request) && !committed.contains(local.positionOf(request));
    }

    /** Step B2: the first valid init history begins; then {@code k} requests commit. */
    @Step("B2")
    @Override
    public void execute(Submission submission, ReplicaId leader, Effects out) {
        if (local.initialise(submission.init(), out)
                && submission
                        .init()
                        .filter(init -> init.lackedContention(setting.group()))
                        .isPresent()) {
            // 3.5.1.3: the sooner Quorum is back, the better.
            k = 1;
        }
        if (!isInitialised()) {
            return;
        }
        Request request = submission.request();
        if (mayCommit() && (local.isFresh(request) || isUnanswered(request))) {
            if (local.isFresh(request)) {
                local.execute(request);
            }
            committed.add(local.positionOf(request));
            out.took(StepRecord.of(StepKind.EXECUTES, "B2", setting.self(), setting.instance())
                    .about(request)
                    .initialisedBy(local.takeUntold())
                    .with(local.history()));
        }
        if (!mayCommit()) {
            stop(out);
        }
        answer(request, leader, isDesignated(request), out);
    }

    /** Nothing executes before the beginning of the history is settled. */
    @Guard("B2.initialised")
    boolean isInitialised() {
        return local.isInitialised();
    }

    /** Fewer than {@code k} requests have committed. */
    @Guard("B2.k")
    boolean mayCommit() {
        return committed.size() < k;
    }

    /** Step B4: all {@code k} requests have committed; from now on all others abort, with one and the same history. */
    @Step("B4")
    private void stop(Effects out) {
        if (abort.isEmpty()) {
            History history = local.history();
            Digest content = BackupAbort.content(setting.instance(), setting.next(), setting.self(), history);
            abort = Optional.of(new BackupAbort(
                    setting.instance(),
                    setting.next(),
                    setting.self(),
                    history,
                    setting.authentication().sign(content)));
            out.took(StepRecord.of(StepKind.STOPS, "B4", setting.self(), setting.instance())
                    .initialisedBy(local.takeUntold())
                    .with(history));
        }
    }

    @Override
    public void answerAgain(Submission submission, ReplicaId leader, Effects out) {
        if (isInitialised() && !mayCommit()) {
            // A replica that took over the final state of others has not stopped in a step of its own.
            stop(out);
        }
        answer(submission.request(), leader, true, out);
    }

    private void answer(Request request, ReplicaId leader, boolean inFull, Effects out) {
        if (local.holds(request) && committed.contains(local.positionOf(request))) {
            out.send(request.client(), commit(request, leader, inFull));
        } else {
            abort.ifPresent(message -> out.send(request.client(), message));
        }
    }

    private Answer commit(Request request, ReplicaId leader, boolean inFull) {
        Bytes reply = local.replyTo(request);
        Answer answer = new Answer(
                setting.instance(),
                setting.self(),
                request.id(),
                leader,
                Answer.digestOf(reply),
                inFull ? Optional.of(reply) : Optional.empty(),
                local.historyOf(request),
                Mac.NONE);
        return answer.with(setting.authentication().mac(answer.content(), request.client()));
    }

    /** Some replicas send the reply, the others its digest. */
    private boolean isDesignated(Request request) {
        return Designation.includes(setting.self(), request, setting.group());
    }

    @Override
    public State state() {
        return new BackupState(
                local.history(),
                local.speculation().image(),
                local.initLength(),
                local.isInitialised(),
                k,
                new TreeSet<>(committed));
    }

    @Override
    public boolean restore(Bytes snapshot, Digest expected) {
        Optional<BackupState> restored = BackupState.read(
                        snapshot, local.speculation().kind())
                .filter(state -> state.digest().equals(expected) && isFounded(state));
        if (restored.isEmpty()) {
            return false;
        }
        BackupState state = restored.get();
        k = state.k();
        committed.clear();
        committed.addAll(state.committed());
        if (state.initialised()) {
            local.takeOver(state.history(), state.image(), state.initLength());
        }
        return true;
    }

    /** What is cut off from the history, a checkpoint covers, and the image is of it; the state's digest does not tell. */
    @Guard("B.Restore.founded")
    boolean isFounded(BackupState state) {
        History history = state.history();
        return history.isFounded(setting.instance(), setting.group(), setting.authentication())
                && history.certificate()
                        .map(certificate ->
                                certificate.image().equals(state.image().digest()))
                        .orElse(true);
    }
}
