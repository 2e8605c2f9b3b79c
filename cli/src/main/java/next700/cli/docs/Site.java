package next700.cli.docs;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.samskivert.mustache.Mustache;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/** The documentation as a site: every Markdown page of the project that its readers are sent to, and every command's help. */
final class Site {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int HELP_WIDTH = 100;

    /** Pages at the top, in the order of the site's menu; those in docs/ follow. */
    private static final Map<String, String> TOP = new LinkedHashMap<>();

    static {
        TOP.put("README.md", "index.html");
        TOP.put("CHANGELOG.md", "changelog.html");
        TOP.put("DECISIONS.md", "decisions.html");
        TOP.put("CONTRIBUTING.md", "contributing.html");
        TOP.put("SECURITY.md", "security.html");
    }

    private final Path home;
    private final List<Page> pages = new ArrayList<>();
    private final List<Page.Broken> broken = new ArrayList<>();

    private Site(Path home) {
        this.home = home;
    }

    /**
     * Reads the pages of a project.
     *
     * @param home with README.md and docs
     * @param command whose subcommands get a page each
     */
    static Site of(Path home, CommandLine command) throws IOException {
        Site site = new Site(home);
        for (Map.Entry<String, String> top : TOP.entrySet()) {
            if (Files.exists(home.resolve(top.getKey()))) {
                site.add(top.getKey(), top.getValue());
            }
        }
        try (Stream<Path> docs = Files.list(home.resolve("docs"))) {
            for (Path file : docs.filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList()) {
                String name = file.getFileName().toString();
                site.add("docs/" + name, name.replaceFirst("\\.md$", ".html"));
            }
        }
        command.getSubcommands().forEach((name, subcommand) -> site.addHelp(name, subcommand));
        site.relink();
        return site;
    }

    private void add(String source, String target) throws IOException {
        pages.add(Page.of(source, target, Files.readString(home.resolve(source))));
    }

    private void addHelp(String name, CommandLine command) {
        if (!command.getCommandSpec().usageMessage().hidden()) {
            String help = command.setUsageHelpWidth(HELP_WIDTH).getUsageMessage(CommandLine.Help.Ansi.OFF);
            pages.add(Page.of(
                    "next700 " + name,
                    "commands/" + name + ".html",
                    "# next700 " + name + "\n\n```\n" + help + "```\n"));
        }
    }

    private void relink() throws IOException {
        Map<String, String> targets =
                pages.stream().collect(Collectors.toMap(Page::source, Page::target, (one, other) -> one));
        Set<String> files = new TreeSet<>();
        for (Page page : pages) {
            broken.addAll(page.relink(targets, files(files)));
        }
    }

    /** What lies in the project, folders included, so that a link to it is not broken. */
    private Set<String> files(Set<String> known) throws IOException {
        if (known.isEmpty()) {
            try (Stream<Path> all = Files.walk(home, 5)) {
                all.filter(path -> !path.toString().contains("target"))
                        .map(path -> home.relativize(path).toString().replace('\\', '/'))
                        .forEach(known::add);
            }
        }
        return known;
    }

    /** Links that lead nowhere. */
    List<Page.Broken> broken() {
        return List.copyOf(broken);
    }

    List<Page> pages() {
        return List.copyOf(pages);
    }

    /** Writes it; the first page is returned. */
    Path writeTo(Path directory) throws IOException {
        for (Page page : pages) {
            Path file = directory.resolve(page.target());
            Files.createDirectories(file.getParent());
            Files.writeString(file, html(page));
        }
        List<Page.Passage> passages =
                pages.stream().flatMap(page -> page.passages().stream()).toList();
        Files.writeString(
                directory.resolve("search.js"),
                "const PASSAGES = " + JSON.writeValueAsString(passages) + ";\n" + resource("search.js"));
        copyPictures(directory);
        return directory.resolve("index.html");
    }

    private void copyPictures(Path directory) throws IOException {
        try (Stream<Path> docs = Files.list(home.resolve("docs"))) {
            for (Path file : docs.filter(file -> file.toString().matches(".*\\.(png|svg|json)"))
                    .toList()) {
                Path copy = directory.resolve("docs").resolve(file.getFileName().toString());
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(file));
                Files.write(directory.resolve(file.getFileName().toString()), Files.readAllBytes(file));
            }
        }
    }

    private String html(Page page) throws IOException {
        try (Reader template = new InputStreamReader(
                Site.class.getResourceAsStream("/next700/cli/docs/page.mustache"), StandardCharsets.UTF_8)) {
            return Mustache.compiler()
                    .compile(template)
                    .execute(Map.of(
                            "title", page.title(),
                            "content", page.html(),
                            "up", page.up(),
                            "menu", menu(false),
                            "commands", menu(true)));
        }
    }

    private List<Map<String, String>> menu(boolean ofCommands) {
        return pages.stream()
                .filter(page -> page.target().startsWith("commands/") == ofCommands)
                .map(page -> Map.of("target", page.target(), "title", page.title()))
                .toList();
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = Site.class.getResourceAsStream("/next700/cli/docs/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
