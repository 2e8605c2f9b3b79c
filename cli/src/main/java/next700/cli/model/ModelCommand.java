package next700.cli.model;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.evidence.CountingChecks;
import next700.evidence.InductionChecks;
import next700.evidence.ModelChecks;
import next700.evidence.MutationChecks;
import next700.model.Distribution;
import next700.model.MalformedModelsException;
import next700.model.Model;
import next700.model.Models;
import next700.model.TlcLimits;
import next700.proof.Claim;
import next700.report.ExitCode;
import next700.report.Progress;
import next700.report.Report;
import next700.report.UsageException;
import next700.workpiece.Specified;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 model}: TLC on the specifications of a protocol. */
@Command(
        name = "model",
        description = {
            "Run TLC on the models of a protocol, or of any folder with TLA+ modules.",
            "",
            "The models and what is expected of each stand in a file models.json beside the modules (docs/model.md). Another"
                    + " tla2tools.jar can be named with -Dnext700.tla2tools=FILE in JAVA_TOOL_OPTIONS."
        },
        mixinStandardHelpOptions = true)
public final class ModelCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PROTOCOL|PATH",
            description =
                    "Such as quorum, lcr, ./my-spec, or my-spec/models.json. What has no / in it is a protocol of ours,"
                            + " if there is such.")
    private String subject;

    @Option(names = "--deep", description = "Also the models that take minutes.")
    private boolean deep;

    @Option(names = "--only", paramLabel = "MODEL", split = ",", description = "Only these models.")
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

    @Option(
            names = "--export",
            paramLabel = "DIR",
            description =
                    "Run nothing: write the modules, and a module with its cfg for each model, to open in the Toolbox or in"
                            + " an editor.")
    private Optional<Path> export = Optional.empty();

    @Option(
            names = "--mutate",
            paramLabel = "MODULE",
            arity = "0..1",
            fallbackValue = "",
            split = ",",
            description =
                    "Weaken the specification at every place, one at a time, and tell what no model that must hold notices."
                            + " Of these modules only; else of all of the folder that the models are built on.")
    private List<String> mutated;

    @Mixin
    private Output output;

    /** What there is to run, and what there is not. */
    private record Subject(Specified specified, List<Model> all, List<Claim> counting) {
        Models models() {
            return specified.source();
        }

        List<String> missing() {
            return specified.missing();
        }
    }

    @Override
    public Integer call() throws Exception {
        Subject found = find();
        if (timeoutSeconds < 1) {
            throw new UsageException("--timeout must be at least 1 second, not " + timeoutSeconds);
        }
        if (jobs < 1 || jobs > 64) {
            throw new UsageException("--jobs must be from 1 to 64, not " + jobs);
        }
        TlcLimits limits = UsageException.checked(
                "limits", () -> new TlcLimits(workers, heapMebibytes, Duration.ofSeconds(timeoutSeconds)));
        List<Model> chosen = chosen(found);
        if (mutated != null) {
            return mutate(found.models(), chosen, limits);
        }
        if (export.isPresent()) {
            return export(found.models(), chosen, export.get());
        }
        Optional<Distribution> distribution = distribution(chosen);
        output.prepare();
        Progress progress = output.progress();
        RunningReport report = RunningReport.begin(
                output,
                progress,
                "model " + subject,
                "Does the specification keep what is claimed of it?",
                () -> List.of("workers: " + workers, "heap: " + heapMebibytes + " MiB"));
        ModelChecks checks =
                new ModelChecks(found.models(), limits, distribution.isPresent() ? 1 : jobs, distribution, progress);
        List<Model> skipped =
                found.all().stream().filter(model -> !chosen.contains(model)).toList();
        output.testsForMachines(() -> JUnitReport.of(subject, checks.done(), only.isEmpty() ? skipped : List.of()));
        report.stage("Specification", () -> List.of(checks.list(chosen, found.missing())), checks::soFar);
        if (!found.counting().isEmpty() && only.isEmpty()) {
            report.stage("Counting", () -> List.of(CountingChecks.run(found.counting())));
        }
        if (only.isEmpty()) {
            report.stage("Induction", () -> new InductionChecks(progress).of(found.specified()));
        }
        int code = report.end();
        return code == ExitCode.UNKNOWN.code() && checks.isBroken() ? ExitCode.BAD_DATA.code() : code;
    }

    private int mutate(Models models, List<Model> chosen, TlcLimits limits) throws IOException {
        Set<String> modules = new TreeSet<>();
        chosen.stream()
                .filter(model -> model.kind() == Model.Kind.HOLDS)
                .forEach(model -> modules.addAll(models.modulesOf(model)));
        List<String> asked = mutated.stream().filter(name -> !name.isEmpty()).toList();
        for (String name : asked) {
            if (!modules.contains(name)) {
                throw new UsageException("--mutate: no model that must hold is built on a module '" + name
                        + "'; there are " + String.join(", ", modules));
            }
        }
        if (!asked.isEmpty()) {
            modules.retainAll(asked);
        }
        output.prepare();
        return output.print(new Report(
                "model " + subject + " --mutate",
                "Would the models notice if the specification were weaker?",
                List.of("workers: " + workers, "heap: " + heapMebibytes + " MiB"),
                List.of(new MutationChecks(models, limits, jobs, output.progress()).run(chosen, modules))));
    }

    private Subject find() {
        boolean isPath =
                subject.indexOf('/') >= 0 || subject.indexOf(File.separatorChar) >= 0 || subject.startsWith(".");
        if (!isPath) {
            Optional<Subject> ours = ours();
            if (ours.isPresent()) {
                return ours.get();
            }
        }
        Path path = Path.of(subject);
        if (!Files.exists(path)) {
            throw new UsageException(
                    isPath
                            ? "there is no file or folder " + subject
                            : "no models of a protocol '" + subject + "', nor a folder of that name; there are "
                                    + Models.packaged().protocols().stream()
                                            .filter(name -> name.indexOf('/') < 0)
                                            .collect(Collectors.joining(", "))
                                    + ", and for azyzzyva, aliph or another composition those of its parts");
        }
        try {
            Models models = Models.at(path);
            List<String> missing = models.all().isEmpty() ? List.of(Models.noModelsIn(path)) : List.of();
            return new Subject(new Specified(models, models.folders(), missing), models.all(), List.of());
        } catch (MalformedModelsException e) {
            throw new BadDataException(e.getMessage(), e);
        }
    }

    /** A protocol that there is a workpiece or a folder of ours of. */
    private Optional<Subject> ours() {
        Optional<Workpiece> workpiece = Workpieces.named(subject);
        if (workpiece.isPresent()) {
            Specified specified = workpiece.get().specification();
            return Optional.of(
                    new Subject(specified, specified.models(), workpiece.get().counting()));
        }
        Specified folder = Specified.inFolders(subject);
        List<Model> own = folder.models();
        return own.isEmpty() ? Optional.empty() : Optional.of(new Subject(folder, own, List.of()));
    }

    private int export(Models models, List<Model> chosen, Path directory) throws IOException {
        for (Model model : chosen) {
            models.export(model, directory);
        }
        output.tell(chosen.size() + " models are in " + directory + ", each a module with its cfg");
        return ExitCode.HOLDS.code();
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

    private List<Model> chosen(Subject found) {
        List<Model> all = found.all();
        if (all.isEmpty() && !only.isEmpty()) {
            throw new UsageException("--only: " + String.join(" ", found.missing()));
        }
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
