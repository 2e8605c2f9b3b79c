package next700.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Workers of TLC on this machine, a process each. They wait for the server to be there. */
final class WorkerProcesses {
    private final List<Process> processes = new ArrayList<>();

    private WorkerProcesses() {}

    /**
     * Starts as many as the distribution has on this machine.
     *
     * @param java the command of a JVM with TLC on its class path
     * @param directory below which each gets one of its own
     */
    static WorkerProcesses start(Distribution distribution, List<String> java, Path directory) throws IOException {
        WorkerProcesses started = new WorkerProcesses();
        for (int worker = 1; worker <= distribution.workers(); worker++) {
            List<String> command = new ArrayList<>(java);
            command.addAll(List.of("tlc2.tool.distributed.TLCWorker", distribution.host()));
            Path own = Files.createDirectory(directory.resolve("worker" + worker));
            Process process = new ProcessBuilder(command)
                    .directory(own.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            started.processes.add(process);
        }
        return started;
    }

    /** Ends those that are still there, and waits until they are gone. */
    void end() {
        for (Process process : processes) {
            process.destroyForcibly();
        }
        for (Process process : processes) {
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
