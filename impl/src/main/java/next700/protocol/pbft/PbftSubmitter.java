package next700.protocol.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.ClientId;
import next700.process.Effects;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Timing;
import next700.protocol.ordering.Submission;
import next700.protocol.ordering.Submitter;
import next700.protocol.pbft.PbftMessage.ClientRequest;

/** Sends a request to the primary, and to all replicas when no answer comes in time. */
final class PbftSubmitter implements Submitter {
    /** Of the critical path: the request, three phases, and the replies. */
    private static final int MESSAGE_DELAYS = 5;

    private static final int MAX_DOUBLINGS = 3;

    private final Setting<ClientId> setting;
    private final Timing timing;
    private final InstanceTimer resend;
    private ReplicaId leader = new ReplicaId(1);
    private Optional<ClientRequest> outstanding = Optional.empty();
    private int sendings;

    PbftSubmitter(Setting<ClientId> setting, Timing timing) {
        this.setting = setting;
        this.timing = timing;
        this.resend = new InstanceTimer(InstanceTimer.Kind.RESEND_REQUEST, setting.instance());
    }

    @Override
    public void submit(Submission submission, Effects out) {
        var content = ClientRequest.content(setting.instance(), submission);
        var authenticator = setting.authentication().authenticator(content, setting.group());
        ClientRequest request = new ClientRequest(setting.instance(), submission, authenticator);
        outstanding = Optional.of(request);
        sendings = 0;
        send(request, List.of(leader), out);
    }

    @Override
    public void onTimer(InstanceTimer timer, Effects out) {
        if (timer.equals(resend)) {
            insist(out);
        }
    }

    @Override
    public void insist(Effects out) {
        outstanding.ifPresent(request -> send(request, setting.group().replicas(), out));
    }

    private void send(ClientRequest request, List<ReplicaId> replicas, Effects out) {
        replicas.forEach(replica -> out.send(replica, request));
        out.setTimer(resend, timing.patienceMillis(MESSAGE_DELAYS) << Math.min(sendings, MAX_DOUBLINGS));
        sendings++;
    }

    @Override
    public void conclude(Optional<ReplicaId> next, Effects out) {
        outstanding = Optional.empty();
        leader = next.orElse(leader);
        out.cancelTimer(resend);
    }
}
