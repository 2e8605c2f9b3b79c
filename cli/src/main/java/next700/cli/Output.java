package next700.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import next700.report.Annotation;
import next700.report.ExitCode;
import next700.report.JUnit;
import next700.report.Markdown;
import next700.report.Progress;
import next700.report.Report;
import next700.report.SarifLog;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** How a command hands over its report: a summary for people or JSON on standard output, and a page if asked for. */
public final class Output {
    @Spec(Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--json", description = "Print the report as JSON on standard output.")
    private boolean json;

    @Option(names = "--report", paramLabel = "DIR", description = "Write report.html and report.json into DIR.")
    private Path directory;

    @Option(names = "--junit", paramLabel = "FILE", description = "Write the verdicts as JUnit XML, too.")
    private Path junit;

    @Option(names = "--sarif", paramLabel = "FILE", description = "Write the findings as SARIF 2.1.0, too.")
    private Path sarif;

    @Option(
            names = "--markdown",
            paramLabel = "FILE",
            description = "Append a summary in Markdown, too, such as to \"$GITHUB_STEP_SUMMARY\".")
    private Path markdown;

    @Option(
            names = "--github",
            description =
                    "Print the findings as annotations of GitHub Actions on standard error, too; so where GITHUB_ACTIONS is"
                            + " true.")
    private boolean github;

    private Optional<Supplier<String>> ownJUnit = Optional.empty();
    private Optional<Supplier<String>> ownSarif = Optional.empty();
    private Optional<Supplier<List<String>>> ownAnnotations = Optional.empty();

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    /** A place to tell of progress: standard error, so that results can be piped. */
    public Progress progress() {
        return new Progress(
                new java.io.PrintStream(System.err, true, UTF_8),
                Boolean.getBoolean("next700.terminal") ? Integer.getInteger("next700.columns", 80) : 0,
                quiet);
    }

    /** Whether there will be a page. */
    public boolean writesPage() {
        return directory != null;
    }

    /** Where the report goes unless the user says otherwise. */
    public void defaultDirectory(Path preferred) {
        if (directory == null) {
            directory = preferred;
        }
    }

    /** Whoever knows the places of what was found can say more to machines than a report can. */
    public void forMachines(Supplier<String> sarifLog, Supplier<List<String>> annotations) {
        ownSarif = Optional.of(sarifLog);
        ownAnnotations = Optional.of(annotations);
    }

    /** Whoever has tests in its sections says what they are. */
    public void testsForMachines(Supplier<String> junitXml) {
        ownJUnit = Optional.of(junitXml);
    }

    /** Fails early if the report could not be written later. */
    public void prepare() {
        if (directory != null) {
            try {
                Files.createDirectories(directory);
            } catch (IOException e) {
                throw new UsageException("cannot write reports into " + directory + ": " + Failures.reason(e));
            }
        }
    }

    /** Whether nothing but JSON may be printed. */
    public boolean isForMachines() {
        return json;
    }

    /** Prints a line where there is no report. */
    public void tell(String line) {
        command.commandLine().getOut().println(line);
    }

    /** Prints and writes the report; its verdict is the exit code. */
    public int print(Report report) {
        report.sections().forEach(this::print);
        return end(report);
    }

    /** Prints a section of a report that is not finished. */
    void print(Section section) {
        if (!json) {
            printForPeople(section, command.commandLine().getOut());
            command.commandLine().getOut().flush();
        }
    }

    /** Writes a report that is not finished, so that what it has is there whatever comes. */
    void writeSoFar(Report report) {
        if (directory != null) {
            try {
                report.writeTo(directory);
            } catch (IOException e) {
                command.commandLine()
                        .getErr()
                        .println("next700: the report cannot be written yet: " + Failures.reason(e));
            }
        }
    }

    /**
     * Prints what comes after the sections, and writes the report; its verdict is the exit code. A page that cannot be written
     * takes nothing back of what was printed.
     */
    int end(Report report) {
        PrintWriter out = command.commandLine().getOut();
        if (json) {
            out.println(report.toJson());
        } else {
            out.println(report.title() + ": " + report.verdict().word());
        }
        out.flush();
        annotate(report);
        boolean isWritten = write(report);
        out.flush();
        if (!isWritten) {
            return (report.verdict() == Verdict.VIOLATED ? ExitCode.VIOLATED : ExitCode.INTERNAL).code();
        }
        return report.verdict().exitCode().code();
    }

    /** On standard error, where GitHub reads them as well, so that results stay what they are. */
    private void annotate(Report report) {
        if (github || "true".equals(System.getenv("GITHUB_ACTIONS"))) {
            ownAnnotations
                    .map(Supplier::get)
                    .orElseGet(() -> Annotation.of(report))
                    .forEach(command.commandLine().getErr()::println);
        }
    }

    /** Every file that was asked for. One that cannot be written does not keep the others from being. */
    private boolean write(Report report) {
        boolean isWritten = directory == null
                || isWritten(directory, () -> {
                    Path page = report.writeTo(directory);
                    if (!json) {
                        command.commandLine().getOut().println("report: " + page);
                    }
                });
        isWritten &= junit == null
                || isWritten(
                        junit,
                        () -> Files.writeString(
                                junit, ownJUnit.map(Supplier::get).orElseGet(() -> JUnit.of(report))));
        isWritten &= sarif == null
                || isWritten(
                        sarif,
                        () -> Files.writeString(
                                sarif,
                                ownSarif.map(Supplier::get).orElseGet(() -> SarifLog.of(report, Version.NUMBER))));
        isWritten &= markdown == null
                || isWritten(
                        markdown,
                        () -> Files.writeString(
                                markdown, Markdown.of(report), StandardOpenOption.CREATE, StandardOpenOption.APPEND));
        return isWritten;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private boolean isWritten(Path where, Writing writing) {
        try {
            writing.write();
            return true;
        } catch (IOException e) {
            command.commandLine().getErr().println("next700: " + where + " cannot be written: " + Failures.reason(e));
            return false;
        }
    }

    private static void printForPeople(Section section, PrintWriter out) {
        out.printf("%-9s %s: %s%n", section.getVerdict().word(), section.getTitle(), section.getSummary());
        section.getResults().forEach(line -> out.println("          " + line));
        if (section.getVerdict() != Verdict.HOLDS) {
            section.getProse().forEach(paragraph -> out.println("          " + paragraph));
            section.getListings().forEach(listing -> {
                out.println("          " + listing.caption() + ":");
                listing.text().lines().forEach(line -> out.println("            " + line));
            });
        }
    }
}
