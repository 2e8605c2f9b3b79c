package next700.cli.model;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.UsageException;
import next700.cli.cluster.Protocols;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 model}: TLC on the specifications of a protocol. */
@Command(
        name = "model",
        description = {
            "Run TLC on the specifications of a protocol.",
            "",
            "The models and what is expected of each stand in specs/manifest.json. Another tla2tools.jar can be named"
                    + " with -Dnext700.tla2tools=FILE in JAVA_TOOL_OPTIONS."
        },
        mixinStandardHelpOptions = true)
public final class ModelCommand implements Callable<Integer> {
    @Parameters(paramLabel = "PROTOCOL", description = "Such as quorum, or lcr.")
    private String protocol;

    @Option(names = "--deep", description = "Also the models that take minutes.")
    private boolean deep;

    @Option(names = "--only", paramLabel = "MODEL", split = ",", description = "Only these models of the manifest.")
    private List<String> only = List.of();

    @Option(names = "--workers", defaultValue = "1", description = "Worker threads of each TLC (default: 1).")
    private int workers;

    @Option(names = "--jobs", defaultValue = "2", description = "Models to run at a time (default: 2).")
    private int jobs;

    @Option(names = "--heap", paramLabel = "MIB", defaultValue = "3072", description = "TLC's heap (default: 3072).")
    private int heapMebibytes;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "600",
            description = "For each model; past it the verdict is unknown (default: 600).")
    private long timeoutSeconds;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Models models = Models.packaged();
        if (models.ofProtocol(protocol).isEmpty()) {
            throw new UsageException(
                    "no models of a protocol '" + protocol + "'; there are " + String.join(", ", models.protocols()));
        }
        if (timeoutSeconds < 1) {
            throw new UsageException("--timeout must be at least 1 second, not " + timeoutSeconds);
        }
        if (jobs < 1 || jobs > 64) {
            throw new UsageException("--jobs must be from 1 to 64, not " + jobs);
        }
        TlcLimits limits = UsageException.checked(
                "limits", () -> new TlcLimits(workers, heapMebibytes, Duration.ofSeconds(timeoutSeconds)));
        output.prepare();
        Section section = new ModelChecks(models, limits, jobs, output.progress()).run(chosen(models));
        return output.print(new Report(
                "model " + protocol,
                "Does the specification keep what is claimed of it?",
                List.of("workers: " + workers, "heap: " + heapMebibytes + " MiB"),
                leansOnCounting() ? List.of(section, CountingChecks.run()) : List.of(section)));
    }

    /** The instances of Abstract do; a ring of processes that only crash does not. */
    private boolean leansOnCounting() {
        return only.isEmpty()
                && Protocols.all().stream()
                        .anyMatch(composition -> composition.name().equals(protocol));
    }

    private List<Model> chosen(Models models) {
        List<Model> all = models.ofProtocol(protocol);
        for (String name : only) {
            if (all.stream().noneMatch(model -> model.name().equals(name))) {
                throw new UsageException("--only: no model '" + name + "'; there are "
                        + String.join(", ", all.stream().map(Model::name).toList()));
            }
        }
        return all.stream()
                .filter(model -> only.isEmpty() ? deep || model.isFast() : only.contains(model.name()))
                .toList();
    }
}
