package next700.protocol.pbft;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.LocalHistory;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.RequestId;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.StepKind;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.ordering.Designation;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.ExecutionState.Answer;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.service.Service;

/**
 * The application that makes PBFT an Abstract instance which never aborts: it executes each request on the replicated
 * service and answers with the reply and the digest of the history.
 *
 * <p>It keeps no history, only the history's digest, and of each client the last answer: what a replica needs to go on,
 * and all that a state transfer has to carry.
 */
final class Execution implements OrderedApplication {
    private final Setting<ReplicaId> setting;
    private final LocalHistory beginning;
    private final SortedMap<ClientId, Answer> answers = new TreeMap<>();
    private boolean initialised;
    private Service service;
    private Digest history;

    /** @param speculation the replica's execution in an earlier instance, or none yet */
    Execution(Setting<ReplicaId> setting, Speculation speculation) {
        this.setting = setting;
        this.beginning = new LocalHistory(setting, speculation);
        if (beginning.isInitialised()) {
            begin();
        } else {
            service = speculation.service();
            history = History.EMPTY.digest();
        }
    }

    @Override
    public boolean awaits(Submission submission) {
        return isFresh(submission.request());
    }

    /** {@code t_j[c] < req.t_c}: a request executes once, however often it is ordered. */
    @Guard("PBFT.Execute.fresh")
    boolean isFresh(Request request) {
        Answer last = answers.get(request.client());
        return last == null || last.timestamp() < request.timestamp();
    }

    /** The first submission with a valid init history begins the instance, as in any instance that is not the first. */
    @Override
    public void execute(Submission submission, ReplicaId leader, Effects out) {
        if (!initialised && beginning.initialise(submission.init(), out)) {
            begin();
        }
        Request request = submission.request();
        if (!initialised || !isFresh(request)) {
            return;
        }
        Service.Outcome outcome = service.execute(request.operation());
        service = outcome.after();
        history = History.extend(history, request);
        Answer answer = Answer.to(request, outcome.reply(), history);
        answers.put(request.client(), answer);
        out.took(StepRecord.of(StepKind.EXECUTES, "PBFT.Reply", setting.self(), setting.instance())
                .about(request)
                .committing(history));
        send(request.client(), answer, leader, isDesignated(request), out);
    }

    private void begin() {
        History init = beginning.history();
        for (Request request : beginning.held()) {
            answers.put(request.client(), Answer.to(request, beginning.replyTo(request), beginning.historyOf(request)));
        }
        service = beginning.speculation().service();
        history = init.digest();
        initialised = true;
    }

    @Override
    public void answerAgain(Submission submission, ReplicaId leader, Effects out) {
        Request request = submission.request();
        Answer last = answers.get(request.client());
        if (last != null && last.request().equals(request.digest())) {
            send(request.client(), last, leader, true, out);
        }
    }

    /** Some replicas send the result, the others its digest. */
    private boolean isDesignated(Request request) {
        return Designation.includes(setting.self(), request, setting.group());
    }

    private void send(ClientId client, Answer answer, ReplicaId leader, boolean inFull, Effects out) {
        Digest digest = Reply.digest(answer.result());
        RequestId request = answer.requestOf(client);
        Digest content = Reply.content(setting.instance(), request, setting.self(), leader, digest, answer.history());
        out.send(
                client,
                new Reply(
                        setting.instance(),
                        request,
                        setting.self(),
                        leader,
                        inFull ? Optional.of(answer.result()) : Optional.empty(),
                        digest,
                        answer.history(),
                        setting.authentication().mac(content, client)));
    }

    @Override
    public State state() {
        return new ExecutionState(initialised, history, answers, service);
    }

    @Override
    public boolean restore(Bytes snapshot, Digest expected) {
        Optional<ExecutionState> restored =
                ExecutionState.read(snapshot, service).filter(state -> isTheOne(state, expected));
        restored.ifPresent(this::take);
        return restored.isPresent();
    }

    /** The state is the one that was asked for. */
    @Guard("PBFT.StateTransfer.digest")
    boolean isTheOne(ExecutionState state, Digest expected) {
        return state.digest().equals(expected);
    }

    private void take(ExecutionState state) {
        service = state.service();
        initialised = state.initialised();
        history = state.history();
        answers.clear();
        answers.putAll(state.answers());
    }
}
