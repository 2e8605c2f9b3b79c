package next700.cli.costs;

import java.util.List;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.report.Report;
import next700.report.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code next700 costs}: Table 3.2 of the thesis, counted. */
@Command(
        name = "costs",
        description = {
            "Count what a request costs where nothing fails.",
            "",
            "One-way messages on the critical path, and MAC operations at the bottleneck replica, beside the formulas of"
                    + " thesis Table 3.2."
        },
        mixinStandardHelpOptions = true)
public final class CostsCommand implements Callable<Integer> {
    private static final int MOST_FAULTS = 5;
    private static final int LARGEST_BATCH = 1000;

    @Option(
            names = "--up-to",
            paramLabel = "F",
            defaultValue = "3",
            description = "From 1 to F Byzantine replicas, at most 5 (default: 3).")
    private int upTo;

    @Option(
            names = "--batches",
            paramLabel = "B",
            split = ",",
            defaultValue = "1,2,8,64",
            description = "How many requests are ordered together (default: 1,2,8,64).")
    private List<Integer> batches;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (upTo < 1 || upTo > MOST_FAULTS) {
            throw new UsageException("--up-to must be from 1 to " + MOST_FAULTS + ", not " + upTo);
        }
        for (int batch : batches) {
            if (batch < 1 || batch > LARGEST_BATCH) {
                throw new UsageException("--batches must be from 1 to " + LARGEST_BATCH + ", not " + batch);
            }
        }
        output.prepare();
        return output.print(new Report(
                "costs",
                "How many messages does a client wait for, and how many MACs does the busiest replica make and verify?",
                List.of("f: 1 to " + upTo, "batches: " + batches, "failures: none"),
                List.of(new CostsChecks(output.progress()).run(upTo, batches))));
    }
}
