package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.RequestId;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.trial.ChoiceTape;
import next700.trial.IdealAuthentication;

/**
 * What a Byzantine replica says of its own accord, to everyone: it repeats what it has seen, speaks up where a correct
 * replica would not, and speaks in the name of others.
 */
public final class PbftInventions {
    /** How much it remembers. */
    private static final int MEMORY = 64;

    private final ReplicaId self;
    private final Forger forger;
    private final List<ClientId> clients;
    private final int checkpointInterval;
    private final List<PbftMessage> seen = new ArrayList<>();
    private final List<ViewChange> viewChanges = new ArrayList<>();
    private CheckpointCertificate stable = CheckpointCertificate.INITIAL;
    private final Heard heard;
    private long view;
    private long sequence = 1;

    public PbftInventions(
            ReplicaId self,
            ByzantineGroup group,
            List<ClientId> clients,
            int checkpointInterval,
            Heard heard,
            ChoiceTape tape) {
        this.heard = heard;
        this.self = self;
        this.clients = clients;
        this.checkpointInterval = checkpointInterval;
        this.forger = new Forger(self, group, tape);
    }

    /** The replica received a message. */
    public void learn(InstanceMessage message) {
        switch (message) {
            case PrePrepare prePrepare -> learn(prePrepare.view(), prePrepare.sequence());
            case Prepare prepare -> learn(prepare.view(), prepare.sequence());
            case Commit commit -> learn(commit.view(), commit.sequence());
            case ViewChange change -> {
                view = Math.max(view, change.view());
                stable = change.stable();
                keep(viewChanges, change);
            }
            case NewView newView -> view = newView.view();
            default -> {}
        }
        if (message instanceof PbftMessage ours) {
            keep(seen, ours);
        }
    }

    private static <T> void keep(List<T> memory, T item) {
        memory.add(item);
        if (memory.size() > MEMORY) {
            memory.remove(0);
        }
    }

    private void learn(long seenView, long seenSequence) {
        view = seenView;
        sequence = seenSequence;
    }

    /** Something to say. */
    public List<Effect.Send> invent() {
        return switch (forger.pick(14, "invention")) {
            case 0 -> seen.isEmpty() ? List.of() : toAll(recent());
            case 1 -> vote(forger.speaker());
            case 2 -> toAll(forger.prePrepare(primary(), view, sequence + forger.pick(3, "ahead"), fakeBatch()));
            case 3 -> toAll(forger.prePrepare(primary(), view, sequence + forger.pick(3, "ahead"), Batch.NULL));
            case 4 -> toAll(forger.viewChange(forger.speaker(), view + 1, stable, claims(), claims()));
            case 5 -> newView();
            case 6 -> falseCheckpoints();
            case 7 -> toAll(forger.relay(forger.speaker(), fakeRequest()));
            case 8 -> relaysInAllNames();
            case 9 -> fakeReplies();
            case 10 -> votesInAllNames();
            case 11 -> vote(primary());
            case 12 -> falseState();
            default -> viewChangesInAllNames();
        };
    }

    private List<Effect.Send> vote(ReplicaId speaker) {
        Claim claim = heard.some(forger);
        return toAll(
                forger.pick(2, "phase") == 0
                        ? forger.prepare(speaker, view, claim.sequence(), claim.digest())
                        : forger.commit(speaker, view, claim.sequence(), claim.digest()));
    }

    /** A state of its own making, that nobody asked for. */
    private List<Effect.Send> falseState() {
        Bytes snapshot = Bytes.copyOf(new byte[41]);
        long ahead = (sequence / checkpointInterval + 1) * checkpointInterval;
        Digest state = Forger.digestOf(snapshot);
        return toAll(new State(InstanceId.FIRST, forger.falseCertificate(ahead, state, stable), snapshot));
    }

    private PbftMessage recent() {
        return seen.get(seen.size() - 1 - forger.pick(seen.size(), "how long ago"));
    }

    private ReplicaId primary() {
        return forger.primaryOf(view);
    }

