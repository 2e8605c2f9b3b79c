package next700.simulation.adversary.pbft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.ExecutionState;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.simulation.Journal;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;

/** Makes messages in anyone's name: authentic ones in its own, with garbage for authentication in another's. */
final class Forger {
    private static final InstanceId INSTANCE = InstanceId.FIRST;

    private final ProcessId self;
    private final ByzantineGroup group;
    private final Authentication authentication;
    private final ChoiceTape tape;

    Forger(ProcessId self, ByzantineGroup group, ChoiceTape tape) {
        this.self = self;
        this.group = group;
        this.authentication = new IdealAuthentication(self);
        this.tape = tape;
    }

    ByzantineGroup group() {
        return group;
    }

    int pick(int bound, String label) {
        return tape.choose(bound, Decision.SHAPE, label);
    }

    /** What is settled once for a run. */
    int option(int bound, String label) {
        return tape.choose(bound, Decision.OPTION, label);
    }

    /** All replicas but itself. */
    List<ReplicaId> others() {
        return group.replicas().stream().filter(other -> !other.equals(self)).toList();
    }

    ReplicaId primaryOf(long view) {
        return new ReplicaId((int) (view % group.size()) + 1);
    }

    <T> T pickOf(List<T> all, String label) {
        return all.get(pick(all.size(), label));
    }

    ReplicaId replica() {
        return pickOf(group.replicas(), "replica");
    }

    /** Usually itself. */
    ReplicaId speaker() {
        List<ReplicaId> names = new ArrayList<>();
        names.add((ReplicaId) self);
        names.addAll(others());
        return pickOf(names, "in whose name");
    }

    Digest lie(Digest truth) {
        return Digest.of("LIE").add(truth).digest();
    }

    Mac mac(ProcessId speaker, Digest content, ProcessId to) {
        return speaker.equals(self) ? authentication.mac(content, to) : IdealAuthentication.garbage();
    }

    Authenticator authenticator(ProcessId speaker, Digest content) {
        return new Authenticator(group.replicas().stream()
                .map(replica -> mac(speaker, content, replica))
                .toList());
    }

    /** Good for some replicas only. */
    Authenticator partial(Digest content) {
        return new Authenticator(group.replicas().stream()
                .map(replica -> pick(2, "entry for " + replica) == 0
                        ? authentication.mac(content, replica)
                        : IdealAuthentication.garbage())
                .toList());
    }

    /** Good for one replica only. */
    Authenticator goodFor(ReplicaId one, Digest content) {
        return new Authenticator(group.replicas().stream()
                .map(replica ->
                        replica.equals(one) ? authentication.mac(content, replica) : IdealAuthentication.garbage())
                .toList());
    }

    PrePrepare prePrepare(ReplicaId speaker, long view, long sequence, Batch batch) {
        var content = PrePrepare.content(INSTANCE, view, sequence, batch.digest());
        return new PrePrepare(INSTANCE, view, sequence, batch, authenticator(speaker, content));
    }

    Prepare prepare(ReplicaId speaker, long view, long sequence, Digest digest) {
        var content = Prepare.content(INSTANCE, view, sequence, digest, speaker);
        return new Prepare(INSTANCE, view, sequence, digest, speaker, authenticator(speaker, content));
    }

    Commit commit(ReplicaId speaker, long view, long sequence, Digest digest) {
        var content = Commit.content(INSTANCE, view, sequence, digest, speaker);
        return new Commit(INSTANCE, view, sequence, digest, speaker, authenticator(speaker, content));
    }

    Relay relay(ReplicaId speaker, ClientRequest request) {
        return new Relay(INSTANCE, request, speaker, authenticator(speaker, Relay.content(request, speaker)));
    }

    Checkpoint checkpoint(ReplicaId speaker, long sequence, Digest state) {
        var content = Checkpoint.content(INSTANCE, sequence, state, speaker);
        return new Checkpoint(
                INSTANCE,
                sequence,
                state,
                speaker,
                speaker.equals(self) ? authentication.sign(content) : IdealAuthentication.garbageSignature());
    }

    ViewChange viewChange(
            ReplicaId speaker, long view, CheckpointCertificate stable, List<Claim> prepared, List<Claim> preprepared) {
        var content = ViewChange.content(INSTANCE, view, stable, prepared, preprepared, speaker);
        return new ViewChange(
                INSTANCE,
                view,
                stable,
                prepared,
                preprepared,
                speaker,
                speaker.equals(self) ? authentication.sign(content) : IdealAuthentication.garbageSignature());
    }

    NewView newView(long view, List<ViewChange> changes) {
        return new NewView(
                INSTANCE,
                view,
                changes,
                primaryOf(view).equals(self)
                        ? authentication.sign(NewView.content(INSTANCE, view, changes))
                        : IdealAuthentication.garbageSignature());
    }

    /** A checkpoint that is not stable, with one of several kinds of false proof. */
    CheckpointCertificate falseCertificate(long sequence, Digest state, CheckpointCertificate genuine) {
        List<Checkpoint> proof = new ArrayList<>();
        switch (pick(5, "false proof")) {
            case 0 -> {
                for (int i = 0; i < group.certificate(); i++) {
                    proof.add(checkpoint((ReplicaId) self, sequence, state));
                }
            }
            case 1 ->
                group.replicas().stream()
                        .limit(group.certificate())
                        .forEach(replica -> proof.add(checkpoint(replica, sequence, state)));
            case 2 -> proof.add(checkpoint((ReplicaId) self, sequence, state));
            case 3 -> proof.addAll(genuine.proof());
            default -> {
                proof.addAll(genuine.proof());
                if (!proof.isEmpty()) {
                    proof.remove(proof.size() - 1);
                }
            }
        }
        return new CheckpointCertificate(sequence, state, proof);
    }

    /** Of a state, as correct replicas would have it, if they can read it. */
    static Digest digestOf(Bytes snapshot) {
        return ExecutionState.read(snapshot, new Journal(true))
                .map(ExecutionState::digest)
                .orElseGet(() -> Digest.of("NO STATE").digest());
    }

    /** A request that its client never sent. */
    ClientRequest fakeRequest(ClientId client, long timestamp) {
        Submission submission =
                new Submission(new Request(client, timestamp, Bytes.utf8("fake" + client)), Optional.empty());
        var content = ClientRequest.content(INSTANCE, submission);
        return new ClientRequest(
                INSTANCE,
                submission,
                client.equals(self) ? authentication.authenticator(content, group) : authenticator(client, content));
    }
}
