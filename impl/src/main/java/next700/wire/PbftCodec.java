package next700.wire;

import com.google.protobuf.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.process.Digest;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.Batch;
import next700.protocol.pbft.CheckpointCertificate;
import next700.protocol.pbft.Claim;
import next700.protocol.pbft.PbftMessage;
import next700.protocol.pbft.PbftMessage.Checkpoint;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftMessage.Commit;
import next700.protocol.pbft.PbftMessage.Content;
import next700.protocol.pbft.PbftMessage.FetchState;
import next700.protocol.pbft.PbftMessage.NewView;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftMessage.Prepare;
import next700.protocol.pbft.PbftMessage.Relay;
import next700.protocol.pbft.PbftMessage.Reply;
import next700.protocol.pbft.PbftMessage.State;
import next700.protocol.pbft.PbftMessage.Status;
import next700.protocol.pbft.PbftMessage.ViewChange;
import next700.protocol.unanimity.Req;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/** PBFT's messages within frames. Whoever decodes them has scanned the frame, and encodes it again afterwards. */
final class PbftCodec {
    private final FrameCodec frames;

    PbftCodec(FrameCodec frames) {
        this.frames = frames;
    }

    Frames.Pbft toProto(PbftMessage message) throws MalformedFrameException {
        Frames.Pbft.Builder builder = Frames.Pbft.newBuilder();
        switch (message) {
            case ClientRequest request -> builder.setRequest(request(request));
            case Relay relay ->
                builder.setRelay(Frames.PbftRelay.newBuilder()
                        .setInstance(FrameCodec.instance(relay.instance()))
                        .setRequest(request(relay.request()))
                        .setReplica(FrameCodec.replica(relay.replica()))
                        .setAuthenticator(FrameCodec.authenticator(relay.authenticator())));
            case PrePrepare prePrepare ->
                builder.setPrePrepare(Frames.PbftPrePrepare.newBuilder()
                        .setInstance(FrameCodec.instance(prePrepare.instance()))
                        .setView(FrameCodec.natural(prePrepare.view()))
                        .setSequence(FrameCodec.natural(prePrepare.sequence()))
                        .setBatch(batch(prePrepare.batch()))
                        .setAuthenticator(FrameCodec.authenticator(prePrepare.authenticator())));
            case Prepare prepare ->
                builder.setPrepare(Frames.PbftVote.newBuilder()
                        .setInstance(FrameCodec.instance(prepare.instance()))
                        .setView(FrameCodec.natural(prepare.view()))
                        .setSequence(FrameCodec.natural(prepare.sequence()))
                        .setBatch(FrameCodec.wrap(prepare.batch().value()))
                        .setReplica(FrameCodec.replica(prepare.replica()))
                        .setAuthenticator(FrameCodec.authenticator(prepare.authenticator())));
            case Commit commit ->
                builder.setCommit(Frames.PbftVote.newBuilder()
                        .setInstance(FrameCodec.instance(commit.instance()))
                        .setView(FrameCodec.natural(commit.view()))
                        .setSequence(FrameCodec.natural(commit.sequence()))
                        .setBatch(FrameCodec.wrap(commit.batch().value()))
                        .setReplica(FrameCodec.replica(commit.replica()))
                        .setAuthenticator(FrameCodec.authenticator(commit.authenticator())));
            case Reply reply -> builder.setReply(reply(reply));
            case Checkpoint checkpoint -> builder.setCheckpoint(checkpoint(checkpoint));
            case ViewChange change -> builder.setViewChange(viewChange(change));
            case NewView newView ->
                builder.setNewView(Frames.PbftNewView.newBuilder()
                        .setInstance(FrameCodec.instance(newView.instance()))
                        .setView(FrameCodec.natural(newView.view()))
                        .setViewChanges(JoinedValues.join(newView.viewChanges(), PbftCodec::viewChange))
                        .setSignature(FrameCodec.signature(newView.signature())));
            case Status status -> builder.setStatus(status(status));
            case Content content ->
                builder.setContent(Frames.PbftContent.newBuilder()
                        .setInstance(FrameCodec.instance(content.instance()))
                        .setSequence(FrameCodec.natural(content.sequence()))
                        .setBatch(batch(content.batch())));
            case FetchState fetch ->
                builder.setFetchState(Frames.PbftFetchState.newBuilder()
                        .setInstance(FrameCodec.instance(fetch.instance()))
                        .setSequence(FrameCodec.natural(fetch.sequence()))
                        .setReplica(FrameCodec.replica(fetch.replica()))
                        .setMac(FrameCodec.mac(fetch.mac())));
            case State state ->
                builder.setState(Frames.PbftState.newBuilder()
                        .setInstance(FrameCodec.instance(state.instance()))
                        .setCertificate(certificate(state.certificate()))
                        .setSnapshot(FrameCodec.wrap(state.snapshot())));
        }
        return builder.build();
    }

