package next700.protocol.pbft;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.Effects;
import next700.protocol.Guard;
import next700.protocol.History;
import next700.protocol.LocalHistory;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.Setting;
import next700.protocol.SnapshotReader;
import next700.protocol.SnapshotWriter;
import next700.protocol.Speculation;
import next700.protocol.StepKind;
import next700.protocol.StepRecord;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;
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
    /** What a client was told last. */
    private record Answer(long timestamp, Bytes result, Digest history) {}

    private final Setting<ReplicaId> setting;
    private final LocalHistory beginning;
    private final Map<ClientId, Answer> answers = new TreeMap<>();
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
        Answer answer = new Answer(request.timestamp(), outcome.reply(), history);
        answers.put(request.client(), answer);
        out.took(StepRecord.of(StepKind.EXECUTES, "PBFT.Reply", setting.self(), setting.instance())
                .about(request)
                .committing(history));
        send(request.client(), answer, leader, isDesignated(request), out);
    }

    private void begin() {
        History init = beginning.history();
        for (Request request : beginning.held()) {
            answers.put(
                    request.client(),
                    new Answer(request.timestamp(), beginning.replyTo(request), beginning.historyOf(request)));
        }
        service = beginning.speculation().service();
        history = init.digest();
        initialised = true;
    }

    @Override
    public void answerAgain(Submission submission, ReplicaId leader, Effects out) {
        Answer last = answers.get(submission.client());
        if (last != null && last.timestamp() == submission.request().timestamp()) {
            send(submission.client(), last, leader, true, out);
        }
    }

    /** One replica sends the result, another one for each request; the others send its digest. */
    private boolean isDesignated(Request request) {
        return Math.floorMod(request.timestamp(), setting.group().size())
                == setting.self().number() - 1;
    }

    private void send(ClientId client, Answer answer, ReplicaId leader, boolean inFull, Effects out) {
        Digest digest = Reply.digest(answer.result());
        Digest content = Reply.content(
                setting.instance(), client, answer.timestamp(), setting.self(), leader, digest, answer.history());
        out.send(
                client,
                new Reply(
                        setting.instance(),
                        client,
                        answer.timestamp(),
                        setting.self(),
                        leader,
                        inFull ? Optional.of(answer.result()) : Optional.empty(),
                        digest,
                        answer.history(),
                        setting.authentication().mac(content, client)));
    }

    /** A state's bytes, which its digest is made of. */
    private record Snapshot(Bytes snapshot) implements State {
        @Override
        public Digest digest() {
            return Digest.of("PBFT-EXECUTION").add(snapshot).digest();
        }
    }

    @Override
    public State state() {
        SnapshotWriter snapshot =
                new SnapshotWriter().put(initialised).put(history).put(answers.size());
        answers.forEach((client, answer) -> snapshot.put(client.number())
                .put(answer.timestamp())
                .put(answer.result())
                .put(answer.history()));
        return new Snapshot(snapshot.put(service.snapshot()).bytes());
    }

    @Override
    public boolean restore(Bytes snapshot, Digest expected) {
        if (!isOfState(snapshot, expected)) {
            return false;
        }
        try {
            take(new SnapshotReader(snapshot));
            return true;
        } catch (IllegalArgumentException e) {
            // Correct replicas agreed on a state that is none: they run another version of the service.
            return false;
        }
    }

    /** The bytes are the state that was asked for. */
    @Guard("PBFT.StateTransfer.digest")
    boolean isOfState(Bytes snapshot, Digest expected) {
        return new Snapshot(snapshot).digest().equals(expected);
    }

    private void take(SnapshotReader snapshot) {
        boolean wasInitialised = snapshot.takeBoolean();
        Digest restoredHistory = snapshot.takeDigest();
        Map<ClientId, Answer> restored = new TreeMap<>();
        for (int left = snapshot.takeInt(); left > 0; left--) {
            ClientId client = new ClientId(snapshot.takeInt());
            restored.put(client, new Answer(snapshot.takeLong(), snapshot.takeBytes(), snapshot.takeDigest()));
        }
        service = service.restore(snapshot.takeBytes());
        initialised = wasInitialised;
        history = restoredHistory;
        answers.clear();
        answers.putAll(restored);
    }
}
