package database;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import next700.history.HistoryRecorder;
import next700.transactions.MicroOperation;

/**
 * Clients that run random transactions of one to four steps on a few keys which everybody wants. No value is written
 * twice, so that who wrote what was read is known. After some writes the keys are given up for new ones: then the state
 * from which everything began is seen again, and lists stay short.
 *
 * @param clients how many threads, each a client
 * @param transactions how many altogether
 * @param abortedPercent how many of 100 give up before their commit
 * @param seed of the transactions; when they meet is up to the database
 */
record Load(Tables tables, int isolation, int clients, int transactions, int abortedPercent, long seed) {
    private static final int KEYS = 8;
    private static final int WRITES_OF_A_GENERATION = 400;
    private static final int MOST_STEPS = 4;

    /** Something to do to the server when so many transactions have begun. */
    record Fault(int atTransaction, Strike strike) {}

    /** What is done. */
    interface Strike {
        void at(Server server) throws Exception;
    }

    /** Runs it against a server. Faults strike in the order in which they are listed. */
    void run(Server server, HistoryRecorder recorder, List<Fault> faults) throws Exception {
        AtomicInteger begun = new AtomicInteger();
        AtomicInteger written = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<?>> running = new ArrayList<>();
            SplittableRandom seeds = new SplittableRandom(seed);
            for (int i = 0; i < clients; i++) {
                SplittableRandom random = seeds.split();
                String name = Integer.toString(i);
                running.add(threads.submit(() -> {
                    try (RecordedClient client =
                            new RecordedClient(name, server::connect, isolation, tables, recorder)) {
                        while (begun.getAndIncrement() < transactions) {
                            runOne(client, random, written);
                        }
                    }
                    return null;
                }));
            }
            Deque<Fault> waiting = new ArrayDeque<>(faults);
            while (!running.stream().allMatch(Future::isDone)) {
                if (!waiting.isEmpty() && begun.get() >= waiting.getFirst().atTransaction) {
                    waiting.removeFirst().strike.at(server);
                }
                Thread.sleep(1);
            }
            for (Future<?> one : running) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a client could not go on", e.getCause());
        }
    }

    private void runOne(RecordedClient client, SplittableRandom random, AtomicInteger written) throws SQLException {
        List<MicroOperation> steps = new ArrayList<>();
        for (int left = random.nextInt(1, MOST_STEPS + 1); left > 0; left--) {
            int key = written.get() / WRITES_OF_A_GENERATION * KEYS + random.nextInt(KEYS);
            steps.add(random.nextBoolean() ? Tables.read(key) : tables.write(key, written.incrementAndGet()));
        }
        if (random.nextInt(100) >= abortedPercent) {
            client.run(steps);
            return;
        }
        RecordedClient.Transaction transaction = client.begin(steps);
        for (int i = 0; i < steps.size(); i++) {
            if (!transaction.step()) {
                return;
            }
        }
        transaction.rollback();
    }
}
