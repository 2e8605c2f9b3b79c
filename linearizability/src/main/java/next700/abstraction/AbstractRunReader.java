package next700.abstraction;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.abstraction.AbstractEvent.Abort;
import next700.abstraction.AbstractEvent.Commit;
import next700.abstraction.AbstractEvent.Init;
import next700.abstraction.AbstractEvent.Invoke;
import next700.history.Entry;
import next700.history.JsonLines;
import next700.history.MalformedHistoryException;
import next700.history.Value;

/**
 * Reads runs of Abstract as JSON lines, from one file or from those of several processes:
 *
 * <pre>{@code
 * {"type": "run", "byzantine": ["c3"], "progress": [2], "finished": true}
 * {"type": "history", "id": "9f2c", "parent": "empty", "request": "c1:1"}
 * {"type": "invoke", "instance": 1, "process": "c1", "request": "c1:1", "time": 17}
 * {"type": "commit", "instance": 1, "process": "c1", "request": "c1:1", "history": "9f2c", "reply": "ok", "time": 29}
 * {"type": "abort", "instance": 1, "process": "c2", "request": "c2:1", "history": "9f2c", "next": 2, "time": 31}
 * {"type": "invoke", "instance": 2, "process": "c2", "request": "c2:1", "history": "9f2c", "time": 33}
 * {"type": "init", "instance": 2, "process": "r0", "history": "9f2c", "time": 40}
 * }</pre>
 *
 * <ul>
 *   <li>A history has one request more than its parent. Its id may be its digest or any other name; a history with
 *       neither parent nor request is the empty one, which is also called {@code empty}. A parent may be declared
 *       later, or in another file; a history may be declared again if it is the same.
 *   <li>{@code history} of an invoke is the init history, and may be left out. That of a commit may be one that nobody
 *       declared: {@link WellFormedness} reports it.
 *   <li>{@code run} lines declare what {@link AbstractRun.Builder} is told, and add up.
 *   <li>Lines stand in any order. Fields not known here are passed over.
 * </ul>
 */
public final class AbstractRunReader {
    private static final String EMPTY = "empty";

    private final int lineLimitBytes;

    public AbstractRunReader() {
        this(JsonLines.LINE_LIMIT_BYTES);
    }

    /** A reader that refuses lines of more than so many bytes. */
    public AbstractRunReader(int lineLimitBytes) {
        this.lineLimitBytes = lineLimitBytes;
    }

    /**
     * Reads the files as one run.
     *
     * @throws MalformedHistoryException if they are none
     * @throws IOException if one cannot be read
     */
    public AbstractRun read(Path... files) throws IOException {
        Lines lines = new Lines();
        for (Path file : files) {
            try (InputStream input = Files.newInputStream(file)) {
                JsonLines.read(file.toString(), input, lineLimitBytes, lines::add);
            }
        }
        return lines.run();
    }

    /**
     * Reads a stream to its end.
     *
     * @param source what to call it in errors
     * @throws MalformedHistoryException if it is no run
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public AbstractRun read(String source, InputStream input) {
        Lines lines = new Lines();
        JsonLines.read(source, input, lineLimitBytes, lines::add);
        return lines.run();
    }

    /** The lines read so far. Histories are known when all of them are. */
    private static final class Lines {
        private record Declaration(Optional<String> parent, Optional<String> request, Entry line) {
            boolean isEmptyHistory() {
                return parent.isEmpty();
            }

            boolean says(Declaration other) {
                return parent.equals(other.parent) && request.equals(other.request);
            }
        }

        private final AbstractRun.Builder run = AbstractRun.builder();
        private final HistoryTree tree = new HistoryTree();
        private final Map<String, Declaration> declarations = new HashMap<>();
        private final Map<String, RequestHistory> histories = new HashMap<>();
        private final List<Entry> events = new ArrayList<>();

        void add(Entry line) {
            switch (line.text("type")) {
                case "run" -> settings(line);
                case "history" -> declare(line);
                case "invoke", "commit", "abort", "init" -> events.add(line);
                default ->
                    throw line.error(
                            "type",
                            "unknown type '" + line.text("type")
                                    + "': it must be run, history, invoke, commit, abort or init");
            }
        }

