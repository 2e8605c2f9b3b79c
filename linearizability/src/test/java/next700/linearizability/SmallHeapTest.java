package next700.linearizability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import next700.history.History;
import next700.history.Value;
import org.junit.jupiter.api.Test;

/** What could fill any memory, in a machine that has little. */
class SmallHeapTest {
    private static final String HEAP = "-Xmx64m";
    private static final long BUDGET_BYTES = 40L << 20;
    private static final int OPERATIONS = 100_000;
    private static final int BALLAST_BYTES = 1 << 20;

    @Test
    void aSearchWithoutEndFitsIntoASmallHeap() throws IOException, InterruptedException {
        assertThat(reasonOf("search")).contains("DEADLINE");
    }

    @Test
    void aHistoryThatLeavesNoRoomIsUnknown() throws IOException, InterruptedException {
        assertThat(reasonOf("full")).contains("MEMORY");
    }

    private static String reasonOf(String mode) throws IOException, InterruptedException {
        Process machine = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        HEAP,
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeapTest.class.getName(),
                        mode)
                .redirectErrorStream(true)
                .start();
        String output = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(machine.waitFor()).as(output).isZero();
        assertThat(output).doesNotContain("OutOfMemoryError");
        return output;
    }

    public static void main(String[] arguments) {
        System.out.println(
                switch (arguments[0]) {
                    case "search" -> endless();
                    default -> full();
                });
    }

    private static Verdict.Reason full() {
        History.Builder history = History.builder("long");
        for (int i = 0; i < OPERATIONS; i++) {
            history.invoke("p", "write", Value.of(i), i).ok("p", Value.of(i), i);
        }
        History written = history.build();
        Deque<byte[]> ballast = new ArrayDeque<>();
        try {
            while (true) {
                ballast.push(new byte[BALLAST_BYTES]);
            }
        } catch (OutOfMemoryError e) {
            ballast.pop();
        }
        try {
            return ((Verdict.Unknown) Linearizability.of(new Register()).check(written)).reason();
        } finally {
            Reference.reachabilityFence(ballast);
        }
    }

    private static Verdict.Reason endless() {
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
        return ((Verdict.Unknown) verdict).reason();
    }
}
