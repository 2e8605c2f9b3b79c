package next700.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import next700.service.Counter;
import next700.service.Operations;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final ClientId CLIENT = new ClientId(1);
    private final Request one = request(1);
    private final Request two = request(2);
    private final Request three = request(3);

    private static Request request(long timestamp) {
        return new Request(CLIENT, timestamp, Operations.of("add", "1"));
    }

    @Test
    void aHistoryBeginsWithEachOfItsPrefixesAndNothingElse() {
        History history = History.of(one, two);

        assertThat(History.EMPTY.isPrefixOf(history)).isTrue();
        assertThat(History.of(one).isPrefixOf(history)).isTrue();
        assertThat(history.isPrefixOf(history)).isTrue();
        assertThat(History.of(two).isPrefixOf(history)).isFalse();
        assertThat(History.of(one, two, three).isPrefixOf(history)).isFalse();
    }

    @Test
    void theCommonPrefixEndsWhereHistoriesPart() {
        assertThat(History.of(one, two).commonPrefix(History.of(one, three, two)))
                .isEqualTo(History.of(one));
        assertThat(History.of(two).commonPrefix(History.of(one))).isEqualTo(History.EMPTY);
    }

    @Test
    void digestsTellOrderAndLengthApart() {
        assertThat(History.of(one, two).digest())
                .isNotEqualTo(History.of(two, one).digest());
        assertThat(History.of(one).digest()).isNotEqualTo(History.of(one, one).digest());
        assertThat(History.of(one, two)).isEqualTo(History.of(one).append(two));
    }

    @Test
    void repetitionEndsTheHistory() {
        assertThat(History.of(one, two, one, three).withoutRepetition()).isEqualTo(History.of(one, two));
        assertThat(History.of(one, two, three).withoutRepetition()).isEqualTo(History.of(one, two, three));
    }

    @Test
    void requestsOfTheSameTimestampAreTwoIfTheirOperationsDiffer() {
        assertThat(new Request(CLIENT, 1, Operations.of("add", "2"))).isNotEqualTo(one);
        assertThat(new Request(CLIENT, 1, Operations.of("add", "1"))).isEqualTo(one);
    }

    @Test
    void speculationRollsBackToWhereTheNewHistoryDeparts() {
        Speculation speculation = new Speculation(new Counter());
        speculation.moveTo(History.of(one, two));
        Speculation fork = speculation.fork();
        fork.moveTo(History.of(one, three, two));

        assertThat(fork.service().snapshot().toUtf8()).isEqualTo("3");
        assertThat(fork.executed()).isEqualTo(History.of(one, three, two));
        assertThat(speculation.service().snapshot().toUtf8()).isEqualTo("2");
        fork.moveTo(History.EMPTY);
        assertThat(fork.service().snapshot().toUtf8()).isEqualTo("0");
    }
}
