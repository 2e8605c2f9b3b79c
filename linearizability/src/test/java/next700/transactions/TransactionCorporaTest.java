package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Recorded histories with known verdicts, beside the project in {@code shared/corpora}; skipped where they are not. */
class TransactionCorporaTest {
    @Test
    void aStrictlySerializableHistoryHasASerialOrderInBothFormats() throws IOException {
        for (String name : new String[] {"la-10k-ok.jsonl", "la-10k-ok.edn"}) {
            Transactions history = Transactions.read(corpus().resolve(name));
            TransactionVerdict verdict = check(history);

            assertThat(history.size()).isEqualTo(10_000);
            assertThat(verdict).isInstanceOf(TransactionVerdict.Holds.class);
            assertThat(SerialReplay.defect(history, verdict.findings().order().orElseThrow()))
                    .isEmpty();
        }
    }

    @Test
    void aStaleReadIsAnAntiDependencyAgainstRealTime() throws IOException {
        TransactionVerdict verdict = check(Transactions.read(corpus().resolve("la-10k-stale.jsonl")));
        Findings findings = verdict.findings();

        assertThat(verdict).isInstanceOf(TransactionVerdict.Violated.class);
        assertThat(findings.counts()).containsOnlyKeys("G-single-item-realtime");
        assertThat(findings.anomalies().getFirst().transactions()).hasSize(2);
        assertThat(findings.strongest())
                .containsExactlyInAnyOrder(
                        ConsistencyModel.STRONG_SESSION_SERIALIZABLE, ConsistencyModel.STRONG_READ_COMMITTED);
    }

    @Test
    void anAbortedAppendIsReadAndBuiltUpon() throws IOException {
        TransactionVerdict verdict = check(Transactions.read(corpus().resolve("la-10k-g1a.jsonl")));

        assertThat(verdict).isInstanceOf(TransactionVerdict.Violated.class);
        assertThat(verdict.findings().counts()).containsOnlyKeys("G1a", "dirty-update");
    }

    private static TransactionVerdict check(Transactions history) {
        return TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE).check(history);
    }

    private static Path corpus() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared").resolve("corpora").resolve("txn"))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no shared/corpora beside the checkout");
        return found.orElseThrow();
    }
}
