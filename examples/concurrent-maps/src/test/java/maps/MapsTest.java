package maps;

import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import next700.assertions.RecordedHistory;
import next700.linearizability.KeyValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Maps that are what they claim: each history is checked after its test. */
class MapsTest {
    private static final int THREADS = 4;
    private static final int CALLS = 2_000;
    private static final int KEYS = 6;

    @RegisterExtension
    final RecordedHistory history = RecordedHistory.of(new KeyValue());

    @Test
    void theConcurrentHashMapOfTheJdkIsLinearizable() throws Exception {
        use(new ConcurrentHashMap<>());
    }

    @Test
    void theConcurrentSkipListMapOfTheJdkIsLinearizable() throws Exception {
        use(new ConcurrentSkipListMap<>());
    }

    @Test
    void aCacheOfCaffeineIsALinearizableMap() throws Exception {
        use(Caffeine.newBuilder().<Integer, String>build().asMap());
    }

    /** Random calls of several threads at once; no text is written twice. */
    private void use(ConcurrentMap<Integer, String> map) throws Exception {
        RecordedMap recorded = new RecordedMap(map, history.recorder());
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                int thread = i;
                running.add(threads.submit(() -> {
                    SplittableRandom random = new SplittableRandom(thread);
                    String seen = "nothing that was ever written";
                    for (int call = 0; call < CALLS; call++) {
                        int key = random.nextInt(KEYS);
                        String fresh = thread + "-" + call + " ";
                        switch (random.nextInt(5)) {
                            case 0 -> recorded.put(key, fresh);
                            case 1 -> recorded.append(key, fresh);
                            case 2 -> recorded.replace(key, seen, fresh);
                            default -> {
                                String found = recorded.get(key);
                                seen = found == null ? seen : found;
                            }
                        }
                    }
                    return null;
                }));
            }
            for (Future<?> one : running) {
                one.get();
            }
        }
    }
}
