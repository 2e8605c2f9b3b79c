package next700.protocol.qu;

import static next700.protocol.qu.Table.X;
import static next700.protocol.qu.Table.Y;
import static next700.protocol.qu.Table.Z;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * "Example Q/U protocol execution" of the source document (slides on Abd-El-Malek et al., Table 1 of the paper), line by line: six
 * servers, an object with the values ♣ ♦ ♥ ♠ that begins with ♥, and clients X and Z that reach the first five servers, Y the last five.
 *
 * <p>The document numbers candidates in the order in which they are made, and prints ⟨3, 1⟩ for what has the time of ⟨2, 1⟩ and another
 * client; here they have their timestamps:
 *
 * <pre>
 *   printed   1    2    3    4b    5    6    7b    8
 *   here      1.1  2.1  2.2  3b.1  4.1  5.1  6b.2  7.2
 * </pre>
 *
 * It prints {5, 4b, 2, 1} for s4 when Y and Z begin to get. That server had refused ⟨2, 1⟩, and has ⟨3, 1⟩ in its place, as the
 * document's own line "Y attempts set(♥)" says.
 */
final class WorkedExampleTest {
    private static final String FIRST = "⟨0, 0⟩";
    private static final String ONE = "⟨1.1, 0⟩";
    private static final String TWO = "⟨2.1, 1.1⟩";
    private static final String THREE = "⟨2.2, 1.1⟩";
    private static final String FOUR_B = "⟨3b.1, 2.1⟩";
    private static final String FIVE = "⟨4.1, 2.1⟩";
    private static final String SIX = "⟨5.1, 4.1⟩";
    private static final String SEVEN_B = "⟨6b.2, 4.1⟩";
    private static final String EIGHT = "⟨7.2, 4.1⟩";

    private final Table table = new Table(QuGroup.of(1), "♥")
            .reaching(X, 0, 1, 2, 3, 4)
            .reaching(Y, 1, 2, 3, 4, 5)
            .reaching(Z, 0, 1, 2, 3, 4);

    private void rows(String... expected) {
        for (int server = 0; server < expected.length; server++) {
            assertThat(table.row(server)).as("s" + server).isEqualTo(expected[server]);
        }
    }

    private static String row(String... candidates) {
        return String.join(" ", candidates);
    }

    /** The first sequence: no failure, no concurrency. */
    private void xGetsAndSets() {
        rows(FIRST, FIRST, FIRST, FIRST, FIRST, FIRST);

        table.get(X);
        table.run(X);
        assertThat(table.result(X)).contains("♥");
        assertThat(table.requests()).isEqualTo(5);
        rows(FIRST, FIRST, FIRST, FIRST, FIRST, FIRST);

        table.set(X, "♣");
        table.run(X);
        assertThat(table.result(X)).contains("♣");
        assertThat(table.requests()).isEqualTo(10);
        rows(row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), FIRST);
    }

    /** The second: Y's quorum has a server that has missed the update, and it is repaired in place. */
    private void yGets() {
        table.get(Y);
        table.run(Y);
        assertThat(table.result(Y)).isEmpty();
        table.expire(Y);
        table.run(Y);

        assertThat(table.result(Y)).contains("♣");
        assertThat(table.backsOff(Y)).isFalse();
        rows(row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST), row(ONE, FIRST));
    }

    /** The third: concurrent updates, of which neither is complete; a barrier and a copy complete X's. */
    private void xAndYSet() {
        table.set(X, "♦");
        table.set(Y, "♥");
        table.arrive(X, 0, 1, 2, 3);
        table.arrive(Y, 1, 2, 3, 4, 5);
        table.arrive(X, 4);
        rows(row(TWO, ONE), row(TWO, ONE), row(TWO, ONE), row(TWO, ONE), row(THREE, ONE), row(THREE, ONE));

        table.answer(Y);
        assertThat(table.backsOff(Y)).isTrue();
        table.draws(Y, 60);

        table.answer(X);
        assertThat(table.backsOff(X)).isTrue();
        table.draws(X, 0);
        table.expire(X);
        table.arrive(X);
        rows(
                row(FOUR_B, TWO, ONE),
                row(FOUR_B, TWO, ONE),
                row(FOUR_B, TWO, ONE),
                row(FOUR_B, TWO, ONE),
                row(FOUR_B, THREE, ONE),
                row(THREE, ONE));

        table.answer(X);
        table.arrive(X);
        rows(
                row(FIVE, FOUR_B, TWO, ONE),
                row(FIVE, FOUR_B, TWO, ONE),
                row(FIVE, FOUR_B, TWO, ONE),
                row(FIVE, FOUR_B, TWO, ONE),
                row(FIVE, FOUR_B, THREE, ONE),
                row(THREE, ONE));
        table.answer(X);
        assertThat(table.result(X)).contains("♦");
    }

    @Test
    void anUpdateWithoutContentionTakesOneRoundTripToThePreferredQuorum() {
        xGetsAndSets();
    }

    @Test
    void aServerThatMissedAnUpdateIsRepairedInPlace() {
        xGetsAndSets();
        yGets();
    }

    @Test
    void ofConcurrentUpdatesOneIsCopiedPastABarrier() {
        xGetsAndSets();
        yGets();
        xAndYSet();
    }

    @Test
    void whatIsRepairableForOneClientIsIncompleteForAnother() {
        xGetsAndSets();
        yGets();
        xAndYSet();

        table.set(X, "♠");
        table.arrive(X, 0, 1, 2);
        table.crash(X);
        rows(
                row(SIX, FIVE),
                row(SIX, FIVE),
                row(SIX, FIVE),
                row(FIVE, FOUR_B, TWO, ONE),
                row(FIVE, FOUR_B, THREE, ONE),
                row(THREE, ONE));

        table.get(Y);
        table.get(Z);
        table.run(Y);
        table.arrive(Z);
        table.answer(Z);
        assertThat(table.backsOff(Z)).as("⟨6, 5⟩ is repairable for Z").isFalse();
        assertThat(table.backOffs(Y)).as("⟨6, 5⟩ is incomplete for Y").isEqualTo(2);

        table.draws(Y, 0);
        table.expire(Y);
        table.arrive(Y);
        table.arrive(Z);
        rows(
                row(SIX, FIVE),
                row(SEVEN_B, SIX, FIVE),
                row(SEVEN_B, SIX, FIVE),
                row(SEVEN_B, FIVE, FOUR_B, TWO, ONE),
                row(SEVEN_B, FIVE, FOUR_B, THREE, ONE),
                row(SEVEN_B, THREE, ONE));
        table.answer(Z);
        assertThat(table.backsOff(Z)).isTrue();
        assertThat(table.result(Z)).isEmpty();

        table.answer(Y);
        table.arrive(Y);
        rows(
                row(SIX, FIVE),
                row(EIGHT, SEVEN_B, SIX, FIVE),
                row(EIGHT, SEVEN_B, SIX, FIVE),
                row(EIGHT, SEVEN_B, FIVE, FOUR_B, TWO, ONE),
                row(EIGHT, SEVEN_B, FIVE, FOUR_B, THREE, ONE),
                row(EIGHT, SEVEN_B, THREE, ONE));
        table.answer(Y);
        assertThat(table.result(Y)).contains("♦");
    }
}
