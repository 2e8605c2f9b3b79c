package next700.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The outcome of a command: one page for people, and its twin for machines. */
public record Report(String title, String question, List<String> setting, List<Section> sections) {
    /** Changes with the meaning of what is in it; what is added later changes nothing. */
    public static final String FORMAT = "next700-report/1";

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    public Verdict verdict() {
        return Verdict.worst(sections.stream().map(Section::getVerdict).toList());
    }

    /** The report as JSON, without the pictures; {@code docs/report.schema.json} says what is in it. */
    public String toJson() {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("title", title);
        content.put("question", question);
        content.put("verdict", verdict().word());
        content.put("exitCode", verdict().exitCode().code());
        content.put("setting", setting);
        content.put("sections", sections);
        return json(content);
    }

    /** What is said instead of a report by a command that could not begin. */
    public static String failure(String message, int exitCode) {
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("format", FORMAT);
        content.put("error", message);
        content.put("exitCode", exitCode);
        return json(content);
    }

    private static String json(Map<String, Object> content) {
        try {
            return JSON.writeValueAsString(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The report as a page that needs nothing but itself. */
    public String toHtml() {
        try (Reader template = new InputStreamReader(
                Report.class.getResourceAsStream("/next700/report/report.mustache"), StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .emptyStringIsFalse(true)
                    .withFormatter(value ->
                            value instanceof Double number ? String.format(Locale.ROOT, "%.1f", number) : "" + value)
                    .compile(template)
                    .execute(Map.of("report", this, "verdict", verdict(), "script", script()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The scripts that figures need, each once. */
    private String script() {
        return sections.stream()
                .flatMap(section -> section.getFigures().stream())
                .flatMap(figure -> figure.script().stream())
                .distinct()
                .map(Scripted::script)
                .collect(Collectors.joining("\n"));
    }

    /** Writes {@code report.html} and {@code report.json} into a directory. */
    public Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Section section : sections) {
            for (Map.Entry<String, String> file : section.getFiles().entrySet()) {
                replace(directory.resolve(file.getKey()), file.getValue());
            }
        }
        replace(directory.resolve("report.json"), toJson());
        return replace(directory.resolve("report.html"), toHtml());
    }

    /** At once, so that nobody reads half a page while the report grows. */
    private static Path replace(Path file, String text) throws IOException {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        Files.writeString(next, text);
        return Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
