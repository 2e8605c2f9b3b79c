package next700.cli.rounds;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import next700.cli.Output;
import next700.report.Report;
import next700.report.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code next700 rounds}: LCR beside the five classes of thesis 2.3 in the round model of 2.2.2. */
@Command(
        name = "rounds",
        description = {
            "Compare LCR with the five classes of total order broadcast in the round model.",
            "",
            "In each round a process sends one message, to one process or several, and receives one (thesis 2.2.2)."
                    + " Throughput is counted exactly, in completed broadcasts per round."
        },
        mixinStandardHelpOptions = true)
public final class RoundsCommand implements Callable<Integer> {
    private static final int MOST = 16;

    @Option(
            names = "--up-to",
            paramLabel = "N",
            defaultValue = "9",
            description = "From 2 to N processes, at most 16 (default: 9).")
    private int upTo;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (upTo < 2 || upTo > MOST) {
            throw new UsageException("--up-to must be from 2 to " + MOST + ", not " + upTo);
        }
        output.prepare();
        List<Integer> sizes = IntStream.rangeClosed(2, upTo).boxed().toList();
        return output.print(new Report(
                "rounds",
                "Does LCR complete as many broadcasts per round as any protocol can, and what do the others reach?",
                List.of("processes: 2 to " + upTo, "model: thesis 2.2.2", "failures: none"),
                List.of(new RoundsChecks(output.progress()).run(sizes))));
    }
}
