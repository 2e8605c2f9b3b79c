package database;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import next700.history.Completion;
import next700.history.History;
import next700.history.HistoryRecorder;
import next700.history.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What failures say of a transaction, with connections that fail as they are told. */
class RecordedClientTest {
    @TempDir
    private Path directory;

    /** A connection of which one method fails; the others do nothing. */
    private static Connection failing(String method, String state) {
        return (Connection) Proxy.newProxyInstance(
                RecordedClientTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, called, arguments) -> {
                    if (called.getName().equals(method)) {
                        throw new SQLException("it fails", state);
                    }
                    return null;
                });
    }

    /** Two transactions of one client, neither of which has a step unless it fails there. */
    private History record(Connection connection, boolean steps) throws Exception {
        try (HistoryRecorder recorder = HistoryRecorder.to(directory.resolve("history.jsonl"));
                RecordedClient client = new RecordedClient(
                        "a", () -> connection, Connection.TRANSACTION_SERIALIZABLE, Tables.REGISTERS, recorder)) {
            for (int i = 0; i < 2; i++) {
                client.run(steps ? List.of(Tables.read(1)) : List.of());
            }
            return recorder.history();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "40003", "XX000"})
    void aCommitWithoutAnAnswerIsUnknownAndTheClientGoesOnAsAnother(String state) throws Exception {
        History history = record(failing("commit", state), false);

        assertThat(history.operations())
                .allSatisfy(one -> assertThat(one.completion()).isInstanceOf(Completion.Unknown.class));
        assertThat(history.operations()).extracting(Operation::process).containsExactly("a", "a.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "23505"})
    void aCommitThatWasRefusedDidNotHappen(String state) throws Exception {
        History history = record(failing("commit", state), false);

        assertThat(history.operations())
                .allSatisfy(one -> assertThat(one.completion()).isInstanceOf(Completion.Failed.class));
        assertThat(history.operations()).extracting(Operation::process).containsExactly("a", "a");
    }

    @Test
    void whatFailsBeforeTheCommitIsSentDidNotHappen() throws Exception {
        History history = record(failing("prepareStatement", "08006"), true);

        assertThat(history.operations())
                .allSatisfy(one -> assertThat(one.completion()).isInstanceOf(Completion.Failed.class));
    }
}
