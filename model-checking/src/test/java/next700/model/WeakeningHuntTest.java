package next700.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A specification is weakened wherever its behaviours lean on something; what no model notices is told. */
@Tag("tlc")
class WeakeningHuntTest {
    private static final TlcLimits LIMITS = TlcLimits.DEFAULT.withWorkers(1);

    @TempDir
    private Path folder;

    private List<WeakeningHunt.Task> tasks(String invariant) throws IOException {
        Files.writeString(folder.resolve("Clock.tla"), """
            ---- MODULE Clock ----
            EXTENDS Naturals
            VARIABLE hour
            Init == hour = 0
            IsWhole == hour % 1 = 0
            Tick == /\\ IsWhole
                    /\\ hour <= 8
                    /\\ hour' = (hour + 2) % 12
            Spec == Init /\\ [][Tick]_hour
            Even == hour % 2 = 0
            Day == hour \\in 0..11
            Early == hour <= 10
            Four == hour = 4
            ====
            """);
        Files.writeString(folder.resolve("models.json"), """
            {"models": {"Ticks": {"module": "Clock", "specification": "Spec", "invariants": ["%s"], "checkDeadlock": false,
                                  "holds": {"states": 6, "reaches": ["Four"]}}}}
            """.formatted(invariant));
        Models models = Models.at(folder);
        return models.weakened(LIMITS).tasks(models.all(), Set.of("Clock"));
    }

    private WeakeningHunt.Outcome outcome(String invariant, String id) throws IOException {
        return tasks(invariant).stream()
                .filter(task -> task.id().equals(id))
                .findFirst()
                .orElseThrow()
                .run(said -> {});
    }

    @Test
    void guardsNumbersAndEdgesAreWeakenedAndWhatIsClaimedIsNot() throws IOException {
        assertThat(tasks("Day"))
                .extracting(WeakeningHunt.Task::id)
                .contains(
                        "Clock.Tick: IsWhole -> TRUE",
                        "Clock.Tick: hour <= 8 -> TRUE",
                        "Clock.Tick: hour <= 8 -> hour < 8",
                        "Clock.Tick: 8 -> 9",
                        "Clock.Tick: 8 -> 7",
                        "Clock.IsWhole: hour % 1 = 0 -> TRUE")
                .noneMatch(id -> id.startsWith("Clock.Day") || id.startsWith("Clock.Even"))
                .noneMatch(id -> id.contains("hour' ") && id.endsWith("TRUE"));
    }

    @Test
    void aModelThatFallsHasNoticed() throws IOException {
        WeakeningHunt.Outcome outcome = outcome("Even", "Clock.Tick: 2 -> 1");

        assertThat(outcome.kind()).isEqualTo(WeakeningHunt.Kind.NOTICED);
        assertThat(outcome.what()).isEqualTo("Ticks violates Even after 2 states");
    }

    @Test
    void anotherCountOfStatesIsToldAndIsNoNotice() throws IOException {
        WeakeningHunt.Outcome outcome = outcome("Day", "Clock.Tick: 8 -> 7");

        assertThat(outcome.kind()).isEqualTo(WeakeningHunt.Kind.UNNOTICED);
        assertThat(outcome.what()).isEqualTo("Ticks has 5 states instead of 6");
        assertThat(outcome.place()).endsWith("Clock.tla:7");
    }

    @Test
    void aModelThatHoldsAndNoLongerReachesWhatItMustHasNoticed() throws IOException {
        WeakeningHunt.Outcome outcome = outcome("Day", "Clock.Tick: 2 -> 3");

        assertThat(outcome.kind()).isEqualTo(WeakeningHunt.Kind.NOTICED);
        assertThat(outcome.what()).isEqualTo("Ticks no longer reaches: Four");
    }

    @Test
    void whatCannotBeEvaluatedIsNoSpecification() throws IOException {
        assertThat(outcome("Day", "Clock.IsWhole: 1 -> 0").kind()).isEqualTo(WeakeningHunt.Kind.INVALID);
    }
}
