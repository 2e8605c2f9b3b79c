package next700.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;

/**
 * Whatever bytes are given as a recording, they are read or refused with a place. An ordinary run reads the recordings
 * kept beside the tests. To look for others, one notation at a time:
 *
 * <pre>{@code
 * JAZZER_FUZZ=1 mvn -pl linearizability test -Dtest='HistoryReaderFuzzTest#ednIsReadOrRefused'
 * }</pre>
 */
class HistoryReaderFuzzTest {
    @FuzzTest(maxDuration = "30s")
    void jsonLinesAreReadOrRefused(byte[] recording) throws IOException {
        readOrRefused(Format.JSON_LINES, recording);
    }

    @FuzzTest(maxDuration = "30s")
    void aJsonArrayIsReadOrRefused(byte[] recording) throws IOException {
        readOrRefused(Format.JSON_ARRAY, recording);
    }

    @FuzzTest(maxDuration = "30s")
    void ednIsReadOrRefused(byte[] recording) throws IOException {
        readOrRefused(Format.EDN, recording);
    }

    private static void readOrRefused(Format format, byte[] recording) throws IOException {
        if (Format.of(new BufferedInputStream(new ByteArrayInputStream(recording))) != format) {
            return;
        }
        try {
            History history = new HistoryReader().read("fuzzed", new ByteArrayInputStream(recording));
            assertThat(history.operations()).hasSize(history.size());
        } catch (MalformedHistoryException refused) {
            assertThat(refused.line()).isPositive();
            assertThat(refused.column()).isPositive();
        }
    }
}
