package next700.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import next700.process.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServicesTest {
    private static Service.Outcome execute(Service service, String function, String value) {
        return service.execute(Operations.of(function, value));
    }

    private static String reply(Service service, String function, String value) {
        return execute(service, function, value).reply().toUtf8();
    }

    @Test
    void aKeyValueStoreReadsWhatWasPutAndAppended() {
        Service store = new KeyValueStore();
        store = execute(store, "put", "[\"k\", \"a\"]").after();
        store = execute(store, "append", "[\"k\", \"b\"]").after();

        assertThat(reply(store, "get", "[\"k\", null]")).isEqualTo("{\"type\":\"ok\",\"value\":[\"k\",\"ab\"]}");
        assertThat(reply(store, "get", "[\"other\", null]")).isEqualTo("{\"type\":\"ok\",\"value\":[\"other\",null]}");
    }

    @Test
    void compareAndSetFailsWithoutEffectWhereTheOldValueDiffers() {
        Service store =
                execute(new KeyValueStore(), "cas", "[\"k\", [null, \"a\"]]").after();
        Service.Outcome mismatch = execute(store, "cas", "[\"k\", [\"b\", \"c\"]]");

        assertThat(mismatch.reply().toUtf8()).contains("fail");
        assertThat(mismatch.after().digest()).isEqualTo(store.digest());
        assertThat(reply(store, "get", "[\"k\", null]")).contains("\"a\"");
    }

    @Test
    void aCounterCountsBeyondLongs() {
        Service counter =
                execute(new Counter(), "add", Long.toString(Long.MAX_VALUE)).after();
        counter = execute(counter, "add", "1").after();

        assertThat(reply(counter, "read", "null")).contains("9223372036854775808");
    }

    @Test
    void aTransactionReadsItsOwnAppends() {
        assertThat(reply(new ListAppend(), "txn", "[[\"append\", 1, 7], [\"r\", 1, null], [\"r\", 2, null]]"))
                .isEqualTo("{\"type\":\"ok\",\"value\":[[\"append\",1,7],[\"r\",1,[7]],[\"r\",2,[]]]}");
    }

    @Test
    void aTransactionThatCannotBeReadHasNoEffect() {
        Service.Outcome outcome = execute(new ListAppend(), "txn", "[[\"append\", 1, 7], [\"write\", 1, 8]]");

        assertThat(outcome.reply().toUtf8()).contains("does not write");
        assertThat(outcome.after().digest()).isEqualTo(new ListAppend().digest());
    }

    @Test
    void executingLeavesTheServiceBeforeItAsItWas() {
        for (String name : new String[] {"kv", "counter", "list-append"}) {
            Service before = Services.named(name);
            Bytes snapshot = before.snapshot();
            before.execute(operationOf(name));
            assertThat(before.snapshot()).as(name).isEqualTo(snapshot);
        }
    }

    @Test
    void aSnapshotRestoresTheState() {
        for (String name : new String[] {"kv", "counter", "list-append"}) {
            Service service = Services.named(name).execute(operationOf(name)).after();
            Service restored = Services.named(name).restore(service.snapshot());
            assertThat(restored.digest())
                    .as(name)
                    .isEqualTo(service.digest())
                    .isNotEqualTo(Services.named(name).digest());
        }
    }

    private static Bytes operationOf(String service) {
        return switch (service) {
            case "kv" -> Operations.of("put", "[\"k\", \"v\"]");
            case "counter" -> Operations.of("add", "3");
            default -> Operations.of("txn", "[[\"append\", \"k\", 1]]");
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "not json",
                "[]",
                "{\"f\": 1, \"value\": null}",
                "{\"f\": \"launch\", \"value\": [\"k\", null]}",
                "{\"f\": \"put\", \"value\": [\"k\"]}",
                "{\"f\": \"put\", \"value\": [1, \"v\"]}",
                "{\"f\": \"cas\", \"value\": [\"k\", \"v\"]}",
                "{\"f\": \"add\", \"value\": 1.5}",
                "{\"f\": \"txn\", \"value\": [[\"r\", [], null]]}",
                "{\"f\": \"txn\", \"value\": [[\"append\", 1, 1e400]]}",
                "{\"f\": \"put\", \"value\": [\"k\", \"half a pair: \\ud83d\"]}"
            })
    void whatIsNotAnOperationIsAnsweredAndChangesNothing(String operation) {
        for (String name : new String[] {"kv", "counter", "list-append"}) {
            Service.Outcome outcome = Services.named(name).execute(Bytes.utf8(operation));
            assertThat(outcome.reply().toUtf8()).contains("\"type\":\"fail\"").contains("error");
            assertThat(outcome.after().digest()).isEqualTo(Services.named(name).digest());
        }
    }

    /** It would be written as something else, so that the state restored would not be the one that was there. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"kv, {'k':'\\ud83d'}", "list-append, {'k':['\\ud83d']}"})
    void aSnapshotWithHalfACharacterIsRefused(String name, String snapshot) {
        Bytes bytes = Bytes.utf8(snapshot.replace('\'', '"'));

        assertThatThrownBy(() -> Services.named(name).restore(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Unicode");
    }

    @Test
    void aSnapshotOfAnotherServiceIsRefused() {
        assertThatThrownBy(() -> new Counter().restore(new KeyValueStore().snapshot()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not a snapshot");
    }

    @Test
    void anUnknownServiceIsNamedBesideTheKnownOnes() {
        assertThatThrownBy(() -> Services.named("queue")).hasMessageContaining("counter, kv, list-append");
    }
}