    private ClientRequest fakeRequest() {
        return forger.fakeRequest(forger.pickOf(clients, "client"), 1 + forger.pick(6, "timestamp"));
    }

    private Batch fakeBatch() {
        return new Batch(List.of(fakeRequest()));
    }

    private List<Claim> claims() {
        return forger.pick(2, "claims") == 0 ? List.of() : List.of(heard.some(forger));
    }

    /** A NEW-VIEW with the VIEW-CHANGEs at hand, whatever they are worth. */
    private List<Effect.Send> newView() {
        List<ViewChange> changes = new ArrayList<>(viewChanges);
        long next = view + forger.pick(2, "next view");
        if (forger.pick(2, "with its own") == 1) {
            changes.add(forger.viewChange(self, next, stable, claims(), claims()));
        }
        if (forger.pick(2, "right view") == 1) {
            changes.removeIf(change -> change.view() != next);
        }
        return toAll(forger.newView(next, changes));
    }

    private List<Effect.Send> falseCheckpoints() {
        long ahead = (sequence / checkpointInterval + 1 + forger.pick(2, "checkpoints ahead")) * checkpointInterval;
        Digest state = Digest.of("FALSE").add(ahead).digest();
        return inNames(speaker -> forger.checkpoint(speaker, ahead, state));
    }

    private List<Effect.Send> relaysInAllNames() {
        ClientRequest request = fakeRequest();
        return inNames(speaker -> forger.relay(speaker, request));
    }

    private List<Effect.Send> votesInAllNames() {
        Claim claim = heard.some(forger);
        List<Effect.Send> sends =
                new ArrayList<>(inNames(speaker -> forger.prepare(speaker, view, claim.sequence(), claim.digest())));
        sends.addAll(inNames(speaker -> forger.commit(speaker, view, claim.sequence(), claim.digest())));
        return sends;
    }

    private List<Effect.Send> viewChangesInAllNames() {
        long next = view + 1;
        return inNames(speaker -> forger.viewChange(speaker, next, stable, List.of(), List.of()));
    }

    private interface Saying {
        PbftMessage in(ReplicaId name);
    }

    private List<Effect.Send> inNames(Saying saying) {
        List<Effect.Send> sends = new ArrayList<>();
        forger.group().replicas().forEach(name -> sends.addAll(toAll(saying.in(name))));
        return sends;
    }

    /** The same answer to the client's last request, in the name of every replica. */
    private List<Effect.Send> fakeReplies() {
        Optional<ClientRequest> asked = seen.stream()
                .map(message -> message instanceof Relay relay ? relay.request() : message)
                .filter(ClientRequest.class::isInstance)
                .map(ClientRequest.class::cast)
                .reduce((first, second) -> second);
        List<Effect.Send> sends = new ArrayList<>();
        asked.ifPresent(request -> {
            Bytes result = Bytes.utf8("lie");
            Digest history = Digest.of("FALSE").digest();
            RequestId latest = request.submission().request().id();
            long timestamp = latest.timestamp() - forger.pick(2, "earlier request");
            RequestId named = new RequestId(request.client(), timestamp, latest.digest());
            for (ReplicaId name : forger.group().replicas()) {
                var content = Reply.content(InstanceId.FIRST, named, name, self, Reply.digest(result), history);
                sends.add(new Effect.Send(
                        request.client(),
                        new Reply(
                                InstanceId.FIRST,
                                named,
                                name,
                                self,
                                Optional.of(result),
                                Reply.digest(result),
                                history,
                                name.equals(self)
                                        ? forger.mac(self, content, request.client())
                                        : IdealAuthentication.garbage())));
            }
        });
        return sends;
    }

    private List<Effect.Send> toAll(PbftMessage message) {
        List<Effect.Send> sends = new ArrayList<>();
        for (ProcessId replica : forger.group().replicas()) {
            if (!replica.equals(self) && forger.pick(4, "leaves out") != 3) {
                sends.add(new Effect.Send(replica, message));
            }
        }
        return sends;
    }
}