    PbftMessage fromProto(Frames.Pbft message) throws MalformedFrameException {
        return switch (message.getBodyCase()) {
            case REQUEST -> request(message.getRequest());
            case RELAY -> relay(message.getRelay());
            case PRE_PREPARE -> prePrepare(message.getPrePrepare());
            case PREPARE -> prepare(message.getPrepare());
            case COMMIT -> commit(message.getCommit());
            case REPLY -> reply(message.getReply());
            case CHECKPOINT -> checkpoint(message.getCheckpoint());
            case VIEW_CHANGE -> viewChange(message.getViewChange());
            case NEW_VIEW -> newView(message.getNewView());
            case STATUS -> status(message.getStatus());
            case CONTENT -> content(message.getContent());
            case FETCH_STATE -> fetchState(message.getFetchState());
            case STATE -> state(message.getState());
            case BODY_NOT_SET -> throw new MalformedFrameException(Reason.INCONSISTENT, "no message of PBFT");
        };
    }

    // Requests travel like Quorum's: the same fields, and the same limits.

    private Frames.Req request(ClientRequest request) throws MalformedFrameException {
        Submission submission = request.submission();
        return frames.toProto(
                new Req(request.instance(), submission.request(), submission.init(), request.authenticator()));
    }

    private ClientRequest request(Frames.Req message) throws MalformedFrameException {
        Req req = frames.req(message);
        return new ClientRequest(req.instance(), new Submission(req.request(), req.init()), req.authenticator());
    }

    private Frames.Joined batch(Batch batch) throws MalformedFrameException {
        return JoinedValues.join(batch.requests(), this::request);
    }

    private Batch batch(Frames.Joined joined) throws MalformedFrameException {
        return new Batch(JoinedValues.split(joined, Frames.Req.getDescriptor(), Frames.Req.parser(), this::request));
    }

    private Relay relay(Frames.PbftRelay relay) throws MalformedFrameException {
        return new Relay(
                FrameCodec.instance(relay.getInstance()),
                request(relay.getRequest()),
                FrameCodec.replica(relay.getReplica()),
                FrameCodec.authenticator(relay.getAuthenticator()));
    }

    private PrePrepare prePrepare(Frames.PbftPrePrepare prePrepare) throws MalformedFrameException {
        return new PrePrepare(
                FrameCodec.instance(prePrepare.getInstance()),
                FrameCodec.natural(prePrepare.getView()),
                FrameCodec.natural(prePrepare.getSequence()),
                batch(prePrepare.getBatch()),
                FrameCodec.authenticator(prePrepare.getAuthenticator()));
    }

    private static Prepare prepare(Frames.PbftVote vote) throws MalformedFrameException {
        return new Prepare(
                FrameCodec.instance(vote.getInstance()),
                FrameCodec.natural(vote.getView()),
                FrameCodec.natural(vote.getSequence()),
                FrameCodec.digest(vote.getBatch()),
                FrameCodec.replica(vote.getReplica()),
                FrameCodec.authenticator(vote.getAuthenticator()));
    }

    private static Commit commit(Frames.PbftVote vote) throws MalformedFrameException {
        return new Commit(
                FrameCodec.instance(vote.getInstance()),
                FrameCodec.natural(vote.getView()),
                FrameCodec.natural(vote.getSequence()),
                FrameCodec.digest(vote.getBatch()),
                FrameCodec.replica(vote.getReplica()),
                FrameCodec.authenticator(vote.getAuthenticator()));
    }

