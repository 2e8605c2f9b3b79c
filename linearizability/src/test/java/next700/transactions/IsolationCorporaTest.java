package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Histories of databases with known verdicts, beside the project in {@code shared/corpora}; skipped where they are not. */
class IsolationCorporaTest {
    @ParameterizedTest
    @CsvSource({
        "txn-ser-4.jsonl, strong-session-serializable, false",
        "txn-ser-5.jsonl, strong-session-serializable, false",
        "txn-ser-6.jsonl, strong-session-serializable, false",
        "txn-ser-7.jsonl, strong-session-serializable, false",
        "txn-ser-valid-360.jsonl.gz, strong-session-serializable, true",
        "txn-si-3.jsonl, strong-session-snapshot-isolation, false",
        "txn-si-5.jsonl, strong-session-snapshot-isolation, false",
        "txn-si-6.jsonl, strong-session-snapshot-isolation, false",
        "txn-si-8.jsonl, strong-session-snapshot-isolation, false",
        "postgres14-repeatable-read-list.jsonl.gz, strong-session-snapshot-isolation, true",
        "postgres14-repeatable-read-list.jsonl.gz, serializable, false",
        "postgres14-repeatable-read-register.jsonl.gz, strong-session-snapshot-isolation, true",
        "postgres14-repeatable-read-register.jsonl.gz, serializable, false",
        "postgres14-repeatable-read-register.jsonl.gz, read-committed, true",
        "postgres14-repeatable-read-register-240.jsonl, strong-session-snapshot-isolation, true",
        "postgres14-repeatable-read-register-240.jsonl, strong-session-serializable, false",
        "unknown-lost-update-read-twice.jsonl, snapshot-isolation, false",
        "unknown-rw-register-100-valid.jsonl, strict-serializable, true",
        "wfr-lin-stale-register-txn.edn, strict-serializable, false",
        "wrong-1b-minimal.jsonl, strong-read-committed, false",
        "wrong-1b-minimal.jsonl, strong-session-read-committed, false",
        "wrong-2-strong-session-si.jsonl, strong-session-snapshot-isolation, false"
    })
    void theVerdictIsRight(String file, String model, boolean holds) throws IOException {
        TransactionVerdict verdict = TransactionChecker.of(
                        ConsistencyModel.named(model).orElseThrow())
                .check(read(corpus().resolve(file)));

        assertThat(verdict).isInstanceOf(holds ? TransactionVerdict.Holds.class : TransactionVerdict.Violated.class);
        assertThat(verdict.findings().gaps()).isEmpty();
    }

    private static Transactions read(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream input = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return Transactions.read(file.toString(), input, Interpretation.USUAL);
        }
    }

    private static Path corpus() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared").resolve("corpora").resolve("found"))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no shared/corpora beside the checkout");
        return found.orElseThrow();
    }
}
