package next700.protocol.qu;

import static next700.protocol.qu.Table.X;
import static next700.protocol.qu.Table.Y;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import next700.process.ClientId;
import next700.protocol.qu.Classification.Kind;
import org.junit.jupiter.api.Test;

/** "Under contention it is possible for clients to experience livelock": shown, and what ends it. */
final class LivelockTest {
    private static final int LONG = 60;
    private static final Set<Kind> MAKE_A_VERSION = EnumSet.of(Kind.METHOD, Kind.COPY);

    private final Table table = new Table(QuGroup.of(1), "♥");

    /** Some servers hear X first, and two hear Y first: too few for a repair in place. */
    private void meet() {
        table.arrive(X, 0, 1, 2);
        table.arrive(Y, 3, 4);
        table.arrive(X);
        table.arrive(Y);
        table.answer(X);
        table.answer(Y);
    }

    private void endBackOff(ClientId client) {
        if (table.isBackingOff(client)) {
            table.draws(client, 0);
            table.expire(client);
        }
    }

    /** The worst network: whoever is ahead waits for the other, so that their versions always meet. */
    private void step() {
        List.of(X, Y).forEach(this::endBackOff);
        if (MAKE_A_VERSION.contains(table.kind(X)) && MAKE_A_VERSION.contains(table.kind(Y))) {
            meet();
        } else {
            for (ClientId client : List.of(Y, X)) {
                if (!MAKE_A_VERSION.contains(table.kind(client))) {
                    table.arrive(client);
                    table.answer(client);
                }
            }
        }
    }

    @Test
    void twoClientsThatAlwaysMeetBarEachOtherForEver() {
        table.set(X, "♣");
        table.set(Y, "♦");
        for (int i = 0; i < LONG; i++) {
            step();
        }

        assertThat(table.result(X)).isEmpty();
        assertThat(table.result(Y)).isEmpty();
        assertThat(table.backOffs(X)).isGreaterThan(LONG / 6);
        assertThat(table.backOffs(Y)).isGreaterThan(LONG / 6);
    }

    @Test
    void theClientThatWaitsLessIsDone() {
        table.set(X, "♣");
        table.set(Y, "♦");
        meet();
        table.draws(X, 0);
        table.draws(Y, 1);
        table.expire(X);
        table.run(X);

        assertThat(table.result(X)).contains("♣");

        table.expire(Y);
        table.run(Y);
        assertThat(table.result(Y)).contains("♦");
    }
}