    private static Frames.PbftReply reply(Reply reply) throws MalformedFrameException {
        Frames.PbftReply.Builder builder = Frames.PbftReply.newBuilder()
                .setInstance(FrameCodec.instance(reply.instance()))
                .setClient(reply.client().number())
                .setTimestamp(FrameCodec.natural(reply.timestamp()))
                .setReplica(FrameCodec.replica(reply.replica()))
                .setLeader(FrameCodec.replica(reply.leader()))
                .setResultDigest(FrameCodec.wrap(reply.resultDigest().value()))
                .setHistory(FrameCodec.wrap(reply.history().value()))
                .setMac(FrameCodec.mac(reply.mac()));
        reply.result().ifPresent(result -> builder.setResult(FrameCodec.wrap(result)));
        return builder.build();
    }

    private static Reply reply(Frames.PbftReply reply) throws MalformedFrameException {
        return new Reply(
                FrameCodec.instance(reply.getInstance()),
                FrameCodec.client(reply.getClient()),
                FrameCodec.natural(reply.getTimestamp()),
                FrameCodec.replica(reply.getReplica()),
                FrameCodec.replica(reply.getLeader()),
                reply.hasResult() ? Optional.of(FrameCodec.bytes(reply.getResult())) : Optional.empty(),
                FrameCodec.digest(reply.getResultDigest()),
                FrameCodec.digest(reply.getHistory()),
                FrameCodec.mac(reply.getMac()));
    }

    private static Frames.PbftCheckpoint checkpoint(Checkpoint checkpoint) throws MalformedFrameException {
        return Frames.PbftCheckpoint.newBuilder()
                .setInstance(FrameCodec.instance(checkpoint.instance()))
                .setSequence(FrameCodec.natural(checkpoint.sequence()))
                .setState(FrameCodec.wrap(checkpoint.state().value()))
                .setReplica(FrameCodec.replica(checkpoint.replica()))
                .setSignature(FrameCodec.signature(checkpoint.signature()))
                .build();
    }

    private static Checkpoint checkpoint(Frames.PbftCheckpoint checkpoint) throws MalformedFrameException {
        return new Checkpoint(
                FrameCodec.instance(checkpoint.getInstance()),
                FrameCodec.natural(checkpoint.getSequence()),
                FrameCodec.digest(checkpoint.getState()),
                FrameCodec.replica(checkpoint.getReplica()),
                FrameCodec.signature(checkpoint.getSignature()));
    }

    private static Frames.PbftCertificate certificate(CheckpointCertificate certificate)
            throws MalformedFrameException {
        return Frames.PbftCertificate.newBuilder()
                .setSequence(FrameCodec.natural(certificate.sequence()))
                .setState(FrameCodec.wrap(certificate.state().value()))
                .setProof(JoinedValues.join(certificate.proof(), PbftCodec::checkpoint))
                .build();
    }

    private static CheckpointCertificate certificate(Frames.PbftCertificate certificate)
            throws MalformedFrameException {
        return new CheckpointCertificate(
                FrameCodec.natural(certificate.getSequence()),
                FrameCodec.digest(certificate.getState()),
                JoinedValues.split(
                        certificate.getProof(),
                        Frames.PbftCheckpoint.getDescriptor(),
                        Frames.PbftCheckpoint.parser(),
                        PbftCodec::checkpoint));
    }

    private static Frames.PbftClaims claims(List<Claim> claims) throws MalformedFrameException {
        Frames.PbftClaims.Builder builder = Frames.PbftClaims.newBuilder();
        ByteString digests = ByteString.EMPTY;
        for (Claim claim : claims) {
            builder.addSequence(FrameCodec.natural(claim.sequence()));
            builder.addView(FrameCodec.natural(claim.view()));
            digests = digests.concat(FrameCodec.wrap(claim.digest().value()));
        }
        return builder.setDigests(digests).build();
    }

