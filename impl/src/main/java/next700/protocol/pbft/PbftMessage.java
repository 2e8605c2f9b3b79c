package next700.protocol.pbft;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ReplicaId;
import next700.protocol.abstraction.InitCarrier;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.RequestId;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;
import next700.protocol.ordering.Submission;

/**
 * The messages of PBFT. What is said in the normal case carries authenticators; what must convince third parties,
 * CHECKPOINT, VIEW-CHANGE and NEW-VIEW, is signed; CONTENT and STATE prove themselves by the digests that were asked for.
 */
public sealed interface PbftMessage extends InstanceMessage {

    /** {@code ⟨REQUEST, o, t, c⟩}: what a client wants ordered. */
    record ClientRequest(InstanceId instance, Submission submission, Authenticator authenticator)
            implements PbftMessage, InitCarrier, Signed {
        @Override
        public Optional<InitProof> init() {
            return submission.init();
        }

        /** What the client authenticates. */
        public static Digest content(InstanceId instance, Submission submission) {
            return Digest.of("PBFT-REQUEST")
                    .add(instance.number())
                    .add(submission.digest())
                    .digest();
        }

        public Digest content() {
            return content(instance, submission);
        }

        public ClientId client() {
            return submission.client();
        }

        @Override
        public ClientRequest signedBy(Signing keys) {
            return new ClientRequest(instance, submission, keys.authenticator(client(), content()));
        }
    }

    /** A replica passes on a request that reached it directly, and vouches that the client authenticated it. */
    record Relay(InstanceId instance, ClientRequest request, ReplicaId replica, Authenticator authenticator)
            implements PbftMessage, Signed {
        public static Digest content(ClientRequest request, ReplicaId replica) {
            Digest.Builder digest =
                    Digest.of("PBFT-RELAY").add(request.content()).add(replica);
            request.authenticator().entries().forEach(mac -> digest.add(mac.tag()));
            return digest.digest();
        }

        public Digest content() {
            return content(request, replica);
        }

        @Override
        public Relay signedBy(Signing keys) {
            return new Relay(instance, request, replica, keys.authenticator(replica, content()));
        }
    }

    /** {@code ⟨PRE-PREPARE, v, n, D(m)⟩} with the batch {@code m}, from the primary of {@code v}. */
    record PrePrepare(InstanceId instance, long view, long sequence, Batch batch, Authenticator authenticator)
            implements PbftMessage, Signed {
        public static Digest content(InstanceId instance, long view, long sequence, Digest batch) {
            return Digest.of("PBFT-PRE-PREPARE")
                    .add(instance.number())
                    .add(view)
                    .add(sequence)
                    .add(batch)
                    .digest();
        }

        public Digest content() {
            return content(instance, view, sequence, batch.digest());
        }

        @Override
        public PrePrepare signedBy(Signing keys) {
            return new PrePrepare(instance, view, sequence, batch, keys.authenticator(keys.speaker(), content()));
        }
    }

    /** {@code ⟨PREPARE, v, n, d, i⟩}. */
    record Prepare(
            InstanceId instance, long view, long sequence, Digest batch, ReplicaId replica, Authenticator authenticator)
            implements PbftMessage, Signed {
        public static Digest content(InstanceId instance, long view, long sequence, Digest batch, ReplicaId replica) {
            return Digest.of("PBFT-PREPARE")
                    .add(instance.number())
                    .add(view)
                    .add(sequence)
                    .add(batch)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(instance, view, sequence, batch, replica);
        }

        @Override
        public Prepare signedBy(Signing keys) {
            return new Prepare(instance, view, sequence, batch, replica, keys.authenticator(replica, content()));
        }
    }

