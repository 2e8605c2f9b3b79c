package next700.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import next700.process.Bytes;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** A map whose digest says what it holds, however it came to hold it. */
class MerkleMapTest {
    private static final int KEYS = 300;

    private static MerkleMap<String> of(Map<String, String> entries, List<String> order) {
        MerkleMap<String> map = MerkleMap.empty(Bytes::utf8);
        for (String key : order) {
            map = map.with(key, entries.get(key));
        }
        return map;
    }

    private static Map<String, String> entries(MerkleMap<String> map) {
        Map<String, String> entries = new TreeMap<>();
        map.forEach((key, value) -> assertThat(entries.put(key, value)).isNull());
        return entries;
    }

    @RepeatedTest(20)
    void theDigestTellsWhatIsThereAndNotHowItCameThere(RepetitionInfo run) {
        Random random = new Random(run.getCurrentRepetition());
        Map<String, String> expected = new TreeMap<>();
        MerkleMap<String> map = MerkleMap.empty(Bytes::utf8);
        for (int i = 0; i < 2 * KEYS; i++) {
            String key = "k" + random.nextInt(KEYS);
            String value = "v" + random.nextInt(4);
            MerkleMap<String> before = map;
            map = map.with(key, value);

            assertThat(map.get(key)).contains(value);
            assertThat(map.digest().equals(before.digest())).isEqualTo(value.equals(expected.put(key, value)));
        }
        List<String> order = new ArrayList<>(expected.keySet());
        Collections.shuffle(order, random);

        assertThat(entries(map)).isEqualTo(expected);
        assertThat(of(expected, order).digest()).isEqualTo(map.digest());
        assertThat(map.get("another")).isEmpty();
    }

    @Test
    void keysAndValuesDoNotRunIntoOneAnother() {
        MerkleMap<String> empty = MerkleMap.empty(Bytes::utf8);

        assertThat(empty.with("ab", "c").digest())
                .isNotEqualTo(empty.with("a", "bc").digest());
        assertThat(empty.with("", "").digest()).isNotEqualTo(empty.digest());
    }

    @Test
    void whatWasNotPutSinceTheLastDigestIsNotLookedAtAgain() {
        AtomicInteger looks = new AtomicInteger();
        MerkleMap<String> map = MerkleMap.empty(value -> {
            looks.incrementAndGet();
            return Bytes.utf8(value);
        });
        for (int i = 0; i < KEYS; i++) {
            map = map.with("k" + i, "v");
        }
        assertThat(map.digest()).isNotNull();
        looks.set(0);

        assertThat(map.with("k7", "w").digest()).isNotEqualTo(map.digest());
        assertThat(looks).hasValue(1);
    }
}