        AbstractRun run() {
            histories.put(EMPTY, tree.empty());
            declarations.keySet().forEach(this::resolve);
            events.stream()
                    .map(this::event)
                    .sorted(Comparator.comparingLong(AbstractEvent::time))
                    .forEach(run::add);
            return run.build();
        }

        private void settings(Entry line) {
            for (Value client : elements(line, "byzantine")) {
                if (!(client instanceof Value.Text text)) {
                    throw line.error("byzantine", "'byzantine' must be a list of clients");
                }
                run.byzantine(text.value());
            }
            for (Value instance : elements(line, "progress")) {
                if (!(instance instanceof Value.Whole number)) {
                    throw line.error("progress", "'progress' must be a list of instances");
                }
                run.progresses(instance(line, "progress", number.value()));
            }
            if (line.value("finished").equals(Value.of(true))) {
                run.finished();
            }
        }

        private static List<Value> elements(Entry line, String name) {
            Value value = line.value(name);
            if (value instanceof Value.Sequence sequence) {
                return sequence.elements();
            }
            if (value.equals(Value.NIL)) {
                return List.of();
            }
            throw line.error(name, "'" + name + "' must be a list");
        }

        private void declare(Entry line) {
            String id = line.name("id");
            Declaration declaration = new Declaration(line.optionalName("parent"), line.optionalText("request"), line);
            if (declaration.parent.isPresent() != declaration.request.isPresent()) {
                throw line.error("id", "history '" + id + "' must have both a parent and a request, or neither");
            }
            if (id.equals(EMPTY) && !declaration.isEmptyHistory()) {
                throw line.error("id", "the history 'empty' has neither a parent nor a request");
            }
            Declaration before = declarations.putIfAbsent(id, declaration);
            if (before != null && !before.says(declaration)) {
                throw line.error("id", "history '" + id + "' is another one in line " + before.line.line());
            }
        }

        /** Makes the declared history, after those it extends. */
        private void resolve(String declared) {
            Deque<String> pending = new ArrayDeque<>();
            Set<String> visited = new LinkedHashSet<>();
            String id = declared;
            while (!histories.containsKey(id)) {
                Declaration declaration = declarations.get(id);
                if (!visited.add(id)) {
                    throw declaration.line.error("parent", "history '" + id + "' is its own ancestor");
                }
                pending.push(id);
                if (declaration.isEmptyHistory()) {
                    histories.put(id, tree.empty());
                    pending.pop();
                    break;
                }
                String parent = declaration.parent.orElseThrow();
                if (!declarations.containsKey(parent) && !histories.containsKey(parent)) {
                    throw declaration.line.error("parent", "no history '" + parent + "' was declared");
                }
                id = parent;
            }
            while (!pending.isEmpty()) {
                String next = pending.pop();
                Declaration declaration = declarations.get(next);
                RequestHistory parent = histories.get(declaration.parent.orElseThrow());
                histories.put(next, tree.append(parent, declaration.request.orElseThrow()));
            }
        }

        private AbstractEvent event(Entry line) {
            int instance = instance(line, "instance", line.whole("instance"));
            String process = line.name("process");
            long time = line.whole("time");
            return switch (line.text("type")) {
                case "invoke" ->
                    new Invoke(
                            instance,
                            process,
                            line.text("request"),
                            line.value("history").equals(Value.NIL) ? Optional.empty() : Optional.of(history(line)),
                            time);
                case "commit" ->
                    new Commit(
                            instance,
                            process,
                            line.text("request"),
                            committedHistory(line),
                            line.optionalText("reply"),
                            time);
                case "abort" ->
                    new Abort(
                            instance,
                            process,
                            line.text("request"),
                            history(line),
                            instance(line, "next", line.whole("next")),
                            time);
                default -> new Init(instance, process, history(line), time);
            };
        }

        private RequestHistory history(Entry line) {
            String id = line.name("history");
            RequestHistory history = histories.get(id);
            if (history == null) {
                throw line.error("history", "no history '" + id + "' was declared");
            }
            return history;
        }

        private HistoryReference committedHistory(Entry line) {
            String id = line.name("history");
            RequestHistory history = histories.get(id);
            return history == null ? new UndeclaredHistory(id) : history;
        }

        private static int instance(Entry line, String name, long number) {
            if (number < 0 || number > Integer.MAX_VALUE) {
                throw line.error(name, number + " is no instance");
            }
            return (int) number;
        }
    }
}