    /** {@code ⟨COMMIT, v, n, d, i⟩}. */
    record Commit(
            InstanceId instance, long view, long sequence, Digest batch, ReplicaId replica, Authenticator authenticator)
            implements PbftMessage, Signed {
        public static Digest content(InstanceId instance, long view, long sequence, Digest batch, ReplicaId replica) {
            return Digest.of("PBFT-COMMIT")
                    .add(instance.number())
                    .add(view)
                    .add(sequence)
                    .add(batch)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(instance, view, sequence, batch, replica);
        }

        @Override
        public Commit signedBy(Signing keys) {
            return new Commit(instance, view, sequence, batch, replica, keys.authenticator(replica, content()));
        }
    }

    /**
     * {@code ⟨REPLY, v, t, c, i, r⟩}. {@code f + 1} replicas send the result, the others its digest; and in place of the view, whom
     * the replica takes for the primary.
     */
    record Reply(
            InstanceId instance,
            RequestId request,
            ReplicaId replica,
            ReplicaId leader,
            Optional<Bytes> result,
            Digest resultDigest,
            Digest history,
            Mac mac)
            implements PbftMessage, Signed {
        public static Digest content(
                InstanceId instance,
                RequestId request,
                ReplicaId replica,
                ReplicaId leader,
                Digest result,
                Digest history) {
            return Digest.of("PBFT-REPLY")
                    .add(instance.number())
                    .add(request.digest())
                    .add(replica)
                    .add(leader)
                    .add(result)
                    .add(history)
                    .digest();
        }

        public Digest content() {
            return content(instance, request, replica, leader, resultDigest, history);
        }

        public ClientId client() {
            return request.client();
        }

        /** {@code D(r)}. */
        public static Digest digest(Bytes result) {
            return Digest.of("PBFT-RESULT").add(result).digest();
        }

        @Override
        public Reply signedBy(Signing keys) {
            Mac own = keys.mac(replica, content(), client());
            return new Reply(instance, request, replica, leader, result, resultDigest, history, own);
        }
    }

    /** {@code ⟨CHECKPOINT, n, d, i⟩_{σ_i}}: the state after executing {@code n} has this digest. */
    record Checkpoint(InstanceId instance, long sequence, Digest state, ReplicaId replica, Signature signature)
            implements PbftMessage, Signed {
        public static Digest content(InstanceId instance, long sequence, Digest state, ReplicaId replica) {
            return Digest.of("PBFT-CHECKPOINT")
                    .add(instance.number())
                    .add(sequence)
                    .add(state)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(instance, sequence, state, replica);
        }

        @Override
        public Checkpoint signedBy(Signing keys) {
            return new Checkpoint(instance, sequence, state, replica, keys.sign(replica, content()));
        }
    }

    /**
     * {@code ⟨VIEW-CHANGE, v, h, P, Q, i⟩_{σ_i}}: the replica takes no part any more in views before {@code v}.
     *
     * @param stable the sender's stable checkpoint {@code h}, with its proof
     * @param prepared {@code P}: what prepared at the sender above {@code h}
     * @param preprepared {@code Q}: what was pre-prepared at the sender above {@code h}
     */
    record ViewChange(
            InstanceId instance,
            long view,
            CheckpointCertificate stable,
            List<Claim> prepared,
            List<Claim> preprepared,
            ReplicaId replica,
            Signature signature)
            implements PbftMessage, Signed {
        public ViewChange {
            prepared = List.copyOf(prepared);
            preprepared = List.copyOf(preprepared);
        }

        public static Digest content(
                InstanceId instance,
                long view,
                CheckpointCertificate stable,
                List<Claim> prepared,
                List<Claim> preprepared,
                ReplicaId replica) {
            Digest.Builder digest = Digest.of("PBFT-VIEW-CHANGE")
                    .add(instance.number())
                    .add(view)
                    .add(replica)
                    .add(stable.sequence())
                    .add(stable.state());
            add(prepared, digest);
            add(preprepared, digest);
            return digest.digest();
        }

        private static void add(List<Claim> claims, Digest.Builder digest) {
            digest.add(claims.size());
            claims.forEach(
                    claim -> digest.add(claim.sequence()).add(claim.view()).add(claim.digest()));
        }

        public Digest content() {
            return content(instance, view, stable, prepared, preprepared, replica);
        }

        @Override
        public ViewChange signedBy(Signing keys) {
            Signature own = keys.sign(replica, content());
            return new ViewChange(instance, view, stable, prepared, preprepared, replica, own);
        }
    }

