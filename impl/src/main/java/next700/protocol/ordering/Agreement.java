package next700.protocol.ordering;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;

/** The answers to a client's request: {@code f + 1} alike are those of a correct replica, which executed what is ordered. */
public final class Agreement {
    private final Setting<ClientId> setting;
    private final Map<ReplicaId, Answer> answers = new TreeMap<>();
    private Request request;

    public Agreement(Setting<ClientId> setting) {
        this.setting = setting;
    }

    /** Starts to count the answers to a request. */
    public void about(Request invoked) {
        request = invoked;
        answers.clear();
    }

    /** Takes an answer; returns the complete one that {@code f + 1} replicas agree on, once there is one. */
    public Optional<Answer> take(Answer answer) {
        if (!awaits(answer) || !isAuthentic(answer)) {
            return Optional.empty();
        }
        if (answer.isComplete() || !answers.containsKey(answer.replica())) {
            answers.put(answer.replica(), answer);
        }
        List<Answer> matching =
                answers.values().stream().filter(other -> agree(other, answer)).toList();
        return isEnough(matching) ? matching.stream().filter(Answer::isComplete).findFirst() : Optional.empty();
    }

    /** The answer is to the outstanding request. */
    @Guard("B3.awaited")
    boolean awaits(Answer answer) {
        return answer.request().equals(request.id());
    }

    /** The replica that the answer names sent it. */
    @Guard("B3.authentic")
    boolean isAuthentic(Answer answer) {
        return setting.group().contains(answer.replica())
                && setting.authentication().verify(answer.content(), answer.replica(), answer.mac());
    }

    /** Both tell the same reply, in the same history. */
    @Guard("B3.agree")
    boolean agree(Answer one, Answer other) {
        return one.replyDigest().equals(other.replyDigest()) && one.history().equals(other.history());
    }

    /** {@code f + 1} replicas say so, of which one is correct. */
    @Guard("B3.certificate")
    boolean isEnough(List<Answer> matching) {
        return matching.size() >= setting.group().oneCorrect();
    }

    /** The replica that those who agree name as the leader, if they all name the same. */
    public Optional<ReplicaId> leader(Answer agreed) {
        boolean unanimous = answers.values().stream()
                .filter(other -> agree(other, agreed))
                .allMatch(other -> other.leader().equals(agreed.leader()));
        return unanimous && setting.group().contains(agreed.leader()) ? Optional.of(agreed.leader()) : Optional.empty();
    }
}
