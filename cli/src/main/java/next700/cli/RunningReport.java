package next700.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import next700.report.Progress;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.report.Verdict;

/**
 * A report of several stages, of which nothing gets lost: each section is printed, and written into the page, when it is settled.
 * A stage that cannot be run is <em>unknown</em>, and the others go on. A process that is told to end, from the keyboard
 * say, first ends its children, and tells what is known until then.
 */
public final class RunningReport {
    /** Something to be looked at. */
    @FunctionalInterface
    public interface Stage {
        List<Section> run() throws Exception;
    }

    /** A killed process is gone at once, unless the system is in trouble itself. */
    private static final long LONGEST_SECONDS = 10;

    private final Output output;
    private final Progress progress;
    private final String title;
    private final String question;
    private final Supplier<List<String>> setting;
    private final List<Section> sections = new ArrayList<>();
    private final Thread atShutdown = new Thread(this::interrupted, "tell what is known so far");
    private int stages;
    private int begun;
    private String current = "";
    private Supplier<Optional<Section>> soFar = Optional::empty;
    private boolean isOver;

    private RunningReport(
            Output output, Progress progress, String title, String question, Supplier<List<String>> setting) {
        this.output = output;
        this.progress = progress;
        this.title = title;
        this.question = question;
        this.setting = setting;
        progress.about(title);
    }

    /** Says how many stages there will be, so that progress can tell how many are left. */
    public RunningReport of(int all) {
        stages = all;
        return this;
    }

    /**
     * Begins a report.
     *
     * @param setting asked for whenever the report is written
     */
    public static RunningReport begin(
            Output output, Progress progress, String title, String question, Supplier<List<String>> setting) {
        RunningReport begun = new RunningReport(output, progress, title, question, setting);
        Runtime.getRuntime().addShutdownHook(begun.atShutdown);
        return begun;
    }

    /** Looks at something. */
    public void stage(String name, Stage stage) {
        stage(name, stage, Optional::empty);
    }

    /**
     * Looks at something that takes so long, or finds things so early, that it can tell of itself while it goes on.
     *
     * @param partly gives what is known if it is interrupted; called from another thread
     */
    public void stage(String name, Stage stage, Supplier<Optional<Section>> partly) {
        synchronized (this) {
            begun++;
            current = name;
            soFar = partly;
            if (stages > 0) {
                progress.about("%s, %d of %d".formatted(title, begun, stages));
            }
        }
        List<Section> found;
        try {
            found = stage.run();
        } catch (UsageException e) {
            close();
            throw e;
        } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
            progress.fail();
            found = new ArrayList<>(partly.get().stream().toList());
            found.add(notFinished(name, Failures.explain(e)));
        }
        synchronized (this) {
            current = "";
            soFar = Optional::empty;
            found.forEach(this::tell);
        }
    }

    /** Something that will not be looked at. */
    public synchronized void skip(String name, String why) {
        begun++;
        tell(notFinished(name, why));
    }

    /** Ends the report: its verdict is the exit code. A process that is told to end waits until all is printed. */
    public synchronized int end() {
        close();
        return output.end(report(sections));
    }

    private synchronized void close() {
        isOver = true;
        try {
            Runtime.getRuntime().removeShutdownHook(atShutdown);
        } catch (IllegalStateException e) {
            // The process is ending, and nothing is left for the hook to do.
        }
    }

    private static Section notFinished(String name, String why) {
        return new Section(name, "").settle(Verdict.UNKNOWN, why, 0);
    }

    /** Prints a section, and writes the page as it is until then. */
    private void tell(Section section) {
        if (isOver) {
            return;
        }
        sections.add(section);
        output.print(section);
        List<Section> known = new ArrayList<>(sections);
        known.add(notFinished("Still running", "what comes after " + section.getTitle() + " is not known yet"));
        output.writeSoFar(report(known));
    }

    private synchronized void interrupted() {
        if (isOver) {
            return;
        }
        if (!current.isEmpty()) {
            soFar.get().ifPresent(this::tell);
        }
        endChildren();
        tell(notFinished(
                "Interrupted",
                (current.isEmpty() ? "" : current + " was not finished, and ")
                        + "what comes after it was not looked at"));
        isOver = true;
        output.end(report(sections));
    }

    private static void endChildren() {
        List<ProcessHandle> children = ProcessHandle.current().descendants().toList();
        children.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(children.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, LONGEST_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private Report report(List<Section> known) {
        return new Report(title, question, setting.get(), known);
    }
}
