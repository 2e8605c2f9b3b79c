package next700.protocol.panicking;

import next700.process.Bytes;
import next700.process.Digest;

/** What a client makes of the answers to its request so far. */
public sealed interface Judgement {
    /** More answers may come. */
    record Waiting() implements Judgement {}

    /** No answers that could still come would make the request commit. */
    record Hopeless() implements Judgement {}

    /** The request commits with this reply and the history of this digest. */
    record Committed(Bytes reply, Digest history) implements Judgement {}

    Judgement WAITING = new Waiting();
    Judgement HOPELESS = new Hopeless();
}
