package next700.protocol.paxos;

import java.util.List;
import next700.process.Bytes;
import next700.process.ClientId;

/**
 * What was executed up to a sequence number, in place of it.
 *
 * @param aru all received up to: the last number that it covers
 * @param answers of each client's last update
 */
public record Snapshot(long aru, Bytes state, List<Answer> answers) {
    public Snapshot {
        answers = List.copyOf(answers);
    }

    /** The last update of a client that was executed, and the reply to it. */
    public record Answer(ClientId client, long timestamp, Bytes reply) {}
}
