package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.trial.ChoiceTape;

/**
 * A Byzantine client: its authenticators are good for some replicas only, it sends to some only, asks for different things
 * at one timestamp, and poses as other clients.
 */
public final class PbftBadClient {
    private final ClientId self;
    private final ClientId victim;
    private final Forger forger;
    private long timestamp = 1;

    /** @param victim in whose name it speaks, too */
    public PbftBadClient(ClientId self, ClientId victim, ByzantineGroup group, ChoiceTape tape) {
        this.self = self;
        this.victim = victim;
        this.forger = new Forger(self, group, tape);
    }

    /** Its next request, to whom it chooses. */
    public List<Effect.Send> attack() {
        ClientRequest request = forger.pick(4, "as whom") == 3 ? forger.fakeRequest(victim, timestamp) : own();
        timestamp += forger.pick(2, "next timestamp");
        List<Effect.Send> sends = new ArrayList<>();
        for (ReplicaId replica : forger.group().replicas()) {
            if (forger.pick(3, "leaves out") != 2) {
                sends.add(new Effect.Send(replica, request));
            }
        }
        return sends;
    }

    /** To each replica a request of its own, which is authentic for nobody else: whoever proposes it proposes it alone. */
    public List<Effect.Send> attackEachAlone() {
        List<Effect.Send> sends = new ArrayList<>();
        timestamp++;
        for (ReplicaId replica : forger.group().replicas()) {
            Submission submission = submission(Bytes.utf8("for" + replica));
            var content = ClientRequest.content(InstanceId.FIRST, submission);
            sends.add(new Effect.Send(
                    replica, new ClientRequest(InstanceId.FIRST, submission, forger.goodFor(replica, content))));
        }
        return sends;
    }

    private ClientRequest own() {
        Submission submission = submission(Bytes.utf8("bad" + self + forger.pick(3, "operation")));
        return new ClientRequest(
                InstanceId.FIRST, submission, forger.partial(ClientRequest.content(InstanceId.FIRST, submission)));
    }

    private Submission submission(Bytes operation) {
        return new Submission(new Request(self, timestamp, operation), Optional.empty());
    }
}
