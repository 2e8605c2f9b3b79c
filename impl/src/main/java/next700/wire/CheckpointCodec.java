package next700.wire;

import com.google.protobuf.ByteString;
import java.util.List;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.Fetch;
import next700.protocol.checkpoints.Fetched;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/** The messages of the checkpoint subprotocol within frames. */
final class CheckpointCodec {
    /** So that what a frame adds to it can be counted. */
    private static final int MAX_LENGTH = 1 << 30;

    private CheckpointCodec() {}

    static Frames.Checkpoint toProto(Checkpoint checkpoint) throws MalformedFrameException {
        return Frames.Checkpoint.newBuilder()
                .setInstance(FrameCodec.instance(checkpoint.instance()))
                .setReplica(FrameCodec.replica(checkpoint.replica()))
                .setLength(length(checkpoint.length()))
                .setHistory(FrameCodec.wrap(checkpoint.history().value()))
                .setImage(FrameCodec.wrap(checkpoint.image().value()))
                .setWanted(checkpoint.wanted())
                .setSignature(FrameCodec.signature(checkpoint.signature()))
                .build();
    }

    static Checkpoint fromProto(Frames.Checkpoint checkpoint) throws MalformedFrameException {
        return new Checkpoint(
                FrameCodec.instance(checkpoint.getInstance()),
                FrameCodec.replica(checkpoint.getReplica()),
                length(checkpoint.getLength()),
                FrameCodec.digest(checkpoint.getHistory()),
                FrameCodec.digest(checkpoint.getImage()),
                checkpoint.getWanted(),
                FrameCodec.signature(checkpoint.getSignature()));
    }

    static Frames.Fetch toProto(Fetch fetch) throws MalformedFrameException {
        return Frames.Fetch.newBuilder()
                .setInstance(FrameCodec.instance(fetch.instance()))
                .setReplica(FrameCodec.replica(fetch.replica()))
                .setLength(length(fetch.length()))
                .setMac(FrameCodec.mac(fetch.mac()))
                .build();
    }

    static Fetch fromProto(Frames.Fetch fetch) throws MalformedFrameException {
        return new Fetch(
                FrameCodec.instance(fetch.getInstance()),
                FrameCodec.replica(fetch.getReplica()),
                length(fetch.getLength()),
                FrameCodec.mac(fetch.getMac()));
    }

    static Frames.Fetched toProto(Fetched fetched) throws MalformedFrameException {
        return Frames.Fetched.newBuilder()
                .setInstance(FrameCodec.instance(fetched.instance()))
                .setCertificate(toProto(fetched.certificate()))
                .setImage(FrameCodec.wrap(fetched.image()))
                .build();
    }

    static Fetched fromProto(Frames.Fetched fetched) throws MalformedFrameException {
        return new Fetched(
                FrameCodec.instance(fetched.getInstance()),
                fromProto(fetched.getCertificate()),
                FrameCodec.bytes(fetched.getImage()));
    }

    static Frames.Certificate toProto(Certificate certificate) throws MalformedFrameException {
        List<Signature> signatures = certificate.signatures();
        FrameCodec.checkCount(signatures.size(), FrameCodec.MAX_REPLICAS, "signatures");
        return Frames.Certificate.newBuilder()
                .setInstance(FrameCodec.instance(certificate.instance()))
                .setLength(length(certificate.length()))
                .setHistory(FrameCodec.wrap(certificate.history().value()))
                .setImage(FrameCodec.wrap(certificate.image().value()))
                .setSignatures(FrameCodec.signatures(signatures))
                .build();
    }

    static Certificate fromProto(Frames.Certificate certificate) throws MalformedFrameException {
        ByteString joined = certificate.getSignatures();
        FrameCodec.checkCount(joined.size() / FrameCodec.SIGNATURE_BYTES, FrameCodec.MAX_REPLICAS, "signatures");
        return new Certificate(
                FrameCodec.instance(certificate.getInstance()),
                length(certificate.getLength()),
                FrameCodec.digest(certificate.getHistory()),
                FrameCodec.digest(certificate.getImage()),
                FrameCodec.signatures(joined));
    }

    private static int length(int number) throws MalformedFrameException {
        if (number < 1 || number > MAX_LENGTH) {
            throw new MalformedFrameException(Reason.OUT_OF_RANGE, "a checkpoint of " + number + " requests");
        }
        return number;
    }
}
