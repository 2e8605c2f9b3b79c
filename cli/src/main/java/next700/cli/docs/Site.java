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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private final Map<String, String> pictures = new TreeMap<>();
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
            for (Path file : docs.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(".md")) {
                    site.add("docs/" + name, name.replaceFirst("\\.md$", ".html"));
                } else if (name.matches(".*\\.(png|svg|json)")) {
                    site.pictures.put("docs/" + name, name);
                }
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

    private void relink() {
        Map<String, String> targets = new HashMap<>(pictures);
        pages.forEach(page -> targets.put(page.source(), page.target()));
        pages.forEach(page -> broken.addAll(page.relink(targets, home)));
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
        for (Map.Entry<String, String> picture : pictures.entrySet()) {
            Files.write(directory.resolve(picture.getValue()), Files.readAllBytes(home.resolve(picture.getKey())));
        }
        return directory.resolve("index.html");
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
