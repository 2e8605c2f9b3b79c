package next700.protocol.zyzzyva;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Message;
import next700.process.ReplicaId;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.authentication.Signed;
import next700.protocol.authentication.Signing;

/** The messages, by the paper's names. What must convince third parties is signed. */
public sealed interface ZyzzyvaMessage extends Message
        permits Request,
                ZyzzyvaMessage.OrderRequest,
                ZyzzyvaMessage.Response,
                ZyzzyvaMessage.Exchange,
                ZyzzyvaMessage.Commit,
                ZyzzyvaMessage.LocalCommit,
                ZyzzyvaMessage.FillHole,
                ZyzzyvaMessage.ConfirmRequest,
                ZyzzyvaMessage.Hate,
                ZyzzyvaMessage.Accusation,
                ZyzzyvaMessage.ProofOfMisbehaviour,
                ZyzzyvaMessage.ViewChange,
                ZyzzyvaMessage.NewView,
                ZyzzyvaMessage.ViewConfirm,
                ZyzzyvaMessage.Begun,
                ZyzzyvaMessage.Checkpoint,
                ZyzzyvaMessage.FetchState,
                ZyzzyvaMessage.State {

    /** {@code <ORDER-REQ, v, n, h_n, d>_σp, m}. */
    record OrderRequest(long view, long n, Digest history, Request request, Signature signature)
            implements ZyzzyvaMessage, Signed {
        public static Digest content(long view, long n, Digest history, Digest request) {
            return Digest.of("ZYZZYVA-ORDER-REQ")
                    .add(view)
                    .add(n)
                    .add(history)
                    .add(request)
                    .digest();
        }

        public Digest content() {
            return content(view, n, history, request.digest());
        }

        @Override
        public OrderRequest signedBy(Signing keys) {
            return new OrderRequest(view, n, history, request, keys.sign(keys.speaker(), content()));
        }
    }

    /** {@code <SPEC-RESPONSE, v, n, h_n, H(r), c, t>_σi}: what certificates are made of. */
    record SpecResponse(
            long view,
            long n,
            Digest history,
            Digest result,
            ClientId client,
            long timestamp,
            ReplicaId replica,
            Signature signature)
            implements Signed {
        public static Digest content(
                long view, long n, Digest history, Digest result, ClientId client, long timestamp, ReplicaId replica) {
            return Digest.of("ZYZZYVA-SPEC-RESPONSE")
                    .add(view)
                    .add(n)
                    .add(history)
                    .add(result)
                    .add(client)
                    .add(timestamp)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(view, n, history, result, client, timestamp, replica);
        }

        /** {@code H(r)}. */
        public static Digest digestOf(Bytes reply) {
            return Digest.of("ZYZZYVA-REPLY").add(reply).digest();
        }

        @Override
        public SpecResponse signedBy(Signing keys) {
            return new SpecResponse(
                    view, n, history, result, client, timestamp, replica, keys.sign(replica, content()));
        }
    }

    /** A SPEC-RESPONSE with the reply, and the ORDER-REQ if it was ordered in this view. */
    record Response(SpecResponse response, Bytes reply, Optional<OrderRequest> order) implements ZyzzyvaMessage {}

    /** A SPEC-RESPONSE for a checkpoint, to the other replicas. */
    record Exchange(SpecResponse response) implements ZyzzyvaMessage {}

    /** {@code <COMMIT, c, CC>}. The certificate proves itself. */
    record Commit(ClientId client, long timestamp, CommitCertificate certificate) implements ZyzzyvaMessage {}

    /** {@code <LOCAL-COMMIT, v, d, h, i, c>}, with the client's timestamp in d's place. */
    record LocalCommit(long view, long n, Digest history, ClientId client, long timestamp, ReplicaId replica, Mac mac)
            implements ZyzzyvaMessage, Signed {
        public static Digest content(
                long view, long n, Digest history, ClientId client, long timestamp, ReplicaId replica) {
            return Digest.of("ZYZZYVA-LOCAL-COMMIT")
                    .add(view)
                    .add(n)
                    .add(history)
                    .add(client)
                    .add(timestamp)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(view, n, history, client, timestamp, replica);
        }

        @Override
        public LocalCommit signedBy(Signing keys) {
            return new LocalCommit(view, n, history, client, timestamp, replica, keys.mac(replica, content(), client));
        }
    }

    /** {@code <FILL-HOLE, v, n, n', i>}: what is asked for proves itself, whoever asks. */
    record FillHole(long view, long from, long to) implements ZyzzyvaMessage {}

    /** {@code <CONFIRM-REQ, v, m, i>}. The request proves itself. */
    record ConfirmRequest(long view, Request request) implements ZyzzyvaMessage {}

    /** {@code <I-HATE-THE-PRIMARY, v>_σi}. */
    record Hate(long view, ReplicaId replica, Signature signature) implements ZyzzyvaMessage, Signed {
        public static Digest content(long view, ReplicaId replica) {
            return Digest.of("ZYZZYVA-HATE").add(view).add(replica).digest();
        }

        public Digest content() {
            return content(view, replica);
        }

        @Override
        public Hate signedBy(Signing keys) {
            return new Hate(view, replica, keys.sign(replica, content()));
        }
    }

    /** The {@code f+1} that hate a primary. */
    record Accusation(List<Hate> hates) implements ZyzzyvaMessage {
        public Accusation {
            hates = List.copyOf(hates);
        }
    }

    /** {@code <POM, v, POM>}: two ORDER-REQs of one number that are not the same. */
    record ProofOfMisbehaviour(OrderRequest one, OrderRequest other) implements ZyzzyvaMessage {}

    /**
     * {@code <VIEW-CHANGE, v+1, s, C, CC, O, i>_σi}.
     *
     * @param view to which the replica goes
     * @param stable its stable checkpoint, C
     * @param began the proof of what the last view began with in which it was active
     * @param commit CC: its highest commit certificate of that view, if there is one beyond that
     * @param log O: what it has executed since the checkpoint
     */
    record ViewChange(
            long view,
            CheckpointCertificate stable,
            ViewCertificate began,
            Optional<CommitCertificate> commit,
            List<Request> log,
            ReplicaId replica,
            Signature signature)
            implements ZyzzyvaMessage, Signed {
        public ViewChange {
            log = List.copyOf(log);
        }

        public static Digest content(
                long view,
                CheckpointCertificate stable,
                ViewCertificate began,
                Optional<CommitCertificate> commit,
                List<Request> log,
                ReplicaId replica) {
            Digest.Builder content = Digest.of("ZYZZYVA-VIEW-CHANGE")
                    .add(view)
                    .add(stable.n())
                    .add(stable.history())
                    .add(began.view())
                    .add(began.n())
                    .add(began.history())
                    .add(commit.map(CommitCertificate::view).orElse(-1L))
                    .add(commit.map(CommitCertificate::n).orElse(-1L))
                    .add(commit.map(CommitCertificate::history).orElse(Histories.EMPTY))
                    .add(replica)
                    .add(log.size());
            log.forEach(request -> content.add(request.digest()));
            return content.digest();
        }

        public Digest content() {
            return content(view, stable, began, commit, log, replica);
        }

        /** The number up to which a certificate proves the history. */
        long provedTo() {
            return commit.map(CommitCertificate::n).orElse(began.n());
        }

        /** The number of the last request in the log. */
        long last() {
            return stable.n() + log.size();
        }

        /** The hash of the history up to a number from the checkpoint's to the last. */
        Digest historyAt(long n) {
            Digest history = stable.history();
            for (int i = 0; i < n - stable.n(); i++) {
                history = Histories.extend(history, log.get(i));
            }
            return history;
        }

        boolean reaches(long n) {
            return stable.n() <= n && n <= last();
        }

        @Override
        public ViewChange signedBy(Signing keys) {
            return new ViewChange(view, stable, began, commit, log, replica, keys.sign(replica, content()));
        }
    }

    /** {@code <NEW-VIEW, v+1, P>_σp}. */
    record NewView(long view, List<ViewChange> changes, Signature signature) implements ZyzzyvaMessage, Signed {
        public NewView {
            changes = List.copyOf(changes);
        }

        public static Digest content(long view, List<ViewChange> changes) {
            Digest.Builder content = Digest.of("ZYZZYVA-NEW-VIEW").add(view).add(changes.size());
            changes.forEach(change -> content.add(change.content()));
            return content.digest();
        }

        public Digest content() {
            return content(view, changes);
        }

        @Override
        public NewView signedBy(Signing keys) {
            return new NewView(view, changes, keys.sign(keys.speaker(), content()));
        }
    }

    /** {@code <VIEW-CONFIRM, v+1, n, h, i>_σi}. */
    record ViewConfirm(long view, long n, Digest history, ReplicaId replica, Signature signature)
            implements ZyzzyvaMessage, Signed {
        public static Digest content(long view, long n, Digest history, ReplicaId replica) {
            return Digest.of("ZYZZYVA-VIEW-CONFIRM")
                    .add(view)
                    .add(n)
                    .add(history)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(view, n, history, replica);
        }

        @Override
        public ViewConfirm signedBy(Signing keys) {
            return new ViewConfirm(view, n, history, replica, keys.sign(replica, content()));
        }
    }

    /** To a replica that is behind: the view in which the sender is, and the proof that it began. */
    record Begun(NewView newView, ViewCertificate certificate) implements ZyzzyvaMessage {}

    /** {@code <CHECKPOINT, n, h, a, i>_σi}, with the view in which its sender holds a certificate for it. */
    record Checkpoint(long view, long n, Digest history, Digest state, ReplicaId replica, Signature signature)
            implements ZyzzyvaMessage, Signed {
        public static Digest content(long view, long n, Digest history, Digest state, ReplicaId replica) {
            return Digest.of("ZYZZYVA-CHECKPOINT")
                    .add(view)
                    .add(n)
                    .add(history)
                    .add(state)
                    .add(replica)
                    .digest();
        }

        public Digest content() {
            return content(view, n, history, state, replica);
        }

        @Override
        public Checkpoint signedBy(Signing keys) {
            return new Checkpoint(view, n, history, state, replica, keys.sign(replica, content()));
        }
    }

    /** Asks for the state at a stable checkpoint from n on. */
    record FetchState(long n) implements ZyzzyvaMessage {}

    /** The state at a stable checkpoint: the certificate says what its digest is. */
    record State(CheckpointCertificate certificate, Bytes snapshot) implements ZyzzyvaMessage {}
}
