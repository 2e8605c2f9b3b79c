package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.RequestId;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.trial.ChoiceTape;
import next700.trial.Decision;

/**
 * What a Byzantine replica makes of the messages that a correct one would send in its place: each is sent as it is, kept
 * back, or changed in a way that fits its kind. Since every receiver's copy is changed on its own, the replica equivocates.
 */
public final class PbftLies {
    private static final int HONEST = 0;
    private static final int WITHHELD = 1;
    private static final int TWICE = 2;

    private final Forger forger;
    private final ReplicaId self;
    private final ChoiceTape tape;
    private final int batchBound;
    private final long windowLength;
    private final Heard heard;

    public PbftLies(
            ReplicaId self, ByzantineGroup group, int batchBound, long windowLength, Heard heard, ChoiceTape tape) {
        this.heard = heard;
        this.self = self;
        this.tape = tape;
        this.batchBound = batchBound;
        this.windowLength = windowLength;
        this.forger = new Forger(self, group, tape);
    }

    /** What is sent in place of a message. */
    public List<Effect.Send> twist(Effect.Send send) {
        String kind = send.message().getClass().getSimpleName();
        return switch (tape.choose(4, Decision.LIE, kind)) {
            case HONEST -> List.of(send);
            case WITHHELD -> List.of();
            case TWICE -> List.of(send, send);
            default -> List.of(new Effect.Send(send.to(), changed(send.message(), send)));
        };
    }

    private Message changed(Message message, Effect.Send send) {
        return switch (message) {
            case PrePrepare prePrepare -> changed(prePrepare);
            case Prepare prepare -> changed(prepare);
            case Commit commit -> changed(commit);
            case Checkpoint checkpoint -> changed(checkpoint);
            case ViewChange change -> changed(change);
            case NewView newView -> changed(newView);
            case Reply reply -> changed(reply, (ClientId) send.to());
            case State state -> changed(state);
            case Content content -> new Content(content.instance(), content.sequence(), otherBatch(content.batch()));
            case Relay relay -> changed(relay);
            default -> message;
        };
    }

    private PrePrepare changed(PrePrepare message) {
        long view = message.view();
        long sequence = message.sequence();
        return switch (forger.pick(6, "PRE-PREPARE")) {
            case 0 -> forger.prePrepare(self, view, sequence, otherBatch(message.batch()));
            case 1 -> forger.prePrepare(self, view, sequence + 1, message.batch());
            case 2 -> forger.prePrepare(self, view, sequence - 1, message.batch());
            case 3 -> forger.prePrepare(self, view + 1, sequence, message.batch());
            case 4 -> forger.prePrepare(self, view, sequence + windowLength * 2, message.batch());
            default ->
                new PrePrepare(message.instance(), view, sequence, message.batch(), forger.partial(message.content()));
        };
    }

    /** A batch that says something else, or the same with other evidence. */
    private Batch otherBatch(Batch batch) {
        List<ClientRequest> requests = new ArrayList<>(batch.requests());
        switch (forger.pick(5, "batch")) {
            case 0 -> requests.clear();
            case 1 -> {
                ClientId victim =
                        requests.isEmpty() ? new ClientId(1) : requests.get(0).client();
                requests.add(forger.fakeRequest(victim, 1 + forger.pick(5, "timestamp")));
            }
            case 2 ->
                requests.replaceAll(request ->
                        new ClientRequest(request.instance(), request.submission(), forger.partial(request.content())));
            case 3 -> {
                while (!requests.isEmpty() && requests.size() <= batchBound) {
                    requests.addAll(batch.requests());
                }
            }
            default -> {
                if (!requests.isEmpty()) {
                    requests.remove(0);
                }
            }
        }
        return new Batch(requests);
    }

    private Prepare changed(Prepare message) {
        long view = message.view();
        long sequence = message.sequence();
        return switch (forger.pick(5, "PREPARE")) {
            case 0 -> forger.prepare(self, view, sequence, forger.lie(message.batch()));
            case 1 -> forger.prepare(self, view, sequence + 1, message.batch());
            case 2 -> forger.prepare(self, view, Math.max(1, sequence - 1), message.batch());
            case 3 -> forger.prepare(self, view + 1, sequence, message.batch());
            default -> forger.prepare(forger.replica(), view, sequence, message.batch());
        };
    }

    private Commit changed(Commit message) {
        long view = message.view();
        long sequence = message.sequence();
        return switch (forger.pick(5, "COMMIT")) {
            case 0 -> forger.commit(self, view, sequence, forger.lie(message.batch()));
            case 1 -> forger.commit(self, view, sequence + 1, message.batch());
            case 2 -> forger.commit(self, view, Math.max(1, sequence - 1), message.batch());
            case 3 -> forger.commit(self, view + 1, sequence, message.batch());
            default -> forger.commit(forger.replica(), view, sequence, message.batch());
        };
    }

    private Checkpoint changed(Checkpoint message) {
        return switch (forger.pick(3, "CHECKPOINT")) {
            case 0 -> forger.checkpoint(self, message.sequence(), forger.lie(message.state()));
            case 1 -> forger.checkpoint(self, message.sequence() + windowLength / 2, message.state());
            default -> forger.checkpoint(forger.replica(), message.sequence(), forger.lie(message.state()));
        };
    }

