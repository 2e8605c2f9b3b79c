package next700.abstraction;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayInputStream;
import next700.history.MalformedHistoryException;

/**
 * Whatever bytes are given as a run of Abstract, they are read or refused with a place. An ordinary run reads the runs
 * kept beside the tests. To look for others:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -pl linearizability test -Dtest=AbstractRunReaderFuzzTest
 * }</pre>
 */
class AbstractRunReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void aRunIsReadOrRefused(byte[] recording) {
        try {
            assertThat(new AbstractRunReader()
                            .read("fuzzed", new ByteArrayInputStream(recording))
                            .events())
                    .isNotNull();
        } catch (MalformedHistoryException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
        }
    }
}
