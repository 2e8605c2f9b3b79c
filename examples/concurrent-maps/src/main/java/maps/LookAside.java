package maps;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Map;

/**
 * A cache beside a store, as many programs have one: a read that misses loads from the store and fills the cache, a write
 * goes to the store and throws out what the cache has. Cache and store are each linearizable, and the two together are
 * not: a reader that had loaded before a write, and fills the cache after it, leaves the old value there for good.
 */
public final class LookAside {
    private final Map<Integer, String> store;
    private final Cache<Integer, String> cache = Caffeine.newBuilder().build();

    /** A cache beside that store, which any number of threads may use. */
    public LookAside(Map<Integer, String> store) {
        this.store = store;
    }

    /** What is there. */
    public String get(int key) {
        String cached = cache.getIfPresent(key);
        if (cached != null) {
            return cached;
        }
        String loaded = store.get(key);
        if (loaded != null) {
            cache.put(key, loaded);
        }
        return loaded;
    }

    public void put(int key, String value) {
        store.put(key, value);
        cache.invalidate(key);
    }
}
