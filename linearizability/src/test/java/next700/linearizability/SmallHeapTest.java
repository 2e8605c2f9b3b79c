package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import next700.history.History;
import next700.history.Value;
import org.junit.jupiter.api.Test;

/** A search that could fill any memory, in a machine that has little. */
class SmallHeapTest {
    private static final String HEAP = "-Xmx64m";
    private static final long BUDGET_BYTES = 40L << 20;

    @Test
    void aSearchWithoutEndFitsIntoASmallHeap() throws IOException, InterruptedException {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(machine.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(output).contains("DEADLINE").doesNotContain("OutOfMemoryError");
        assertThat(machine.exitValue()).as(output).isZero();
    }

    public static void main(String[] arguments) {
        History.Builder history = History.builder("endless");
        for (int i = 0; i < 24; i++) {
            history.invoke("p" + i, "enqueue", Value.of(i), 0);
        }
        for (int i = 0; i < 24; i++) {
            history.ok("p" + i, Value.of(i), 1);
        }
        for (int i = 0; i < 24; i++) {
            history.invoke("p0", "dequeue", Value.NIL, 2).ok("p0", Value.of(i == 23 ? 0 : i), 2);
        }
        Verdict verdict = Linearizability.of(new FifoQueue())
                .unmonitored()
                .withMemoryBudget(BUDGET_BYTES)
                .withDeadline(Duration.ofSeconds(4))
                .check(history.build());
        System.out.println(((Verdict.Unknown) verdict).reason());
    }
}
