package next700.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import next700.process.Digest;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.panicking.Abort;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/**
 * ABORT messages as columns. The histories of a proof are mostly the same, so a history is written as the one it
 * continues and what it adds, and decoded histories share what they share. Histories with the same requests but different
 * bases are not the same here: digests of proofs cover the certificates, and must come out as they were.
 */
final class HistoryColumns {
    /** A history on one of the roots. */
    private record Node(int root, Digest digest) {}

    private HistoryColumns() {}

    static Frames.Aborts encode(List<Abort> aborts, int maxRequests) throws MalformedFrameException {
        Frames.Aborts.Builder columns = Frames.Aborts.newBuilder();
        Frames.Requests.Builder requests = Frames.Requests.newBuilder();
        ByteArrayOutputStream operations = new ByteArrayOutputStream();
        Map<Certificate, Integer> roots = new LinkedHashMap<>();
        for (Abort abort : aborts) {
            abort.history().certificate().ifPresent(certificate -> roots.putIfAbsent(certificate, roots.size() + 1));
        }
        if (!roots.isEmpty()) {
            columns.setCheckpoints(JoinedValues.join(List.copyOf(roots.keySet()), CheckpointCodec::toProto));
        }
        Map<Node, Integer> nodes = new HashMap<>();
        nodes.put(new Node(0, History.EMPTY.digest()), 0);
        roots.forEach((certificate, root) -> nodes.put(new Node(root, certificate.history()), root));
        for (Abort abort : aborts) {
            columns.addInstance(FrameCodec.instance(abort.instance()));
            columns.addNext(FrameCodec.instance(abort.next()));
            columns.addLackOfContention(abort.lackOfContention());
            columns.addReplica(FrameCodec.replica(abort.replica()));

            Deque<History> added = new ArrayDeque<>();
            History continued = abort.history();
            int root = rootOf(continued, roots);
            while (!nodes.containsKey(new Node(root, continued.digest()))) {
                added.push(continued);
                continued = continued.parent();
            }
            FrameCodec.checkCount(nodes.size() - 1 - roots.size() + added.size(), maxRequests, "requests");
            columns.addContinued(nodes.get(new Node(root, continued.digest())));
            columns.addAdded(added.size());
            for (History node : added) {
                nodes.put(new Node(root, node.digest()), nodes.size());
                Request request = node.last();
                requests.addClient(request.client().number());
                requests.addTimestamp(FrameCodec.natural(request.timestamp()));
                requests.addOperationBytes(request.operation().length());
                operations.writeBytes(request.operation().toByteArray());
            }
        }
        requests.setOperations(UnsafeByteOperations.unsafeWrap(operations.toByteArray()));
        columns.setSignatures(
                FrameCodec.signatures(aborts.stream().map(Abort::signature).toList()));
        return columns.setRequests(requests).build();
    }

    private static int rootOf(History history, Map<Certificate, Integer> roots) throws MalformedFrameException {
        if (history.isWhole()) {
            return 0;
        }
        if (history.certificate().isEmpty()) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "a history that is cut off without a certificate");
        }
        return roots.get(history.certificate().get());
    }

    static List<Abort> decode(Frames.Aborts columns, int maxAborts, int maxRequests) throws MalformedFrameException {
        int count = columns.getInstanceCount();
        FrameCodec.checkCount(count, maxAborts, "ABORTs");
        List<Signature> signatures = FrameCodec.signatures(columns.getSignatures());
        if (columns.getNextCount() != count
                || columns.getReplicaCount() != count
                || columns.getLackOfContentionCount() != count
                || columns.getContinuedCount() != count
                || columns.getAddedCount() != count
                || signatures.size() != count) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "columns of ABORTs differ in length");
        }
        RequestColumns requests = new RequestColumns(columns.getRequests(), maxRequests);
        List<History> nodes = new ArrayList<>();
        nodes.add(History.EMPTY);
        nodes.addAll(checkpoints(columns, maxAborts));
        List<Abort> aborts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int continued = columns.getContinued(i);
            int added = columns.getAdded(i);
            if (continued < 0 || continued >= nodes.size() || added < 0 || added > requests.remaining()) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "a history continues one that is not there");
            }
            History history = nodes.get(continued);
            for (int j = 0; j < added; j++) {
                history = history.append(requests.next());
                nodes.add(history);
            }
            aborts.add(new Abort(
                    FrameCodec.instance(columns.getInstance(i)),
                    FrameCodec.instance(columns.getNext(i)),
                    FrameCodec.replica(columns.getReplica(i)),
                    history,
                    columns.getLackOfContention(i),
                    signatures.get(i)));
        }
        requests.checkUsedUp();
        return aborts;
    }

    private static List<History> checkpoints(Frames.Aborts columns, int maxAborts) throws MalformedFrameException {
        if (!columns.hasCheckpoints()) {
            return List.of();
        }
        FrameCodec.checkCount(columns.getCheckpoints().getValueBytesCount(), maxAborts, "certificates");
        return JoinedValues.split(
                columns.getCheckpoints(),
                Frames.Certificate.getDescriptor(),
                Frames.Certificate.parser(),
                certificate -> History.at(CheckpointCodec.fromProto(certificate)));
    }

    /** Takes one request after the other from their columns. */
    private static final class RequestColumns {
        private final Frames.Requests columns;
        private final ByteString operations;
        private int taken;
        private int operationsTaken;

        RequestColumns(Frames.Requests columns, int maxRequests) throws MalformedFrameException {
            this.columns = columns;
            this.operations = columns.getOperations();
            int count = columns.getClientCount();
            FrameCodec.checkCount(count, maxRequests, "requests");
            if (columns.getTimestampCount() != count || columns.getOperationBytesCount() != count) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "columns of requests differ in length");
            }
        }

        int remaining() {
            return columns.getClientCount() - taken;
        }

        Request next() throws MalformedFrameException {
            int size = columns.getOperationBytes(taken);
            if (size < 0 || size > operations.size() - operationsTaken) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "an operation leads outside");
            }
            var operation = FrameCodec.bytes(operations.substring(operationsTaken, operationsTaken + size));
            var request = new Request(
                    FrameCodec.client(columns.getClient(taken)),
                    FrameCodec.natural(columns.getTimestamp(taken)),
                    operation);
            operationsTaken += size;
            taken++;
            return request;
        }

        void checkUsedUp() throws MalformedFrameException {
            if (remaining() != 0 || operationsTaken != operations.size()) {
                throw new MalformedFrameException(Reason.INCONSISTENT, "requests that stand in no history");
            }
        }
    }
}
