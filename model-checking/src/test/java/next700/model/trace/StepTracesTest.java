package next700.model.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.model.Specifications;
import next700.model.TlcLimits;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Taken;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The trace path of any protocol, on one that nobody else knows: replicas that hand a token on, and lend it to somebody. */
@Tag("tlc")
class StepTracesTest {
    /** The token goes to somebody, of whom a step may or may not tell. */
    record Handed(String step, ProcessId process, Optional<ReplicaId> to, long turn) implements Taken {}

    /** A step whose field no value of TLA+ stands for. */
    record Odd(String step, ProcessId process, Object thing) implements Taken {}

    private static final String TOKEN = """
        ---- MODULE Token ----
        EXTENDS Integers
        CONSTANT Replicas
        VARIABLES holder, turn
        vars == <<holder, turn>>
        Init == holder = 1 /\\ turn = 0
        Holds(p) == holder = p
        Hand(p, q) == Holds(p) /\\ turn < 100 /\\ holder' = q /\\ turn' = turn + 1
        ====
        """;

    private static final String REPLAYED = """
        ---- MODULE TokenTrace ----
        EXTENDS Token, Replay
        TakeStep(e) ==
          CASE e.step = "Hand" -> \\E q \\in Replicas :
                                    (e.to = <<>> \\/ e.to = <<q>>) /\\ Hand(e.process, q) /\\ turn' = e.%s
        TraceSpec == Init /\\ ReplayBegins /\\ [][Replays(TakeStep, vars)]_<<vars, replay>>
        ====
        """;

    private static final StepTraces TRACES =
            StepTraces.of("TokenTrace", run -> Map.of("Replicas", StepTraces.upTo(3 * run.f() + 1)));

    private static Specifications specifications(String trace) {
        return Specifications.of(Map.of(
                "token/Token.tla", TOKEN.getBytes(StandardCharsets.UTF_8),
                "token/TokenTrace.tla", trace.getBytes(StandardCharsets.UTF_8)));
    }

    private static final Specifications TOKENS = specifications(REPLAYED.formatted("turn"));

    private static Taken hand(int from, int to, long turn) {
        return new Handed("Hand", new ReplicaId(from), Optional.of(new ReplicaId(to)), turn);
    }

    private static Taken handToSomebody(int from, long turn) {
        return new Handed("Hand", new ReplicaId(from), Optional.empty(), turn);
    }

    private static StepTrace run(Taken... steps) {
        return new StepTrace("run", 1, Set.of(), List.of(steps));
    }

    private static TraceVerdict verdict(Specifications specifications, Taken... steps) {
        return TRACES.validate(List.of(run(steps)), TlcLimits.NO_HURRY, specifications)
                .getFirst();
    }

    private static String whyUnknown(Specifications specifications, Taken... steps) {
        return ((TraceVerdict.Unknown) verdict(specifications, steps)).reason();
    }

    @Test
    void aRunOfTheSpecificationIsAccepted() {
        assertThat(verdict(TOKENS, hand(1, 2, 1), hand(2, 4, 2))).isEqualTo(new TraceVerdict.Accepted(2));
    }

    @Test
    void aStepThatCannotBeTakenIsRefusedWithTheConditionAsItsAuthorWroteItAndTheState() {
        TraceVerdict.Rejected refused =
                (TraceVerdict.Rejected) verdict(TOKENS, hand(1, 2, 1), hand(3, 1, 2), hand(1, 2, 3));

        assertThat(refused.index()).isEqualTo(1);
        assertThat(refused.reason()).contains("it is not so that", "\\E q \\in Replicas");
        assertThat(refused.state()).isEqualTo("holder: 2\nturn: 1");
        assertThat(refused.story()).endsWith("2. Hand of r3: to Optional[r1], turn 2");
    }

    /** The specification of the traces allows what the specification claims never to happen. */
    @Test
    void aRunThatComesToAStateInWhichWhatIsClaimedDoesNotHoldIsRefused() {
        Specifications claiming = specifications(REPLAYED.formatted("turn").replace("TraceSpec ==", """
            TraceInvariant == turn < 2
            TraceSpec ==\
            """));

        assertThat(verdict(claiming, hand(1, 2, 1))).isEqualTo(new TraceVerdict.Accepted(1));
        assertThat(verdict(claiming, hand(1, 2, 1), hand(2, 4, 2), hand(4, 1, 3)))
                .isInstanceOfSatisfying(TraceVerdict.Rejected.class, refused -> {
                    assertThat(refused.index()).isEqualTo(1);
                    assertThat(refused.reason()).isEqualTo("TraceInvariant does not hold after this step");
                    assertThat(refused.state()).isEqualTo("holder: 4\nturn: 2");
                });
    }

    @Test
    void aRunOfWhichTheStepsDoNotTellAllIsAcceptedIfOneWayLeadsToItsEnd() {
        assertThat(verdict(TOKENS, handToSomebody(1, 1), handToSomebody(3, 2)))
                .isInstanceOf(TraceVerdict.Accepted.class);
    }

