package maps;

import java.util.List;
import java.util.concurrent.ConcurrentMap;
import next700.history.HistoryRecorder;

/**
 * A map that is recorded as a key-value store, for any number of threads: whatever claims to be a {@link ConcurrentMap}
 * claims that each of these calls takes effect at one moment.
 */
public final class RecordedMap {
    private final ConcurrentMap<Integer, String> map;
    private final HistoryRecorder recorder;

    /** A map that is empty, and what records it. */
    public RecordedMap(ConcurrentMap<Integer, String> map, HistoryRecorder recorder) {
        this.map = map;
        this.recorder = recorder;
    }

    /** What is there; null if nothing is. */
    public String get(int key) throws Exception {
        Object[] found = recorder.record("get", new Object[] {key, null}, () -> new Object[] {key, map.get(key)});
        return (String) found[1];
    }

    public void put(int key, String value) throws Exception {
        recorder.record("put", List.of(key, value), () -> {
            map.put(key, value);
            return List.of(key, value);
        });
    }

    /** Puts the new value if the old one is there; whether it was. */
    public boolean replace(int key, String old, String value) throws Exception {
        return recorder.record("cas", List.of(key, List.of(old, value)), () -> map.replace(key, old, value));
    }

    /** Adds to the text that is there. */
    public void append(int key, String text) throws Exception {
        recorder.record("append", List.of(key, text), () -> {
            map.merge(key, text, String::concat);
            return List.of(key, text);
        });
    }
}
