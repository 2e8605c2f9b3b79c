package next700.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnfinishedTest {
    private final Unfinished unfinished = new Unfinished(100);
    private final List<Announced> givenUp = new ArrayList<>();

    /** It ends like a link that is closed: whoever is given up reports that once more. */
    private final class Announced implements Unfinished.Frame {
        private final int bytes;

        Announced(int bytes) {
            this.bytes = bytes;
        }

        @Override
        public int announcedBytes() {
            return bytes;
        }

        @Override
        public void giveUp() {
            givenUp.add(this);
            unfinished.ends(this);
        }
    }

    @Test
    void theOldestGoesWhenAnotherFindsNoRoom() {
        Announced first = new Announced(60);
        Announced second = new Announced(40);
        Announced third = new Announced(10);
        unfinished.begins(first);
        unfinished.begins(second);
        unfinished.begins(third);

        assertThat(givenUp).containsExactly(first);
        assertThat(unfinished.bytes()).isEqualTo(50);
    }

    @Test
    void whatHasArrivedTakesNoRoom() {
        Announced first = new Announced(60);
        unfinished.begins(first);
        unfinished.ends(first);
        unfinished.begins(new Announced(100));

        assertThat(givenUp).isEmpty();
        assertThat(unfinished.bytes()).isEqualTo(100);
    }

    @Test
    void allTheOthersMayHaveToGoForOne() {
        for (int i = 0; i < 10; i++) {
            unfinished.begins(new Announced(10));
        }
        unfinished.begins(new Announced(95));

        assertThat(givenUp).hasSize(10);
        assertThat(unfinished.bytes()).isEqualTo(95);
    }
}
