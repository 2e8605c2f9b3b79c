package next700.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import next700.protocol.History;
import next700.protocol.Request;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.Abort;
import next700.wire.MalformedFrameException.Reason;
import next700.wire.generated.Frames;

/**
 * ABORT messages as columns. The histories of a proof are mostly the same, so a history is written as the one it
 * continues and what it adds, and decoded histories share what they share.
 */
final class HistoryColumns {
    private HistoryColumns() {}

    static Frames.Aborts encode(List<Abort> aborts, int maxRequests) throws MalformedFrameException {
        Frames.Aborts.Builder columns = Frames.Aborts.newBuilder();
        Frames.Requests.Builder requests = Frames.Requests.newBuilder();
        ByteArrayOutputStream operations = new ByteArrayOutputStream();
        byte[] signatures = new byte[aborts.size() * FrameCodec.SIGNATURE_BYTES];
        Map<History, Integer> nodes = new HashMap<>();
        nodes.put(History.EMPTY, 0);
        for (int i = 0; i < aborts.size(); i++) {
            Abort abort = aborts.get(i);
            columns.addInstance(FrameCodec.instance(abort.instance()));
            columns.addNext(FrameCodec.instance(abort.next()));
            columns.addLackOfContention(abort.lackOfContention());
            columns.addReplica(FrameCodec.replica(abort.replica()));
            FrameCodec.sized(abort.signature().value(), FrameCodec.SIGNATURE_BYTES)
                    .copyTo(signatures, i * FrameCodec.SIGNATURE_BYTES);

            Deque<History> added = new ArrayDeque<>();
            History continued = abort.history();
            while (!nodes.containsKey(continued)) {
                added.push(continued);
                continued = continued.parent();
            }
            FrameCodec.checkCount(nodes.size() - 1 + added.size(), maxRequests, "requests");
            columns.addContinued(nodes.get(continued));
            columns.addAdded(added.size());
            for (History node : added) {
                nodes.put(node, nodes.size());
                Request request = node.last();
                requests.addClient(request.client().number());
                requests.addTimestamp(FrameCodec.natural(request.timestamp()));
                requests.addOperationBytes(request.operation().length());
                operations.writeBytes(request.operation().toByteArray());
            }
        }
        requests.setOperations(UnsafeByteOperations.unsafeWrap(operations.toByteArray()));
        columns.setSignatures(UnsafeByteOperations.unsafeWrap(signatures));
        return columns.setRequests(requests).build();
    }

    static List<Abort> decode(Frames.Aborts columns, int maxAborts, int maxRequests) throws MalformedFrameException {
        int count = columns.getInstanceCount();
        FrameCodec.checkCount(count, maxAborts, "ABORTs");
        if (columns.getNextCount() != count
                || columns.getReplicaCount() != count
                || columns.getLackOfContentionCount() != count
                || columns.getContinuedCount() != count
                || columns.getAddedCount() != count
                || columns.getSignatures().size() != count * FrameCodec.SIGNATURE_BYTES) {
            throw new MalformedFrameException(Reason.INCONSISTENT, "columns of ABORTs differ in length");
        }
        RequestColumns requests = new RequestColumns(columns.getRequests(), maxRequests);
        List<History> nodes = new ArrayList<>();
        nodes.add(History.EMPTY);
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
            int at = i * FrameCodec.SIGNATURE_BYTES;
            aborts.add(new Abort(
                    FrameCodec.instance(columns.getInstance(i)),
                    FrameCodec.instance(columns.getNext(i)),
                    FrameCodec.replica(columns.getReplica(i)),
                    history,
                    columns.getLackOfContention(i),
                    new Signature(
                            FrameCodec.bytes(columns.getSignatures().substring(at, at + FrameCodec.SIGNATURE_BYTES)))));
        }
        requests.checkUsedUp();
        return aborts;
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
