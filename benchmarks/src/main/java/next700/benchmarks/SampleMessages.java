package next700.benchmarks;

import java.util.Collections;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.panicking.Abort;
import next700.protocol.unanimity.Reply;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;

/** The messages that are measured: a usual request and response, and an ABORT after 200 requests. */
final class SampleMessages {
    static final int HISTORY_LENGTH = 200;

    private static final InstanceId INSTANCE = new InstanceId(7);
    private static final Mac MAC = Mac.NONE;

    private SampleMessages() {}

    static Request request(long timestamp) {
        return new Request(
                new ClientId(3), timestamp, Bytes.utf8("{\"f\":\"put\",\"value\":[\"k1\",\"c3-" + timestamp + "\"]}"));
    }

    static Req req() {
        return new Req(INSTANCE, request(1234), Optional.empty(), new Authenticator(Collections.nCopies(4, MAC)));
    }

    static Resp resp() {
        Bytes reply = Bytes.utf8("{\"type\":\"ok\",\"value\":[\"k1\",\"c3-1234\"]}");
        return new Resp(
                INSTANCE, new ReplicaId(2), request(1234).id(), Reply.inFull(reply), History.EMPTY.digest(), MAC);
    }

    static Abort abort() {
        History history = History.EMPTY;
        for (int i = 1; i <= HISTORY_LENGTH; i++) {
            history = history.append(request(i));
        }
        Signature signature = new Signature(Bytes.copyOf(new byte[64]));
        return new Abort(INSTANCE, new InstanceId(8), new ReplicaId(2), history, false, signature);
    }
}
