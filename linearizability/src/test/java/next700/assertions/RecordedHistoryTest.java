package next700.assertions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import next700.linearizability.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The extension that records and checks. */
class RecordedHistoryTest {
    @RegisterExtension
    final RecordedHistory history = RecordedHistory.of(new Register());

    @TempDir
    private Path directory;

    @Test
    void aTestThatRecordsALinearizableHistoryPasses() throws Exception {
        history.recorder().record("write", 1, () -> null);
        history.recorder().record("read", null, () -> 1);
    }

    @Test
    void aTestThatRecordsAnotherFailsAndTheMessageHasTheCommandThatShowsIt() throws Exception {
        RecordedHistory other = RecordedHistory.of(new Register()).in(directory);
        other.beforeEach(test("it fails!", Optional.empty()));
        other.recorder().record("write", 1, () -> null);
        other.recorder().record("read", null, () -> 2);
        Path file = directory.resolve("RecordedHistoryTest.it-fails-.jsonl");

        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> other.afterEach(test("it fails!", Optional.empty())))
                .withMessageContaining("not linearizable as a register")
                .withMessageContaining("next700 check " + file + " --spec register --report " + directory);
        assertThat(Files.readString(Path.of(file + ".txt"))).contains("not linearizable as a register");
        assertThat(file).exists();
    }

    @Test
    void theHistoryOfATestThatFailsByItselfIsLeft() throws Exception {
        RecordedHistory other = RecordedHistory.of(new Register()).in(directory);
        other.beforeEach(test("x", Optional.empty()));
        other.recorder().record("read", null, () -> 2);
        other.afterEach(test("x", Optional.of(new AssertionError())));

        assertThat(directory.resolve("RecordedHistoryTest.x.jsonl")).exists();
    }

    private static ExtensionContext test(String name, Optional<Throwable> failure) {
        return (ExtensionContext) Proxy.newProxyInstance(
                RecordedHistoryTest.class.getClassLoader(),
                new Class<?>[] {ExtensionContext.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getDisplayName" -> name;
                    case "getRequiredTestClass" -> RecordedHistoryTest.class;
                    case "getExecutionException" -> failure;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }
}
