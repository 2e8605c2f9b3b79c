package next700.rounds;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What a protocol does in the round model, exactly.
 *
 * @param protocol which
 * @param processes n
 * @param throughput completed broadcasts per round, by the number of senders from 1 to n
 * @param latency of a single broadcast while nothing else happens
 */
public record Measurement(BroadcastProtocol protocol, int processes, List<Throughput> throughput, Latency latency) {

    /**
     * Rounds from the wish to broadcast until the last process delivers.
     *
     * @param best over all senders, and over when they begin
     * @param worst likewise
     */
    public record Latency(int best, int worst) {
        @Override
        public String toString() {
            return best == worst ? Integer.toString(best) : best + " to " + worst;
        }
    }

    /**
     * Completed broadcasts per round.
     *
     * @param exact whether it is the average of a period that repeats; otherwise it is that of a long stretch in which
     *     no period was found
     */
    public record Throughput(Rational perRound, boolean exact) {
        @Override
        public String toString() {
            return exact ? perRound.toString() : String.format(Locale.ROOT, "%.3f", perRound.toDouble());
        }
    }

    private static final int FIRST_LOOK = 1000;
    private static final int ROUNDS = 16 * FIRST_LOOK;

    /** What was seen to repeat must have done so as many times at least. */
    private static final int REPETITIONS = 8;

    public Measurement {
        throughput = List.copyOf(throughput);
    }

    /** Runs a protocol with n processes. */
    public static Measurement of(BroadcastProtocol protocol, int processes) {
        if (processes < 2) {
            throw new IllegalArgumentException("the round model needs at least 2 processes, not " + processes);
        }
        List<Throughput> throughput = IntStream.rangeClosed(1, processes)
                .mapToObj(senders -> throughput(protocol, processes, senders))
                .toList();
        return new Measurement(protocol, processes, throughput, latency(protocol, processes));
    }

    /** Completed broadcasts per round with so many senders. */
    public Throughput throughput(int senders) {
        return throughput.get(senders - 1);
    }

    /**
     * Enough of its own broadcasts outstanding at a sender that none waits for them: as many as fit into a latency of
     * 2n, the longest of those that reach one broadcast in each round.
     */
    private static int window(int processes) {
        return 2 * processes;
    }

    /**
     * The senders are the last processes, which always have more to broadcast. A protocol is deterministic and what is
     * outstanding is bounded, so that what it completes repeats in the end, and its average is that of one period.
     */
    private static Throughput throughput(BroadcastProtocol protocol, int processes, int senders) {
        Application application = new Application(processes, window(processes));
        for (int sender = processes - senders; sender < processes; sender++) {
            application.broadcasting(sender, Integer.MAX_VALUE);
        }
        RoundModel<?> model = protocol.over(application);
        List<Integer> completions = new ArrayList<>();
        int before = 0;
        for (int rounds = FIRST_LOOK; rounds <= ROUNDS; rounds *= 2) {
            while (completions.size() < rounds) {
                model.round();
                int after = application.completed().size();
                completions.add(after - before);
                before = after;
            }
            Optional<Rational> average = averageOfPeriod(completions.subList(rounds / 2, rounds));
            if (average.isPresent()) {
                return new Throughput(average.get(), true);
            }
        }
        List<Integer> last = completions.subList(ROUNDS / 2, ROUNDS);
        return new Throughput(new Rational(sum(last), last.size()), false);
    }

    private static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).sum();
    }

    private static Optional<Rational> averageOfPeriod(List<Integer> completions) {
        for (int period = 1; period <= completions.size() / REPETITIONS; period++) {
            if (completions
                    .subList(period, completions.size())
                    .equals(completions.subList(0, completions.size() - period))) {
                return Optional.of(new Rational(sum(completions.subList(0, period)), period));
            }
        }
        return Optional.empty();
    }

    private static Latency latency(BroadcastProtocol protocol, int processes) {
        List<Integer> all = new ArrayList<>();
        for (int sender = 0; sender < processes; sender++) {
            for (int idle = 0; idle < processes; idle++) {
                all.add(latency(protocol, processes, sender, idle));
            }
        }
        return new Latency(
                all.stream().min(Integer::compare).orElseThrow(),
                all.stream().max(Integer::compare).orElseThrow());
    }

    private static int latency(BroadcastProtocol protocol, int processes, int sender, int idleRounds) {
        Application application = new Application(processes, 1);
        RoundModel<?> model = protocol.over(application);
        for (int round = 0; round < idleRounds; round++) {
            model.round();
        }
        application.broadcasting(sender, 1);
        for (int round = 1; round <= ROUNDS; round++) {
            model.round();
            if (!application.completed().isEmpty()) {
                return round;
            }
        }
        throw new IllegalStateException(protocol.title() + " does not complete a broadcast of p" + sender);
    }
}
