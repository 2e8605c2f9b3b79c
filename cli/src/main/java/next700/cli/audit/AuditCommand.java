package next700.cli.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import next700.audit.Audit;
import next700.audit.AuditOptions;
import next700.audit.AuditResult;
import next700.audit.SubjectTestBed;
import next700.audit.map.MalformedMapException;
import next700.audit.source.Base;
import next700.audit.source.Layout;
import next700.audit.source.NoBaseException;
import next700.audit.source.Project;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;
import next700.audit.source.SourceException;
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.cli.RunningReport;
import next700.evidence.Home;
import next700.report.Annotation;
import next700.report.Progress;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;
import next700.workpiece.Workpiece;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 audit}: holds a change against the proofs. */
@Command(
        name = "audit",
        description = {
            "Hold a change to protocols against their proofs.",
            "",
            "Compares the working tree with a revision: which steps and guards of specification and code were changed,"
                    + " which lemmas lean on them (specs/**/*.proof), and what looking again at the models, runs, guards,"
                    + " counting arguments and traces that concern these says. The verdict is one of: holds, broken,"
                    + " drifted (specification and code are not about the same protocol any more), unknown."
        },
        mixinStandardHelpOptions = true)
public final class AuditCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "PROTOCOL",
            arity = "0..1",
            description = "Only this one, such as chain; of a composition, such as aliph, its parts.")
    private String protocol;

    @Option(
            names = "--base",
            paramLabel = "REV",
            description = {
                "What to compare with: a revision of git. Default: the commit at which HEAD left the branch that the"
                        + " change is to go into, which is what the build server says (GITHUB_BASE_REF and its kin), or"
                        + " else origin/main, or main.",
                "Where there is none, or the history is too shallow to tell, the verdict is unknown."
            })
    private String base;

    @Option(
            names = "--budget",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "For each protocol; what does not fit in is said to be skipped (default: 120).")
    private double budgetSeconds;

    @Option(names = "--deep", description = "Also the models that take minutes.")
    private boolean deep;

    @Option(names = "--jobs", paramLabel = "N", description = "How many things to do at a time (default: the cores).")
    private Integer jobs;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        long start = System.nanoTime();
        if (!(budgetSeconds > 0 && budgetSeconds <= 1e6)) {
            throw new UsageException("--budget must be above 0");
        }
        output.prepare();
        Optional<Project> project = project();
        if (project.isEmpty()) {
            return nothingToCompare("the sources of " + protocol + " are not where it was compiled");
        }
        Path root = project.get().root();
        try {
            return audit(
                    project.get(), base == null ? Base.find(root, System.getenv()) : Base.named(root, base), start);
        } catch (NoBaseException e) {
            return nothingToCompare(e.getMessage());
        } catch (MalformedMapException | SourceException e) {
            throw new BadDataException(e.getMessage(), e);
        }
    }

    /** That of the protocol that was asked for; where none was, the one that was given by --with, or else this one. */
    private Optional<Project> project() {
        if (protocol != null) {
            return Workpieces.named(protocol).map(Home::projectOf).orElse(Optional.of(Project.ours(Home.path())));
        }
        List<Project> outside = Workpieces.all().stream()
                .filter(piece -> Project.isFromOutside(piece.getClass()))
                .map(Home::projectOf)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
        if (outside.size() > 1) {
            throw new UsageException("name the protocol to be audited: there are several projects from outside");
        }
        return outside.stream().findFirst().or(() -> Optional.of(Project.ours(Home.path())));
    }

    private int audit(Project project, Base from, long start) throws IOException {
        Revisions revisions = project.revisions();
        Revision before = revisions.of(from);
        Revision now = revisions.workingTree();
        Set<String> parts = parts(now);
        if (from.isHead() && now.differencesFrom(before).isEmpty()) {
            return nothingToCompare("there is nothing to audit: what is checked out is " + from.name()
                    + " itself, and nothing was changed since; --base HEAD~1 audits the last commit");
        }
        Progress progress = output.progress();
        progress.begin("audit");
        Audit audit = new Audit(SubjectTestBed::named, options(), progress::at);
        RunningReport report = RunningReport.begin(
                output,
                progress,
                "audit",
                "Does what was changed since " + from.name() + " leave the proofs standing?",
                () -> List.of(
                        "working tree against " + from.name(),
                        "took %.1f s".formatted((System.nanoTime() - start) / 1e9)));
        List<AuditResult> results = new CopyOnWriteArrayList<>();
        boolean isOfAll = protocol == null || !project.layout().equals(Layout.OURS);
        Set<String> unmapped = isOfAll ? audit.unmapped(before, now) : Set.of();
        output.forMachines(() -> Sarif.of(results), () -> annotations(project, results, unmapped));
        List<String> mapped = Audit.protocols(now);
        if (mapped.isEmpty()) {
            report.skip("Proof map", noMap(project));
        }
        for (String each : parts.isEmpty() ? mapped : parts) {
            report.stage(each, () -> {
                List<AuditResult> found = audit.run(before, now, Set.of(each));
                results.addAll(found);
                return found.stream().map(AuditSections::verdict).toList();
            });
        }
        if (!unmapped.isEmpty()) {
            report.skip("Without a proof map", ofUnmapped(project, unmapped));
        }
        Set<String> judges = Audit.judges(before, now);
        if (!judges.isEmpty()) {
            report.skip(
                    "What judges",
                    String.join(", ", judges)
                            + ": the verdicts are made by what was changed there, and nothing here judges that; its"
                            + " tests can (mvn verify)");
        }
        return report.end();
    }

    private static String noMap(Project project) {
        return "there is no proof map in " + project.layout().specifications()
                + ", so that nobody knows which lemma leans on what was changed: write one (docs/audit.md)";
    }

    private static String ofUnmapped(Project project, Set<String> unmapped) {
        return String.join(", ", unmapped) + ": no lemma speaks of what was changed there; write a proof map ("
                + project.layout().specifications() + "/**/*.proof) that names it under SPEC, CODE or SHARED";
    }

    private static List<String> annotations(Project project, List<AuditResult> results, Set<String> unmapped) {
        List<String> lines = new ArrayList<>(Annotations.of(results));
        if (!unmapped.isEmpty()) {
            lines.add(Annotation.command("warning", "", "audit: unknown", ofUnmapped(project, unmapped)));
        }
        return lines;
    }

    /** Nothing was looked at, so that nothing is known; whoever reads findings by machine is told so, too. */
    private int nothingToCompare(String why) throws IOException {
        output.forMachines(
                () -> Sarif.ofNothing(why), () -> List.of(Annotation.command("warning", "", "audit: unknown", why)));
        Section section = new Section("base", "The change is held against what was there before it.");
        return output.print(new Report(
                "audit",
                "Does what was changed leave the proofs standing?",
                List.of("nothing to compare with"),
                List.of(section.settle(Verdict.UNKNOWN, why, 0))));
    }

    /** The protocols to be audited: the one that was asked for, or what the composition of that name is made of. */
    private Set<String> parts(Revision now) {
        List<String> mapped = Audit.protocols(now);
        if (protocol == null) {
            return Set.of();
        }
        boolean isFromOutside = Workpieces.named(protocol)
                .filter(piece -> Project.isFromOutside(piece.getClass()))
                .isPresent();
        if (mapped.contains(protocol)) {
            return Set.of(protocol);
        }
        if (isFromOutside && mapped.isEmpty()) {
            return Set.of();
        }
        List<String> parts = Workpieces.named(protocol).map(Workpiece::parts).orElse(List.of());
        if (parts.isEmpty() || !mapped.containsAll(parts)) {
            Set<String> names = new TreeSet<>(mapped);
            Workpieces.all().forEach(piece -> names.add(piece.name()));
            throw new UsageException(
                    "no proof map of a protocol '" + protocol + "'; there are " + String.join(", ", names));
        }
        return Audit.withThoseBelow(now, parts);
    }

    private AuditOptions options() {
        AuditOptions options = AuditOptions.DEFAULT
                .within(Duration.ofMillis(Math.round(budgetSeconds * 1000)))
                .deep(deep);
        return jobs == null ? options : UsageException.checked("--jobs", () -> options.withJobs(jobs));
    }
}
