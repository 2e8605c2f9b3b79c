package next700.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/**
 * TLC as a server with workers, which may be on other machines. The server keeps the queue of states and the fingerprints;
 * workers compute successors and check invariants.
 *
 * <p>It does less than TLC alone (version 2.18): no temporal properties, no values that a model counts with {@code TLCSet}, so
 * nothing about what must be reached, and of a counterexample the last step only.
 *
 * @param workers how many worker processes to start on this machine
 * @param host the name of this machine by which workers reach it
 * @param port where they do
 */
public record Distribution(int workers, String host, int port) {
    /** Where workers look for a server, unless they are told otherwise. */
    public static final int DEFAULT_PORT = 10_997;

    /** The invariants that print what was reached: all of TLC's counters are theirs. */
    private static final String COUNTING = "Sometimes";

    private static final String PORT = "tlc2.tool.distributed.TLCServer.port";
    private static final String THREADS = "tlc2.tool.distributed.TLCWorker.threadCount";
    private static final String HOST = "java.rmi.server.hostname";

    public Distribution {
        if (workers < 0 || port < 1) {
            throw new IllegalArgumentException("there are no " + workers + " workers at port " + port);
        }
    }

    /** Workers on this machine only, at a port that is free. */
    public static Distribution here(int workers) {
        try (ServerSocket socket = new ServerSocket(0)) {
            return new Distribution(workers, "localhost", socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException("there is no free port for TLC's server", e);
        }
    }

    /** What the JVMs of server and workers are told. */
    List<String> properties() {
        return List.of("-D" + PORT + "=" + port, "-D" + HOST + "=" + host, "-D" + THREADS + "=1");
    }

    /** A cfg without the invariants that only count. */
    static byte[] withoutCounting(byte[] configuration) {
        return new String(configuration, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.strip().startsWith(COUNTING))
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.UTF_8);
    }
}
