package next700.protocol.qu;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Guard;
import next700.service.Service;

/**
 * A version of an object: its state, and of each client the last update that made it, with its answer. A client whose update was copied
 * past a barrier by somebody else asks again, and is told this answer.
 */
public record Version(Service state, Map<ClientId, Answered> answered) {
    /** An update and its answer. */
    public record Answered(long number, Bytes answer) {}

    public Version {
        answered = new TreeMap<>(answered);
    }

    static Version first(Service state) {
        return new Version(state, Collections.emptyMap());
    }

    /** After an update. */
    Version after(ClientId client, long number, Bytes operation) {
        if (!isNew(client, number)) {
            return this;
        }
        Service.Outcome outcome = state.execute(operation);
        Map<ClientId, Answered> more = new TreeMap<>(answered);
        more.put(client, new Answered(number, outcome.reply()));
        return new Version(outcome.after(), more);
    }

    /** Clients make one update at a time, and number them. */
    @Guard("Invoke.once")
    boolean isNew(ClientId client, long number) {
        return !answered.containsKey(client) || answered.get(client).number() < number;
    }

    /** The answer to a client's update, if it is one of those that made this version. */
    Optional<Bytes> answerTo(ClientId client, long number) {
        return Optional.ofNullable(answered.get(client))
                .filter(last -> last.number() == number)
                .map(Answered::answer);
    }

    /** As it is sent, and stored. */
    Image image() {
        return new Image(state.snapshot(), answered);
    }

    /** A version as bytes. */
    public record Image(Bytes state, Map<ClientId, Answered> answered) {
        public Image {
            answered = new TreeMap<>(answered);
        }

        /**
         * The version, of a service of the same kind as this one.
         *
         * @throws IllegalArgumentException if the bytes are none's
         */
        Version in(Service service) {
            return new Version(service.restore(state), answered);
        }

        Digest digest() {
            Digest.Builder digest = Digest.of("QU-VERSION").add(state).add(answered.size());
            answered.forEach(
                    (client, last) -> digest.add(client).add(last.number()).add(last.answer()));
            return digest.digest();
        }
    }
}
