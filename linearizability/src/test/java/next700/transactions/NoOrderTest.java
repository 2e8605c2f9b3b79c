package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What shows that there is no order is as little as does. */
class NoOrderTest {
    @Test
    void transactionsReadsAndWritesThatDoNotMatterAreLeftOut() {
        TransactionVerdict verdict = TransactionChecker.of(ConsistencyModel.STRONG_SESSION_SERIALIZABLE)
                .check(Scenario.sequential(
                                "",
                                Set.of(),
                                "Z@s: wz1 wv1",
                                "A@p: wx1 wu1",
                                "B@p: wx2 rz1",
                                "C@p: wy1",
                                "Y@s: rz1 ru1",
                                "D@q: rv1 ry1 rx1")
                        .history());

        assertThat(verdict).isInstanceOf(TransactionVerdict.Violated.class);
        NoOrder shown = verdict.findings().anomalies().stream()
                .filter(NoOrder.class::isInstance)
                .map(NoOrder.class::cast)
                .filter(anomaly -> anomaly.model() == ConsistencyModel.STRONG_SESSION_SERIALIZABLE)
                .findFirst()
                .orElseThrow();
        assertThat(shown.transactions().stream().map(one -> one.operations().toString()))
                .containsExactly("[w(\"x\", 1)]", "[w(\"x\", 2)]", "[w(\"y\", 1)]", "[r(\"y\", 1), r(\"x\", 1)]");
        assertThat(TransactionChecker.of(ConsistencyModel.STRONG_SESSION_SERIALIZABLE)
                        .check(shown.core().orElseThrow()))
                .isInstanceOf(TransactionVerdict.Violated.class)
                .satisfies(again -> assertThat(again.findings().transactions()).isEqualTo(4));
        assertThat(shown.explain())
                .contains("T4 < T2, because T4 read \"x\" as 1, which T1 wrote, and T2 wrote \"x\", too, and T1 < T2")
                .contains("a contradiction");
    }

    @Test
    void whereAChoiceHasToBeRefutedItIsToldWhatWouldFollow() {
        TransactionVerdict verdict = TransactionChecker.of(ConsistencyModel.SERIALIZABLE)
                .check(Scenario.concurrent("", Set.of(), "A: wx1 ry_", "B: wy2 rx3", "C: rx1 ry2", "D: wx3", "E: wx3")
                        .history());

        assertThat(verdict).isInstanceOf(TransactionVerdict.Violated.class);
        assertThat(verdict.explain())
                .contains("T1 < T5, because otherwise:\n      - T1 < T2")
                .contains("and nobody else can have been read (not T5, because T1 wrote it, too, and T5 < T1");
    }
}
