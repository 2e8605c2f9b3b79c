package next700.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import next700.linearizability.Deadline;
import org.junit.jupiter.api.Test;

/** What follows from what was read and written, before anything is tried. Transactions are numbered as they stand. */
class ForcedOrderTest {
    private static final Isolation SERIAL = Isolation.SERIALIZABILITY;

    @Test
    void whoWroteAKeyAndCommittedBeforeAReaderIsBeforeTheVersionThatItRead() {
        ForcedOrder forced = concluded(SERIAL, "A: wx1", "B: wx2 wy1", "C: ry1 rx1");

        assertThat(forced.graph().precedes(SERIAL.commit(1), SERIAL.commit(0))).isTrue();
    }

    @Test
    void whoReadAVersionIsBeforeTheWriterBehindIt() {
        ForcedOrder forced = concluded(SERIAL, "A: wx1", "B: rx1 wx2", "C: rx1");

        assertThat(forced.graph().precedes(SERIAL.commit(2), SERIAL.commit(1))).isTrue();
    }

    @Test
    void whoReadTheInitialVersionIsBeforeEveryWriter() {
        ForcedOrder forced = concluded(SERIAL, "A: rx_", "B: wx2");

        assertThat(forced.graph().precedes(SERIAL.commit(0), SERIAL.commit(1))).isTrue();
    }

    @Test
    void writersOfAKeyDoNotOverlapUnderSnapshotIsolationAndMayOtherwise() {
        Isolation snapshot = Isolation.SNAPSHOT_ISOLATION;
        Isolation prefix = Isolation.PREFIX_CONSISTENCY;
        String[] transactions = {"A: rx_ wx1", "B: wx2"};

        assertThat(concluded(snapshot, transactions).graph().precedes(snapshot.commit(0), snapshot.begin(1)))
                .isTrue();
        assertThat(concluded(prefix, transactions).graph().precedes(prefix.commit(0), prefix.begin(1)))
                .isFalse();
    }

    @Test
    void ofTwoWritersOfOneValueTheOneBehindTheReaderWasNotRead() {
        ForcedOrder forced = concluded(SERIAL, "A: wx1", "B: rx1 wy1", "C: ry1 wx1");

        assertThat(forced.facts().isUncertain(0)).isTrue();
        assertThat(forced.facts().writer(forced.found(0))).isZero();
    }

    @Test
    void ofTwoWritersOfOneValueTheOneThatWasOverwrittenBeforeTheReaderWasNotRead() {
        ForcedOrder forced = concluded(SERIAL, "A: wx1 wz1", "B: rz1 wx2 wy1", "C: wx1", "D: ry1 rx1");
        int read = forced.facts().endOfReads(3) - 1;

        assertThat(forced.facts().isUncertain(read)).isTrue();
        assertThat(forced.facts().writer(forced.found(read))).isEqualTo(2);
    }

    @Test
    void aReaderOfTheInitialVersionBehindAWriterIsAContradiction() {
        assertThat(order("A: wx1 wy1", "B: ry1 rx_").conclude()).isNotNull();
        assertThat(order("A: wx1 wy1", "B: ry1 rx1").conclude()).isNull();
    }

    private static ForcedOrder order(String... transactions) {
        return order(SERIAL, transactions);
    }

    private static ForcedOrder order(Isolation isolation, String... transactions) {
        Transactions history =
                Transactions.of(Scenario.concurrent("", Set.of(), transactions).history());
        Observations facts = new RegisterInference(history, new Evidence(), RegisterAssumptions.USUAL, Deadline.NEVER)
                .observations()
                .orElseThrow();
        Precedence graph =
                new KnownOrder(facts, isolation, Ordering.DEPENDENCIES).graph(Long.MAX_VALUE, Deadline.NEVER);
        return new ForcedOrder(facts, isolation, graph, Deadline.NEVER);
    }

    private static ForcedOrder concluded(Isolation isolation, String... transactions) {
        ForcedOrder forced = order(isolation, transactions);
        assertThat(forced.conclude()).isNull();
        return forced;
    }
}
