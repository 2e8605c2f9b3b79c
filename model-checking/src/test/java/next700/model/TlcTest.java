package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLC runs within its limits, and whatever it does has a result. */
@Tag("tlc")
class TlcTest {
    private static final TlcLimits LIMITS = new TlcLimits(1, 256, TlcLimits.NO_HURRY);
    private static final String CONFIGURATION = "INIT Init\nNEXT Next\nINVARIANT Small\nCHECK_DEADLOCK FALSE\n";

    @TempDir
    private Path directory;

    private ModelResult check(String next, TlcLimits limits) throws IOException {
        return check(next, limits, new ArrayList<>());
    }

    private ModelResult check(String next, TlcLimits limits, List<Counts> progress) throws IOException {
        Files.writeString(directory.resolve("Counter.tla"), """
                ---- MODULE Counter ----
                EXTENDS Integers, FiniteSets, TLC
                VARIABLE x
                Init == x = 0
                Next == %s
                Small == x < 1000000000
                ====
                """.formatted(next));
        return new Tlc(Specifications.in(directory), limits, progress::add)
                .check("Counter", CONFIGURATION.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aModelThatHoldsGivesItsCountsAndWhatItPrinted() throws IOException {
        List<Counts> progress = new ArrayList<>();

        ModelResult result = check("x < 9 /\\ x' = x + 1 /\\ PrintT(<<\"at\", x>>)", LIMITS, progress);

        assertThat(result).isInstanceOfSatisfying(ModelResult.Holds.class, holds -> {
            assertThat(holds.counts().distinct()).isEqualTo(10);
            assertThat(holds.counts().depth()).isEqualTo(10);
            assertThat(holds.printed()).contains("<<\"at\", 8>>");
        });
        assertThat(progress).isNotEmpty();
    }

    @Test
    void aModelThatDoesNotEndIsUnknownAfterTheTimeout() throws IOException {
        assertThat(check("x' = (x + 1) % 900000000", LIMITS.withTimeout(Duration.ofSeconds(4))))
                .isInstanceOfSatisfying(
                        ModelResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo(ModelResult.Reason.TIMEOUT));
    }

    @Test
    void aModelTooLargeForTheHeapIsUnknown() throws IOException {
        assertThat(check("x' = Cardinality({s \\cup {x} : s \\in SUBSET (1..24)})", LIMITS.withHeapMebibytes(48)))
                .isInstanceOfSatisfying(
                        ModelResult.Unknown.class,
                        unknown -> assertThat(unknown.reason()).isEqualTo(ModelResult.Reason.OUT_OF_MEMORY));
    }

    @Test
    void tlcThatCannotStartIsUnknownAndSaysWhy() throws IOException {
        assertThat(check("x' = x", LIMITS.withHeapMebibytes(1)))
                .isInstanceOfSatisfying(ModelResult.Unknown.class, unknown -> {
                    assertThat(unknown.reason()).isEqualTo(ModelResult.Reason.NOT_STARTED);
                    assertThat(unknown.why()).contains("Too small maximum heap");
                });
    }

    @Test
    void aModuleThatDoesNotParseIsBrokenAtItsPlace() throws IOException {
        assertThat(check("x' = y", LIMITS)).isInstanceOfSatisfying(ModelResult.Broken.class, broken -> {
            assertThat(broken.message()).contains("Unknown operator: `y'");
            assertThat(broken.location()).contains(new SourceLocation("Counter.tla", 5, 14));
        });
    }

    @Test
    void aStepThatCannotBeEvaluatedIsBroken() throws IOException {
        assertThat(check("x' = CHOOSE y \\in {} : TRUE", LIMITS)).isInstanceOf(ModelResult.Broken.class);
    }

    @Test
    void aViolationInTheFirstStateHasACounterexampleOfOneState() throws IOException {
        Files.writeString(directory.resolve("Large.tla"), """
                ---- MODULE Large ----
                EXTENDS Integers
                VARIABLE x
                Init == x = 1
                Next == x' = x
                Small == x < 1
                ====
                """);

        ModelResult result = new Tlc(Specifications.in(directory), LIMITS, counts -> {})
                .check("Large", CONFIGURATION.getBytes(StandardCharsets.UTF_8));

        assertThat(result).isInstanceOfSatisfying(ModelResult.Violated.class, violated -> {
            assertThat(violated.property()).isEqualTo("Small");
            assertThat(violated.counterexample().length()).isEqualTo(1);
        });
    }
}
