package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import next700.history.History;
import next700.history.Value;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AnomalyTest {
    static List<Scenario> scenarios() {
        return Scenarios.all();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aScenarioShowsItsAnomaliesAndNoOthers(Scenario scenario) {
        assertThat(scenario.found()).as(scenario.check().explain()).isEqualTo(scenario.anomalies());
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyAnomalyIsExplainedByItsTransactions(Scenario scenario) {
        for (Anomaly anomaly : scenario.check().findings().anomalies()) {
            assertThat(anomaly.transactions()).isNotEmpty();
            for (Transaction transaction : anomaly.transactions()) {
                assertThat(anomaly.explain()).contains(transaction.describe());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aCycleIsClosedAndOfTheKindThatItsNameSays(Scenario scenario) {
        for (Anomaly anomaly : scenario.check().findings().anomalies()) {
            if (anomaly instanceof Anomaly.Cycle cycle) {
                List<Dependency> edges = cycle.dependencies();
                for (int i = 0; i < edges.size(); i++) {
                    assertThat(edges.get(i).to())
                            .isEqualTo(edges.get((i + 1) % edges.size()).from());
                }
                assertThat(cycle.transactions()).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void aCycleIsToldAsAContradiction() {
        Scenario stale = Scenarios.all().stream()
                .filter(scenario -> scenario.name().equals("a stale read"))
                .findFirst()
                .orElseThrow();

        assertThat(stale.check().findings().anomalies().getFirst().explain()).isEqualTo("""
                        Let:
                          T1 = process B: r("x", [])
                          T2 = process A: append("x", 1)
                        Then:
                          - T1 < T2, because T1 read "x" as [], without the value 1 that T2 appended.
                          - however, T2 < T1, because T2 had completed in real time before T1 was invoked: a contradiction.""");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void anEdgeOfACycleLeadsFromAStepToAStepOnItsKey(Scenario scenario) {
        for (Anomaly anomaly : scenario.check().findings().anomalies()) {
            if (anomaly instanceof Anomaly.Cycle cycle) {
                for (Dependency edge : cycle.dependencies()) {
                    boolean ofSteps = edge.key().isPresent();
                    assertThat(edge.stepOfFrom().isPresent()).as(edge.reason()).isEqualTo(ofSteps);
                    assertThat(edge.stepOfTo().isPresent()).as(edge.reason()).isEqualTo(ofSteps);
                    if (ofSteps) {
                        assertThat(List.of(
                                        edge.from()
                                                .operations()
                                                .get(edge.stepOfFrom().getAsInt())
                                                .key(),
                                        edge.to()
                                                .operations()
                                                .get(edge.stepOfTo().getAsInt())
                                                .key()))
                                .containsOnly(edge.key().orElseThrow());
                    }
                }
            }
        }
    }

    @Test
    void aCycleAlongAProcessIsToldByItsEnds() {
        History.Builder history = History.builder("three of one process");
        run(history, Value.list(Value.of("w"), Value.of("x"), Value.of(1)));
        run(history, Value.list(Value.of("w"), Value.of("y"), Value.of(2)));
        run(history, Value.list(Value.of("r"), Value.of("x"), Value.NIL));

        Findings findings = TransactionChecker.of(ConsistencyModel.STRONG_SESSION_SERIALIZABLE)
                .check(history.build())
                .findings();

        assertThat(findings.anomalies())
                .filteredOn(Anomaly.Cycle.class::isInstance)
                .allSatisfy(cycle -> assertThat(cycle.transactions()).hasSize(2))
                .isNotEmpty();
    }

    private static void run(History.Builder history, Value step) {
        history.invoke("0", "txn", Value.list(step), 0);
        history.ok("0", Value.list(step), 0);
    }
}
