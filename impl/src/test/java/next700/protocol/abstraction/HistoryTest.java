package next700.protocol.abstraction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Image;
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

    private static History at(History history) {
        return History.at(new Certificate(
                InstanceId.FIRST,
                history.length(),
                history.digest(),
                Digest.of("IMAGE").digest(),
                List.of()));
    }

    @Test
    void aHistoryIsTheSameWhenItsBeginningIsCutOff() {
        History whole = History.of(one, two, three);
        History cut = whole.on(at(History.of(one, two)));

        assertThat(cut).isEqualTo(whole).hasSameHashCodeAs(whole);
        assertThat(cut.length()).isEqualTo(3);
        assertThat(cut.requests()).containsExactly(three);
        assertThat(cut.append(one)).isEqualTo(whole.append(one));
        assertThat(cut.commonPrefix(History.of(one, two, one))).isEqualTo(History.of(one, two));
        assertThat(cut.isWhole()).isFalse();
        assertThat(cut.prefix(2).requests()).isEmpty();
        assertThatThrownBy(() -> cut.prefix(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> whole.on(at(History.of(two)))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatACheckpointCoversIsNeitherUndoneNorSkipped() {
        Speculation speculation = new Speculation(new Counter());
        speculation.moveTo(History.of(one, two, three));
        speculation.truncate(at(History.of(one, two)));

        assertThat(speculation.executed().requests()).containsExactly(three);
        assertThat(speculation.service().snapshot().toUtf8()).isEqualTo("3");
        assertThat(speculation.reaches(History.of(one, three))).isFalse();
        assertThat(speculation.reaches(History.of(one))).isFalse();
        assertThat(speculation.reaches(at(History.of(one, two, three, one)))).isFalse();
        assertThatThrownBy(() -> speculation.moveTo(History.of(one))).isInstanceOf(IllegalStateException.class);

        speculation.moveTo(History.of(one, two));
        assertThat(speculation.service().snapshot().toUtf8()).isEqualTo("2");
        speculation.moveTo(at(History.of(one, two)).append(three));
        assertThat(speculation.service().snapshot().toUtf8()).isEqualTo("3");
        assertThat(speculation.image().last().get(CLIENT).request()).isEqualTo(two);
    }

    @Test
    void anImageIsReadAsItWasWritten() {
        Speculation speculation = new Speculation(new Counter());
        speculation.moveTo(History.of(one, two));
        Image image = speculation.imageAt(2);

        Image read = Image.read(image.bytes(), new Counter()).orElseThrow();

        assertThat(read.last()).isEqualTo(image.last());
        assertThat(read.digest())
                .isEqualTo(image.digest())
                .isNotEqualTo(speculation.imageAt(1).digest());
        byte[] bytes = image.bytes().toByteArray();
        for (int length = 0; length < bytes.length; length++) {
            assertThat(Image.read(Bytes.copyOf(Arrays.copyOf(bytes, length)), new Counter()))
                    .isEmpty();
        }
        assertThat(Image.read(Bytes.copyOf(Arrays.copyOf(bytes, bytes.length + 1)), new Counter()))
                .isEmpty();
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
