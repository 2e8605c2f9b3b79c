package next700.protocol.paxos;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Notice;
import next700.process.Step;
import next700.process.Timer;
import next700.protocol.acceptors.Acceptors;
import next700.protocol.paxos.PaxosMessage.Reply;
import next700.protocol.paxos.PaxosMessage.Request;

/** A client: it asks one server, and the next one if that does not answer in time; one operation at a time. */
public final class PaxosClient implements Automaton {
    /** The operation has been executed. */
    public record Answered(Bytes reply) implements Notice {}

    private enum Alarm implements Timer {
        /** The server is down, or messages were lost. */
        ASK_ANOTHER
    }

    private final ClientId self;
    private final Acceptors group;
    private final long patienceMillis;
    private Optional<Request> request = Optional.empty();
    private long timestamp;
    private int server;

    public PaxosClient(ClientId self, Acceptors group, PaxosSettings settings) {
        this.self = self;
        this.group = group;
        this.patienceMillis = settings.patienceMillis();
        this.server = self.number();
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> {
                if (called.call() instanceof Invocation invocation) {
                    invoke(invocation, out);
                }
            }
            case Input.Received received -> {
                if (received.message() instanceof Reply reply) {
                    onReply(reply, out);
                }
            }
            case Input.Expired expired -> {
                server++;
                ask(out);
            }
            default -> {}
        }
        return out.toList();
    }

    @Step("Invoke")
    private void invoke(Invocation invocation, Effects out) {
        timestamp++;
        request = Optional.of(new Request(timestamp, invocation.operation()));
        out.took(new PaxosStep(
                PaxosStep.INVOKE, self, 0, 0, 0, List.of(new Update(self, timestamp, invocation.operation()))));
        ask(out);
    }

    private void ask(Effects out) {
        request.ifPresent(waiting -> {
            out.send(group.replicas().get(server % group.size()), waiting);
            out.setTimer(Alarm.ASK_ANOTHER, patienceMillis);
        });
    }

    private void onReply(Reply reply, Effects out) {
        if (request.isPresent() && isAwaited(reply.timestamp())) {
            request = Optional.empty();
            out.cancelTimer(Alarm.ASK_ANOTHER);
            out.tell(new Answered(reply.reply()));
        }
    }

    /** A reply that comes twice is to what was asked before. */
    @Guard("Reply.awaited")
    boolean isAwaited(long answered) {
        return answered == timestamp;
    }
}
