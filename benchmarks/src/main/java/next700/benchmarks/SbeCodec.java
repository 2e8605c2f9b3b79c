package next700.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.benchmarks.sbe.AbortDecoder;
import next700.benchmarks.sbe.AbortEncoder;
import next700.benchmarks.sbe.MessageHeaderDecoder;
import next700.benchmarks.sbe.MessageHeaderEncoder;
import next700.benchmarks.sbe.ReqDecoder;
import next700.benchmarks.sbe.ReqEncoder;
import next700.benchmarks.sbe.RespDecoder;
import next700.benchmarks.sbe.RespEncoder;
import next700.protocol.Bytes;
import next700.protocol.ClientId;
import next700.protocol.Digest;
import next700.protocol.History;
import next700.protocol.InstanceId;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.Abort;
import next700.protocol.quorum.QuorumMessage.Req;
import next700.protocol.quorum.QuorumMessage.Resp;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Messages to bytes and back with Simple Binary Encoding and Agrona. It trusts what it decodes. */
final class SbeCodec {
    private static final int MAC_BYTES = 32;

    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(1024);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final ReqEncoder reqEncoder = new ReqEncoder();
    private final ReqDecoder reqDecoder = new ReqDecoder();
    private final RespEncoder respEncoder = new RespEncoder();
    private final RespDecoder respDecoder = new RespDecoder();
    private final AbortEncoder abortEncoder = new AbortEncoder();
    private final AbortDecoder abortDecoder = new AbortDecoder();

    byte[] encode(Req req) {
        byte[] operation = req.request().operation().toByteArray();
        byte[] macs = new byte[req.authenticator().entries().size() * MAC_BYTES];
        for (int i = 0; i < req.authenticator().entries().size(); i++) {
            byte[] tag = req.authenticator().entries().get(i).tag().toByteArray();
            System.arraycopy(tag, 0, macs, i * MAC_BYTES, MAC_BYTES);
        }
        reqEncoder
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .instance(req.instance().number())
                .timestamp(req.request().timestamp())
                .client(req.request().client().number())
                .putOperation(operation, 0, operation.length)
                .putAuthenticator(macs, 0, macs.length);
        return copy(reqEncoder.limit());
    }

    Req decodeReq(byte[] encoded) {
        reqDecoder.wrapAndApplyHeader(new UnsafeBuffer(encoded), 0, headerDecoder);
        byte[] operation = new byte[reqDecoder.operationLength()];
        reqDecoder.getOperation(operation, 0, operation.length);
        byte[] macs = new byte[reqDecoder.authenticatorLength()];
        reqDecoder.getAuthenticator(macs, 0, macs.length);
        List<Mac> entries = new ArrayList<>();
        for (int at = 0; at < macs.length; at += MAC_BYTES) {
            entries.add(new Mac(Bytes.copyOf(java.util.Arrays.copyOfRange(macs, at, at + MAC_BYTES))));
        }
        Request request =
                new Request(new ClientId(reqDecoder.client()), reqDecoder.timestamp(), Bytes.copyOf(operation));
        return new Req(new InstanceId(reqDecoder.instance()), request, Optional.empty(), new Authenticator(entries));
    }

    byte[] encode(Resp resp) {
        byte[] reply = resp.reply().toByteArray();
        byte[] history = resp.history().value().toByteArray();
        byte[] mac = resp.mac().tag().toByteArray();
        respEncoder
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .instance(resp.instance().number())
                .timestamp(resp.timestamp())
                .replica(resp.replica().number())
                .client(resp.client().number())
                .putReply(reply, 0, reply.length)
                .putHistory(history, 0, history.length)
                .putMac(mac, 0, mac.length);
        return copy(respEncoder.limit());
    }

    Resp decodeResp(byte[] encoded) {
        respDecoder.wrapAndApplyHeader(new UnsafeBuffer(encoded), 0, headerDecoder);
        byte[] reply = new byte[respDecoder.replyLength()];
        respDecoder.getReply(reply, 0, reply.length);
        byte[] history = new byte[respDecoder.historyLength()];
        respDecoder.getHistory(history, 0, history.length);
        byte[] mac = new byte[respDecoder.macLength()];
        respDecoder.getMac(mac, 0, mac.length);
        return new Resp(
                new InstanceId(respDecoder.instance()),
                new ReplicaId(respDecoder.replica()),
                new ClientId(respDecoder.client()),
                respDecoder.timestamp(),
                Bytes.copyOf(reply),
                new Digest(Bytes.copyOf(history)),
                new Mac(Bytes.copyOf(mac)));
    }

    byte[] encode(Abort abort) {
        List<Request> requests = abort.history().requests();
        AbortEncoder.RequestsEncoder group = abortEncoder
                .wrapAndApplyHeader(buffer, 0, headerEncoder)
                .instance(abort.instance().number())
                .next(abort.next().number())
                .replica(abort.replica().number())
                .requestsCount(requests.size());
        for (Request request : requests) {
            byte[] operation = request.operation().toByteArray();
            group.next()
                    .timestamp(request.timestamp())
                    .client(request.client().number())
                    .putOperation(operation, 0, operation.length);
        }
        byte[] signature = abort.signature().value().toByteArray();
        abortEncoder.putSignature(signature, 0, signature.length);
        return copy(abortEncoder.limit());
    }

    Abort decodeAbort(byte[] encoded) {
        abortDecoder.wrapAndApplyHeader(new UnsafeBuffer(encoded), 0, headerDecoder);
        History history = History.EMPTY;
        for (AbortDecoder.RequestsDecoder request : abortDecoder.requests()) {
            long timestamp = request.timestamp();
            ClientId client = new ClientId(request.client());
            byte[] operation = new byte[request.operationLength()];
            request.getOperation(operation, 0, operation.length);
            history = history.append(new Request(client, timestamp, Bytes.copyOf(operation)));
        }
        byte[] signature = new byte[abortDecoder.signatureLength()];
        abortDecoder.getSignature(signature, 0, signature.length);
        return new Abort(
                new InstanceId(abortDecoder.instance()),
                new InstanceId(abortDecoder.next()),
                new ReplicaId(abortDecoder.replica()),
                history,
                new Signature(Bytes.copyOf(signature)));
    }

    private byte[] copy(int length) {
        byte[] encoded = new byte[length];
        buffer.getBytes(0, encoded);
        return encoded;
    }
}