    private ViewChange changed(ViewChange message) {
        CheckpointCertificate stable = message.stable();
        List<Claim> prepared = new ArrayList<>(message.prepared());
        List<Claim> preprepared = new ArrayList<>(message.preprepared());
        long view = message.view();
        ReplicaId speaker = self;
        switch (forger.pick(11, "VIEW-CHANGE")) {
            case 0 -> prepared.clear();
            case 1 -> {
                prepared.clear();
                preprepared.clear();
            }
            case 2 -> falseClaims(stable.sequence(), view, prepared, preprepared);
            case 3 -> {
                prepared.replaceAll(claim -> new Claim(claim.sequence(), view - 1, forger.lie(claim.digest())));
                preprepared.addAll(prepared);
            }
            case 4 -> {
                long false_ = stable.sequence() + windowLength / 2;
                stable = forger.falseCertificate(false_, forger.lie(stable.state()), stable);
                prepared.removeIf(claim -> claim.sequence() <= false_);
                preprepared.removeIf(claim -> claim.sequence() <= false_);
            }
            case 5 -> stable = forger.falseCertificate(stable.sequence(), forger.lie(stable.state()), stable);
            case 6 -> {
                long beyond = stable.sequence() + 2 * windowLength;
                prepared.add(new Claim(beyond, 0, Batch.NULL_DIGEST));
                preprepared.add(new Claim(beyond, 0, Batch.NULL_DIGEST));
            }
            case 7 -> speaker = forger.replica();
            case 8 -> {
                prepared.replaceAll(claim -> new Claim(claim.sequence(), view - 1, Batch.NULL_DIGEST));
                preprepared.addAll(prepared);
            }
            case 9 -> {
                Claim other = heard.some(forger);
                prepared.removeIf(claim -> claim.sequence() == other.sequence());
                prepared.add(other);
                preprepared.add(other);
            }
            default -> preprepared.clear();
        }
        return forger.viewChange(speaker, view, stable, prepared, preprepared);
    }

    /** Claims of one more sequence number that nothing of the kind happened at. */
    private void falseClaims(long stable, long view, List<Claim> prepared, List<Claim> preprepared) {
        long sequence = stable + 1 + forger.pick((int) Math.min(windowLength, 8), "sequence number");
        long claimedView = Math.max(0, view - 1 - forger.pick(2, "claimed view"));
        Digest digest = forger.pick(2, "claimed batch") == 0
                ? Batch.NULL_DIGEST
                : Digest.of("FALSE").add(sequence).digest();
        Claim claim = new Claim(sequence, claimedView, digest);
        prepared.removeIf(other -> other.sequence() == sequence);
        prepared.add(claim);
        preprepared.add(claim);
    }

    private NewView changed(NewView message) {
        List<ViewChange> changes = new ArrayList<>(message.viewChanges());
        ViewChange first = changes.get(0);
        ViewChange mine = changes.stream()
                .filter(change -> change.replica().equals(self))
                .findFirst()
                .orElse(first);
        switch (forger.pick(6, "NEW-VIEW")) {
            case 0 -> changes.remove(changes.size() - 1);
            case 1 -> changes.replaceAll(change -> mine);
            case 2 -> changes.replaceAll(change -> change.replica().equals(self) ? changed(change) : change);
            case 3 ->
                changes.replaceAll(change -> forger.viewChange(
                        change.replica(), change.view(), change.stable(), List.of(), change.preprepared()));
            case 4 -> {
                return forger.newView(message.view() + 1, changes);
            }
            default -> {
                changes.remove(0);
                changes.add(mine);
            }
        }
        return forger.newView(message.view(), changes);
    }

    private Reply changed(Reply message, ClientId to) {
        Optional<Bytes> result = message.result();
        Digest resultDigest = message.resultDigest();
        Digest history = message.history();
        RequestId request = message.request();
        ReplicaId speaker = self;
        ReplicaId leader = message.leader();
        switch (forger.pick(6, "REPLY")) {
            case 0 -> {
                result = Optional.of(Bytes.utf8("lie"));
                resultDigest = Reply.digest(Bytes.utf8("lie"));
            }
            case 1 -> result = Optional.of(Bytes.utf8("lie"));
            case 2 -> history = forger.lie(history);
            case 3 -> {
                speaker = forger.replica();
                history = forger.lie(history);
            }
            case 4 -> request = new RequestId(to, request.timestamp() + 1, request.digest());
            default -> leader = forger.replica();
        }
        Digest content = Reply.content(message.instance(), request, speaker, leader, resultDigest, history);
        return new Reply(
                message.instance(),
                request,
                speaker,
                leader,
                result,
                resultDigest,
                history,
                forger.mac(speaker, content, to));
    }

    private State changed(State message) {
        CheckpointCertificate genuine = message.certificate();
        Bytes other = Bytes.copyOf(new byte[message.snapshot().length()]);
        return switch (forger.pick(3, "STATE")) {
            case 0 -> new State(message.instance(), genuine, other);
            case 1 ->
                new State(
                        message.instance(),
                        forger.falseCertificate(genuine.sequence() + windowLength / 2, genuine.state(), genuine),
                        message.snapshot());
            default ->
                new State(
                        message.instance(),
                        forger.falseCertificate(genuine.sequence(), Forger.digestOf(other), genuine),
                        other);
        };
    }

    private Relay changed(Relay message) {
        ClientRequest request = message.request();
        return switch (forger.pick(2, "RELAY")) {
            case 0 -> forger.relay(self, forger.fakeRequest(request.client(), 1 + forger.pick(5, "timestamp")));
            default -> forger.relay(forger.replica(), forger.fakeRequest(request.client(), 9));
        };
    }
}
