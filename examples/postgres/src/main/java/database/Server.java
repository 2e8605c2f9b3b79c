package database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A PostgreSQL server of our own, which can be killed and comes back with the data that it had on its disk. */
final class Server implements Closeable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String USER = "postgres";

    private final Path data;
    private final Map<String, String> settings;
    private volatile EmbeddedPostgres postgres;

    /**
     * Starts a server.
     *
     * @param data an empty directory, for its data
     * @param settings of its configuration
     */
    Server(Path data, Map<String, String> settings) throws IOException {
        this.data = data;
        this.settings = settings;
        postgres = builder().start();
    }

    private EmbeddedPostgres.Builder builder() {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPGStartupWait(PATIENCE)
                // Clients wait for each other's rows; circles of them are looked for after this time.
                .setServerConfig("deadlock_timeout", "50ms")
                // As PostgreSQL has it; for tests that kill nothing the library turns it off.
                .setServerConfig("synchronous_commit", "on");
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    /** A connection; waits for the server while that is down. */
    Connection connect() throws SQLException {
        long since = System.nanoTime();
        while (true) {
            try {
                return postgres.getDatabase(USER, USER).getConnection();
            } catch (SQLException e) {
                if (System.nanoTime() - since > PATIENCE.toNanos()) {
                    throw e;
                }
                pause();
            }
        }
    }

    /** What it calls itself. */
    String version() throws SQLException {
        try (Connection connection = connect()) {
            return connection.getMetaData().getDatabaseProductVersion();
        }
    }

    /** Cuts off all clients, as somebody who administrates the server may. */
    void cutConnections() throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()");
        }
    }

    /** Kills the server, with no chance to write anything down, and starts it again on the same data. */
    void killAndRestart() throws IOException {
        ProcessHandle postmaster = postmaster();
        // Listed before, since they lose their parent; all of them hold on to the memory that they share.
        List<ProcessHandle> all = Stream.concat(Stream.of(postmaster), postmaster.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        // The library has nothing to stop any more, and lets go of the directory.
        postgres.close();
        postgres = builder().start();
    }

    /** The process that is the server: what the library started may be another, which became a user for it. */
    private ProcessHandle postmaster() throws IOException {
        Path file = data.resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(file).getFirst().strip());
        return ProcessHandle.of(pid).orElseThrow(() -> new IOException(file + " names no process"));
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the server", e);
        }
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
