package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class TransactionMemoryTest {
    private static Transactions history(int transactions) {
        return Transactions.of(new SimulatedDatabase(SimulatedDatabase.Isolation.SNAPSHOT, true, 1).run(transactions));
    }

    @Test
    void whatDoesNotFitIsUnknownAndSaysWhatItTakes() {
        Transactions history = history(200);

        TransactionVerdict verdict = TransactionChecker.of(ConsistencyModel.SERIALIZABLE)
                .withMemoryBudget(history.bytesToCheck() - 1)
                .check(history);

        assertThat(verdict)
                .isInstanceOfSatisfying(
                        TransactionVerdict.Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo(TransactionVerdict.Reason.MEMORY));
        assertThat(verdict.explain()).contains("A history of " + history.size() + " transactions takes");
        assertThat(verdict.findings().holding()).isEmpty();
    }

    @Test
    void whatFitsIsChecked() {
        Transactions history = history(200);

        assertThat(TransactionChecker.of(ConsistencyModel.READ_COMMITTED)
                        .withMemoryBudget(history.bytesToCheck())
                        .check(history))
                .isInstanceOf(TransactionVerdict.Holds.class);
    }

    /** In half of the heap a check fits or is not begun. */
    @Test
    void noHeapIsTooSmallForAnAnswer() throws IOException, InterruptedException {
        for (String heap : new String[] {"-Xmx24m", "-Xmx32m", "-Xmx48m", "-Xmx96m"}) {
            Process machine = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            heap,
                            "-XX:+UseSerialGC",
                            "-cp",
                            System.getProperty("java.class.path"),
                            TransactionMemoryTest.class.getName())
                    .redirectErrorStream(true)
                    .start();
            String output = new String(machine.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(machine.waitFor()).as(heap + ": " + output).isZero();
            assertThat(output).as(heap).doesNotContain("OutOfMemoryError").contains("the answer: ");
        }
    }

    /** Makes a history, piece by piece so that it does not itself take much memory, and checks it. */
    public static void main(String[] arguments) {
        Transactions.Builder builder = new Transactions.Builder("long", Interpretation.USUAL);
        ManyTransactions.to(builder, 40_000);
        System.out.println("the answer: "
                + TransactionChecker.of(ConsistencyModel.STRICT_SERIALIZABLE)
                        .check(builder.build())
                        .explain());
    }
}
