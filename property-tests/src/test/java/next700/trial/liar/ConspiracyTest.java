package next700.trial.liar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.simulation.Arena;
import next700.trial.Decision;
import next700.trial.Flight;
import next700.trial.Narrator;
import next700.trial.Run;
import next700.trial.RunResult;
import next700.trial.Strategy;
import next700.trial.Subject;
import next700.trial.Tape;
import org.junit.jupiter.api.Test;

/** What liars of any protocol say, seen in runs of some. */
final class ConspiracyTest {
    private static final long RUNS = 60;

    private static List<RunResult> runs(String name) {
        Subject subject = Arena.of(name, 1);
        return LongStream.range(0, RUNS)
                .mapToObj(run -> Run.explore(subject, withGeneralLiars(subject.strategy(3, run))))
                .toList();
    }

    private static Strategy withGeneralLiars(Strategy usual) {
        return (bound, decision, label) -> label.equals(Conspiracy.GENERAL) ? 1 : usual.draw(bound, decision, label);
    }

    private static List<Flight> lies(String name) {
        List<Flight> lies = new ArrayList<>();
        runs(name)
                .forEach(run -> run.flights().stream().filter(Flight::byzantine).forEach(lies::add));
        return lies;
    }

    @Test
    void theyLieWithMessagesOfEveryKindThatTheProtocolHas() {
        Set<String> kinds = lies("aliph").stream()
                .map(flight -> flight.message().getClass().getSimpleName())
                .collect(Collectors.toSet());

        assertThat(kinds).contains("Req", "Resp", "Panic", "Abort", "Submit", "Forward", "Checkpoint", "ClientRequest");
    }

    @Test
    void aLieSaysHowItDiffersFromTheTruth() {
        assertThat(lies("quorum"))
                .extracting(Flight::remark)
                .anyMatch(remark -> remark.matches("timestamp \\d+ instead of \\d+.*"))
                .anyMatch(remark -> remark.startsWith("with another proof"))
                .anyMatch(remark -> remark.contains("history ") && remark.contains(" instead of "));
    }

    @Test
    void aStoryTellsWhatLiarsSayWhenTheySayIt() {
        List<String> story = runs("quorum").stream()
                .flatMap(run -> Narrator.lines(run).stream())
                .toList();

        assertThat(story).anyMatch(line -> line.matches("    t=\\d+ r\\d lies to [rc]\\d: (REQ|RESP|ABORT).*"));
    }

    /** A tape of zeros in which the last client is Byzantine, and repeats the first REQ under another timestamp. */
    @Test
    void whatAScriptHasThemSayTheySay() {
        Strategy boringWithALiar = new Script(
                Tape.of(List.of()),
                List.of(new Utterance(0, Req.class, Act.REPEAT, 0, List.of())),
                Arena.quorum(1).messages());
        RunResult run = Run.explore(
                Arena.quorum(1),
                (bound, decision, label) -> decision == Decision.OPTION && label.equals("Byzantine clients")
                        ? 1
                        : boringWithALiar.draw(bound, decision, label));

        assertThat(run.flights()).filteredOn(Flight::byzantine).singleElement().satisfies(flight -> {
            assertThat(flight.message()).isInstanceOf(Req.class);
            assertThat(run.flights())
                    .filteredOn(other -> !other.byzantine() && other.message().equals(flight.message()))
                    .isNotEmpty();
        });
        assertThat(run.violations()).isEmpty();
    }

    @Test
    void anUtteranceReadsAsWhatIsSaid() {
        int component = 3;

        assertThat(new Utterance(12, Resp.class, Act.SAY_THE_SAME_CHANGED, component, List.of()))
                .hasToString("12: say the same changed Resp in reply");
    }
}