    private static List<Claim> claims(Frames.PbftClaims columns) throws MalformedFrameException {
        int count = columns.getSequenceCount();
        if (columns.getViewCount() != count || columns.getDigests().size() != (long) count * Digest.SIZE_BYTES) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "columns of claims differ in length");
        }
        List<Claim> claims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = i * Digest.SIZE_BYTES;
            claims.add(new Claim(
                    FrameCodec.natural(columns.getSequence(i)),
                    FrameCodec.natural(columns.getView(i)),
                    FrameCodec.digest(columns.getDigests().substring(at, at + Digest.SIZE_BYTES))));
        }
        return claims;
    }

    private static Frames.PbftViewChange viewChange(ViewChange change) throws MalformedFrameException {
        return Frames.PbftViewChange.newBuilder()
                .setInstance(FrameCodec.instance(change.instance()))
                .setView(FrameCodec.natural(change.view()))
                .setStable(certificate(change.stable()))
                .setPrepared(claims(change.prepared()))
                .setPreprepared(claims(change.preprepared()))
                .setReplica(FrameCodec.replica(change.replica()))
                .setSignature(FrameCodec.signature(change.signature()))
                .build();
    }

    private static ViewChange viewChange(Frames.PbftViewChange change) throws MalformedFrameException {
        return new ViewChange(
                FrameCodec.instance(change.getInstance()),
                FrameCodec.natural(change.getView()),
                certificate(change.getStable()),
                claims(change.getPrepared()),
                claims(change.getPreprepared()),
                FrameCodec.replica(change.getReplica()),
                FrameCodec.signature(change.getSignature()));
    }

    private static NewView newView(Frames.PbftNewView newView) throws MalformedFrameException {
        return new NewView(
                FrameCodec.instance(newView.getInstance()),
                FrameCodec.natural(newView.getView()),
                JoinedValues.split(
                        newView.getViewChanges(),
                        Frames.PbftViewChange.getDescriptor(),
                        Frames.PbftViewChange.parser(),
                        PbftCodec::viewChange),
                FrameCodec.signature(newView.getSignature()));
    }

    private static Frames.PbftStatus status(Status status) throws MalformedFrameException {
        return Frames.PbftStatus.newBuilder()
                .setInstance(FrameCodec.instance(status.instance()))
                .setReplica(FrameCodec.replica(status.replica()))
                .setView(FrameCodec.natural(status.view()))
                .setActive(status.active())
                .setStable(FrameCodec.natural(status.stable()))
                .setExecuted(FrameCodec.natural(status.executed()))
                .setWanted(FrameCodec.natural(status.wanted()))
                .setMissing(claims(status.missing()))
                .setAuthenticator(FrameCodec.authenticator(status.authenticator()))
                .build();
    }

    private static Status status(Frames.PbftStatus status) throws MalformedFrameException {
        return new Status(
                FrameCodec.instance(status.getInstance()),
                FrameCodec.replica(status.getReplica()),
                FrameCodec.natural(status.getView()),
                status.getActive(),
                FrameCodec.natural(status.getStable()),
                FrameCodec.natural(status.getExecuted()),
                FrameCodec.natural(status.getWanted()),
                claims(status.getMissing()),
                FrameCodec.authenticator(status.getAuthenticator()));
    }

    private Content content(Frames.PbftContent content) throws MalformedFrameException {
        return new Content(
                FrameCodec.instance(content.getInstance()),
                FrameCodec.natural(content.getSequence()),
                batch(content.getBatch()));
    }

    private static FetchState fetchState(Frames.PbftFetchState fetch) throws MalformedFrameException {
        return new FetchState(
                FrameCodec.instance(fetch.getInstance()),
                FrameCodec.natural(fetch.getSequence()),
                FrameCodec.replica(fetch.getReplica()),
                FrameCodec.mac(fetch.getMac()));
    }

    private static State state(Frames.PbftState state) throws MalformedFrameException {
        return new State(
                FrameCodec.instance(state.getInstance()),
                certificate(state.getCertificate()),
                FrameCodec.bytes(state.getSnapshot()));
    }
}