    /**
     * {@code ⟨NEW-VIEW, v, V⟩_{σ_p}}, from the primary of {@code v}. What the new view begins with, {@code O} of the paper,
     * follows from {@code V} and is not sent.
     */
    record NewView(InstanceId instance, long view, List<ViewChange> viewChanges, Signature signature)
            implements PbftMessage, Signed {
        public NewView {
            viewChanges = List.copyOf(viewChanges);
        }

        public static Digest content(InstanceId instance, long view, List<ViewChange> viewChanges) {
            Digest.Builder digest =
                    Digest.of("PBFT-NEW-VIEW").add(instance.number()).add(view).add(viewChanges.size());
            viewChanges.forEach(change -> digest.add(change.content()));
            return digest.digest();
        }

        public Digest content() {
            return content(instance, view, viewChanges);
        }

        @Override
        public NewView signedBy(Signing keys) {
            return new NewView(instance, view, viewChanges, keys.sign(keys.speaker(), content()));
        }
    }

    /**
     * What a replica has, so that the others send what it lacks.
     *
     * @param active whether it has the NEW-VIEW of its view
     * @param stable its stable checkpoint
     * @param executed the last sequence number it executed
     * @param wanted the sequence number at which it needs a stable checkpoint to become a full member again; 0 if it is one
     * @param missing of which batches it knows the digest only
     */
    record Status(
            InstanceId instance,
            ReplicaId replica,
            long view,
            boolean active,
            long stable,
            long executed,
            long wanted,
            List<Claim> missing,
            Authenticator authenticator)
            implements PbftMessage, Signed {
        public Status {
            missing = List.copyOf(missing);
        }

        public static Digest content(
                InstanceId instance,
                ReplicaId replica,
                long view,
                boolean active,
                long stable,
                long executed,
                long wanted,
                List<Claim> missing) {
            Digest.Builder digest = Digest.of("PBFT-STATUS")
                    .add(instance.number())
                    .add(replica)
                    .add(view)
                    .add(active ? 1 : 0)
                    .add(stable)
                    .add(executed)
                    .add(wanted);
            missing.forEach(
                    claim -> digest.add(claim.sequence()).add(claim.view()).add(claim.digest()));
            return digest.digest();
        }

        public Digest content() {
            return content(instance, replica, view, active, stable, executed, wanted, missing);
        }

        @Override
        public Status signedBy(Signing keys) {
            return new Status(
                    instance,
                    replica,
                    view,
                    active,
                    stable,
                    executed,
                    wanted,
                    missing,
                    keys.authenticator(replica, content()));
        }
    }

    /** A batch that someone's STATUS says is missing. */
    record Content(InstanceId instance, long sequence, Batch batch) implements PbftMessage {}

    /** Asks for the state at a stable checkpoint, or at a later one. */
    record FetchState(InstanceId instance, long sequence, ReplicaId replica, Mac mac) implements PbftMessage, Signed {
        public static Digest content(InstanceId instance, long sequence, ReplicaId replica) {
            return Digest.of("PBFT-FETCH-STATE")
                    .add(instance.number())
                    .add(sequence)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(instance, sequence, replica);
        }

        @Override
        public FetchState signedBy(Signing keys) {
            return new FetchState(instance, sequence, replica, keys.mac(replica, content(), keys.receiver()));
        }
    }

    /** The state at a stable checkpoint. */
    record State(InstanceId instance, CheckpointCertificate certificate, Bytes snapshot) implements PbftMessage {}
}
