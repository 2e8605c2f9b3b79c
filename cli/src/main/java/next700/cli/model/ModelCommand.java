package next700.cli.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import next700.cli.Output;
import next700.cli.UsageException;
import next700.cli.cluster.Protocols;
import next700.cli.prove.InductionChecks;
import next700.cli.report.Report;
import next700.cli.report.Section;
import next700.model.Distribution;
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

    @Option(
            names = "--distributed",
            paramLabel = "WORKERS",
            description = {
                "Run the models of --only by a TLC server with so many worker processes on this machine; 0 waits for"
                        + " those of other machines (docs/distributed.md).",
                "TLC's server checks no temporal properties and tells no counterexamples, and it is not asked what a"
                        + " model reaches. A model that must fail, or has temporal properties, is refused."
            })
    private Optional<Integer> distributed = Optional.empty();

    @Option(
            names = "--server-name",
            paramLabel = "HOST",
            description = "With --distributed=0: the name by which workers reach this machine.")
    private Optional<String> serverName = Optional.empty();

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
        if (all(models).isEmpty()) {
            throw new UsageException(
                    "no models of a protocol '" + protocol + "'; there are " + String.join(", ", models.protocols())
                            + ", and for azyzzyva, aliph or another composition those of its parts");
        }
        if (timeoutSeconds < 1) {
            throw new UsageException("--timeout must be at least 1 second, not " + timeoutSeconds);
        }
        if (jobs < 1 || jobs > 64) {
            throw new UsageException("--jobs must be from 1 to 64, not " + jobs);
        }
        TlcLimits limits = UsageException.checked(
                "limits", () -> new TlcLimits(workers, heapMebibytes, Duration.ofSeconds(timeoutSeconds)));
        List<Model> chosen = chosen(models);
        Optional<Distribution> distribution = distribution(chosen);
        output.prepare();
        Section section = new ModelChecks(
                        models, limits, distribution.isPresent() ? 1 : jobs, distribution, output.progress())
                .run(chosen);
        List<Section> sections = new ArrayList<>();
        sections.add(section);
        if (leansOnCounting()) {
            sections.add(CountingChecks.run());
        }
        if (only.isEmpty()) {
            sections.addAll(new InductionChecks(output.progress())
                    .of(Protocols.find(protocol).map(Models::parts).orElse(Set.of(protocol))));
        }
        return output.print(new Report(
                "model " + protocol,
                "Does the specification keep what is claimed of it?",
                List.of("workers: " + workers, "heap: " + heapMebibytes + " MiB"),
                sections));
    }

    /** The instances of Abstract do; a ring of processes that only crash does not. */
    private boolean leansOnCounting() {
        return only.isEmpty() && Protocols.find(protocol).isPresent();
    }

    private Optional<Distribution> distribution(List<Model> chosen) {
        if (distributed.isEmpty()) {
            return Optional.empty();
        }
        if (only.isEmpty()) {
            throw new UsageException("--distributed needs --only: it is for single, large models");
        }
        for (Model model : chosen) {
            if (model.kind() == Model.Kind.MUST_FAIL) {
                throw new UsageException("--distributed: " + model.name()
                        + " must fail, and TLC's server tells neither what fell nor how; run it without");
            }
        }
        int workers = distributed.get();
        if (workers < 0 || workers > 64) {
            throw new UsageException("--distributed must be from 0 to 64, not " + workers);
        }
        if ((workers == 0) != serverName.isPresent()) {
            throw new UsageException("--server-name belongs to --distributed=0, which needs it");
        }
        return Optional.of(
                workers == 0
                        ? new Distribution(0, serverName.get(), Distribution.DEFAULT_PORT)
                        : Distribution.here(workers));
    }

    private List<Model> all(Models models) {
        return Protocols.find(protocol).map(models::of).orElseGet(() -> models.ofProtocol(protocol));
    }

    private List<Model> chosen(Models models) {
        List<Model> all = all(models);
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
