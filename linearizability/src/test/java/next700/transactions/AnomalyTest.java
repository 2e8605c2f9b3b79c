package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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
}
