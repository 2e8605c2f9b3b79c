package next700.protocol.vr;

import java.util.List;
import java.util.Optional;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.Invocation;
import next700.protocol.vr.VrMessage.Reply;
import next700.protocol.vr.VrMessage.Request;

/** The client-side proxy (4, 4.1): one request at a time, to the primary of the view that it knows, and then to all. */
public final class VrClient implements Automaton {
    private final ClientId self;
    private final Configuration configuration;
    private final VrTiming timing;
    private long view;
    private long number;
    private Optional<Request> outstanding = Optional.empty();

    public VrClient(ClientId self, Configuration configuration, VrTiming timing) {
        this.self = self;
        this.configuration = configuration;
        this.timing = timing;
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        if (input instanceof Input.Called called && called.call() instanceof Invocation invocation) {
            invoke(invocation, out);
        } else if (input instanceof Input.Received received && received.message() instanceof Reply reply) {
            onReply(reply, out);
        } else if (input instanceof Input.Expired) {
            outstanding.ifPresent(request -> askAll(request, out));
        }
        return out.toList();
    }

    /** Step 1. */
    private void invoke(Invocation invocation, Effects out) {
        number++;
        Request request = new Request(invocation.operation(), self, number);
        outstanding = Optional.of(request);
        out.send(configuration.primary(view), request);
        out.setTimer(VrTimer.RESEND, timing.resend());
    }

    /** "If a client doesn't receive a timely response to a request, it re-sends the request to all replicas" (4.1). */
    private void askAll(Request request, Effects out) {
        configuration.replicas().forEach(replica -> out.send(replica, request));
        out.setTimer(VrTimer.RESEND, timing.resend());
    }

    private void onReply(Reply m, Effects out) {
        view = Math.max(view, m.v());
        if (outstanding.isPresent() && isOfThisRequest(m.s())) {
            outstanding = Optional.empty();
            out.cancelTimer(VrTimer.RESEND);
            out.tell(new VrNotice(m.x()));
        }
    }

    /** "It is also used by the client to discard duplicate responses to its requests" (4). */
    @Guard("VR.Reply.number")
    boolean isOfThisRequest(long s) {
        return s == number;
    }
}
