package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import next700.history.History;
import next700.history.HistoryReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Recorded histories with known verdicts, which lie beside the project in {@code shared/corpora} where they are present;
 * skipped where not. A generated history that is too hard within the deadline is reported as unknown, and counts as nothing.
 */
class CorporaTest {
    /** Some of these nobody can decide; where all must be decided, time does not matter. */
    private static final Duration FOR_GENERATED = Duration.ofSeconds(1);

    private static final Duration AS_LONG_AS_IT_TAKES = Duration.ofDays(1);

    private record Case(String name, String expected) {
        static Case of(String row) {
            int tab = row.indexOf('\t');
            return new Case(row.substring(0, tab), row.substring(tab + 1));
        }

        boolean isLinearizable() {
            return expected.equals("linearizable");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"etcd", "kv", "generated"})
    void noVerdictContradictsTheKnownOne(String folder) throws IOException {
        Path corpus = corpora().resolve(folder);
        List<String> unknown = new ArrayList<>();
        int decided = 0;
        for (String row : Files.readAllLines(corpus.resolve("expected.tsv"))) {
            Case known = Case.of(row);
            History history = new HistoryReader().read(corpus.resolve(known.name + ".jsonl"));
            switch (check(
                    specification(folder, known.name, history),
                    history,
                    folder.equals("generated") ? FOR_GENERATED : AS_LONG_AS_IT_TAKES)) {
                case Verdict.Holds holds -> {
                    decided++;
                    assertThat(known.isLinearizable()).as(known.name).isTrue();
                }
                case Verdict.Violated violated -> {
                    decided++;
                    assertThat(known.isLinearizable())
                            .as(known.name + ": " + violated.violation().explain())
                            .isFalse();
                }
                case Verdict.Unknown none -> unknown.add(known.name);
            }
        }
        System.out.printf("corpora/%s: %d decided, %d unknown %s%n", folder, decided, unknown.size(), unknown);
        if (folder.equals("etcd") || folder.equals("kv")) {
            assertThat(unknown).isEmpty();
        }
    }

    private static <S> Verdict check(Specification<S> specification, History history, Duration deadline) {
        Verdict verdict =
                Linearizability.of(specification).withDeadline(deadline).check(history);
        if (verdict instanceof Verdict.Holds holds) {
            assertThat(CertificateChecker.defect(specification, history, holds.certificate()))
                    .as(history.source())
                    .isEmpty();
        }
        return verdict;
    }

    private static Specification<?> specification(String folder, String name, History history) {
        return folder.equals("etcd") || name.startsWith("reg-cas")
                ? new CompareAndSetRegister()
                : Specifications.detect(history).orElseThrow();
    }

    private static Path corpora() {
        Optional<Path> found = Stream.iterate(Path.of("").toAbsolutePath(), at -> at != null, Path::getParent)
                .map(at -> at.resolve("shared").resolve("corpora"))
                .filter(Files::isDirectory)
                .findFirst();
        Assumptions.assumeTrue(found.isPresent(), "no shared/corpora beside the checkout");
        return found.orElseThrow();
    }
}
