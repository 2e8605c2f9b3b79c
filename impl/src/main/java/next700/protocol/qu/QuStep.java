package next700.protocol.qu;

import java.util.List;
import java.util.Locale;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.Taken;

/**
 * A step that a server or a client took.
 *
 * @param object which one
 * @param kind of an accepted candidate
 * @param time of the candidate that a server accepted, or a client found complete
 * @param on what an accepted candidate is conditioned on
 * @param client for whom
 * @param number of the client's operation
 * @param made what stands in a timestamp of the request
 * @param known what the server believed of the object history set
 */
public record QuStep(
        String step,
        ProcessId process,
        int object,
        String kind,
        Mark time,
        Mark on,
        ClientId client,
        long number,
        Mark made,
        List<Known> known)
        implements Taken {
    /** A server's history as another server believed it. */
    public record Known(int server, List<Pair> candidates) {
        public Known {
            candidates = List.copyOf(candidates);
        }
    }

    /** A candidate. */
    public record Pair(Mark time, Mark on) {
        static Pair of(Candidate candidate) {
            return new Pair(Mark.of(candidate.time()), Mark.of(candidate.on()));
        }
    }

    /** A logical timestamp in numbers of 31 bits; of the hash the first 62 bits, which keep its order. */
    public record Mark(long time, int barrier, int client, int high, int low) {
        private static final int HIGH = 0;
        private static final int LOW = 31;
        private static final int BITS = 31;

        static Mark of(LogicalTime time) {
            return new Mark(time.time(), time.barrier() ? 1 : 0, time.client(), bits(time, HIGH), bits(time, LOW));
        }

        private static int bits(LogicalTime time, int from) {
            int value = 0;
            for (int bit = from; bit < from + BITS; bit++) {
                int octet = time.request().value().at(bit / Byte.SIZE);
                int shift = Byte.SIZE - 1 - bit % Byte.SIZE;
                value = (value << 1) | ((octet >> shift) & 1);
            }
            return value;
        }
    }

    static QuStep accept(
            ProcessId server, Plan plan, ClientId client, QuMessage.Request request, ObjectHistorySet known) {
        return new QuStep(
                "Accept",
                server,
                known.object(),
                plan.kind().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                Mark.of(plan.candidate().time()),
                Mark.of(plan.candidate().on()),
                client,
                request.number(),
                Mark.of(LogicalTime.ZERO.next(false, client, request.hash(client))),
                known.histories().stream()
                        .map(history -> new Known(
                                history.server().number(),
                                history.candidates().stream().map(Pair::of).toList()))
                        .toList());
    }

    static QuStep returns(ClientId client, int object, LogicalTime complete, long number) {
        return new QuStep(
                "Return",
                client,
                object,
                "",
                Mark.of(complete),
                Mark.of(LogicalTime.ZERO),
                client,
                number,
                Mark.of(LogicalTime.ZERO),
                List.of());
    }
}