    @Test
    void ofSeveralWaysTheOneThatLeadsFurthestTellsWhereTheRunIsRefused() {
        assertThat(verdict(TOKENS, handToSomebody(1, 1), hand(3, 2, 2), hand(1, 2, 3)))
                .isInstanceOfSatisfying(
                        TraceVerdict.Rejected.class,
                        refused -> assertThat(refused.index()).isEqualTo(2));
    }

    @Test
    void aConditionWithANameIsToldByItsName() {
        Specifications specifications =
                specifications(REPLAYED.formatted("turn").replaceAll("(?s)\\\\E q .*turn\\n", "Hand(e.process, 2)\n"));

        assertThat(verdict(specifications, hand(2, 1, 1)))
                .isInstanceOfSatisfying(
                        TraceVerdict.Rejected.class,
                        refused -> assertThat(refused.reason())
                                .isEqualTo("it is not so that Holds(p) (line 8 of Token.tla)"));
    }

    @Test
    void whatAByzantineProcessSaysOfItselfIsLeftOut() {
        StepTrace trace = new StepTrace("run", 1, Set.of(new ReplicaId(4)), List.of(hand(4, 1, 7), hand(1, 2, 1)));

        assertThat(TRACES.validate(List.of(trace), TlcLimits.NO_HURRY, TOKENS))
                .containsExactly(new TraceVerdict.Accepted(1));
    }

    @Test
    void aFieldThatIsNotRecordedIsNamed() {
        assertThat(whyUnknown(specifications(REPLAYED.formatted("round")), hand(1, 2, 1)))
                .contains("asks for the field 'round'", "process |-> 1", "component of that name");
    }

    @Test
    void aStepWithoutACounterpartIsNamed() {
        assertThat(whyUnknown(TOKENS, new Handed("Drop", new ReplicaId(1), Optional.empty(), 1)))
                .startsWith("Drop has no counterpart")
                .contains("TokenTrace.tla", "write a case");
    }

    @Test
    void aValueThatTlaDoesNotHaveIsNamedWithWhatToWriteInstead() {
        assertThat(whyUnknown(TOKENS, hand(1, 2, 1L << 40))).contains("'turn' of step Hand", "32 bits");
        assertThat(whyUnknown(TOKENS, new Odd("Hand", new ReplicaId(1), new Object())))
                .contains("'thing' of step Hand is a java.lang.Object", "records of these");
        assertThat(whyUnknown(TOKENS, new Odd("Hand", new ReplicaId(1), null))).contains("null", "Optional");
    }

    @Test
    void aConstantThatIsNotGivenIsNamed() {
        TraceVerdict verdict = StepTraces.of("TokenTrace", run -> Map.of())
                .validate(List.of(run(hand(1, 2, 1))), TlcLimits.NO_HURRY, TOKENS)
                .getFirst();

        assertThat(((TraceVerdict.Unknown) verdict).reason())
                .contains("constant Replicas", "traces() of the workpiece");
    }

    @Test
    void aModuleThatIsNotThereIsNamed() {
        assertThat(whyUnknown(Specifications.of(Map.of()), hand(1, 2, 1)))
                .isEqualTo("there is no module TokenTrace: write it beside the specification, as"
                        + " docs/your-own-protocol.md says");
    }

    @Test
    void eachKindOfStepIsAlteredAndOfEachSomethingIsRefused() {
        TraceEvidence evidence = TRACES.evidence(
                List.of(run(hand(1, 2, 1), hand(2, 4, 2)), run(hand(1, 3, 1))), TlcLimits.NO_HURRY, TOKENS);

        assertThat(evidence.open()).isEmpty();
        assertThat(evidence.noticed())
                .containsExactly(
                        new TraceEvidence.Noticed("Hand", Alteration.LEFT_OUT, 1, 2),
                        new TraceEvidence.Noticed("Hand", "process", 2, 2),
                        new TraceEvidence.Noticed("Hand", "to", 1, 2),
                        new TraceEvidence.Noticed("Hand", "turn", 2, 2));
    }

    @Test
    void aSpecificationThatAcceptsAnythingIsNotBelieved() {
        Specifications anything =
                specifications(REPLAYED.formatted("turn").replaceAll("(?s)\\\\E q .*turn\\n", "UNCHANGED vars\n"));

        TraceEvidence evidence =
                TRACES.evidence(List.of(run(hand(1, 2, 1), hand(3, 4, 7))), TlcLimits.NO_HURRY, anything);

        assertThat(evidence.refused()).isEmpty();
        assertThat(evidence.open()).hasValueSatisfying(why -> assertThat(why).contains("no altered Hand is refused"));
    }

    @Test
    void whereNoRunTellsOfAStepNothingIsKnown() {
        assertThat(TRACES.evidence(List.of(), TlcLimits.NO_HURRY, TOKENS).open())
                .hasValueSatisfying(why -> assertThat(why).contains("out.took"));
    }
}
