package maps;

import static next700.assertions.HistoryAssert.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import next700.history.HistoryRecorder;
import next700.linearizability.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cache beside a store is caught, in the order of events in which it goes wrong. */
class LookAsideTest {
    private static final int KEY = 7;

    @TempDir
    private Path directory;

    /** A store whose first reader is late: it has what it read, and waits. */
    private static final class LateStore extends ConcurrentHashMap<Integer, String> {
        private static final long serialVersionUID = 1;
        private final transient CountDownLatch read = new CountDownLatch(1);
        private final transient CountDownLatch written = new CountDownLatch(1);

        @Override
        public String get(Object key) {
            String found = super.get(key);
            read.countDown();
            try {
                written.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return found;
        }
    }

    @Test
    void aReaderThatFillsTheCacheAfterAWriteLeavesTheOldValueThere() throws Exception {
        LateStore store = new LateStore();
        LookAside map = new LookAside(store);
        try (HistoryRecorder recorder = HistoryRecorder.to(directory.resolve("history.jsonl"));
                ExecutorService threads = Executors.newSingleThreadExecutor()) {
            put(recorder, map, "old");
            Future<?> late = threads.submit(() -> get(recorder, map));
            store.read.await();
            put(recorder, map, "new");
            store.written.countDown();
            late.get();
            get(recorder, map);

            assertThat(recorder.history()).isNotLinearizable(new KeyValue());
        }
    }

    private static Object get(HistoryRecorder recorder, LookAside map) throws Exception {
        return recorder.record("get", new Object[] {KEY, null}, () -> new Object[] {KEY, map.get(KEY)});
    }

    private static void put(HistoryRecorder recorder, LookAside map, String value) throws Exception {
        recorder.record("put", List.of(KEY, value), () -> {
            map.put(KEY, value);
            return List.of(KEY, value);
        });
    }
}
