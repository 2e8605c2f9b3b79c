package next700.audit.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Asks git about the repository that a folder is in. */
final class Git {
    /** What git said: on standard output if it succeeded, on standard error if it did not. */
    private record Answer(int exit, ByteArrayOutputStream out, String err) {}

    private final Path folder;

    Git(Path folder) {
        this.folder = folder;
    }

    /** The one line that git prints; nothing if it fails, or prints none. */
    Optional<String> line(String... arguments) {
        Answer answer = run(arguments);
        String text = answer.out().toString(UTF_8).strip();
        return answer.exit() == 0 && !text.isEmpty()
                ? Optional.of(text.lines().findFirst().orElseThrow())
                : Optional.empty();
    }

    /**
     * What git prints.
     *
     * @throws SourceException if it fails, with what it said
     */
    byte[] bytes(String... arguments) {
        Answer answer = run(arguments);
        if (answer.exit() != 0) {
            throw new SourceException("git " + arguments[0] + " failed: " + answer.err());
        }
        return answer.out().toByteArray();
    }

    /** The full name of the commit that a revision is; nothing if git knows no such revision. */
    Optional<String> commit(String revision) {
        return revision.startsWith("-")
                ? Optional.empty()
                : line("rev-parse", "--verify", "--quiet", revision + "^{commit}");
    }

    /** Whether the history was cut off when the repository was cloned. */
    boolean isShallow() {
        return line("rev-parse", "--is-shallow-repository").equals(Optional.of("true"));
    }

    /** Why git gives no answers about this folder; nothing if it does. */
    Optional<String> refusal() {
        Answer answer;
        try {
            answer = run("rev-parse", "--is-inside-work-tree");
        } catch (UncheckedIOException e) {
            return Optional.of("git cannot be run (" + e.getCause().getMessage()
                    + "), so there is nothing to compare with;" + " install it (Debian: apt-get install git)");
        }
        if (answer.exit() == 0) {
            return Optional.empty();
        }
        return Optional.of(
                answer.err().contains("dubious ownership")
                        ? "git does not trust the repository of " + folder + ", which belongs to another user"
                                + " (\"dubious ownership\"): git config --global --add safe.directory " + folder
                        : answer.err().contains("not a git repository")
                                ? folder + " is not in a git repository, so there is nothing to compare with"
                                : "git gives no answers about " + folder + ": " + answer.err());
    }

    private Answer run(String... arguments) {
        List<String> command = new ArrayList<>(List.of("git", "-C", folder.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("LC_ALL", "C");
        try {
            Process git = builder.start();
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(git.getErrorStream()));
            try (InputStream out = git.getInputStream()) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                out.transferTo(bytes);
                return new Answer(git.waitFor(), bytes, err.join().strip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("git cannot be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while git ran", e);
        }
    }

    private static String text(InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
