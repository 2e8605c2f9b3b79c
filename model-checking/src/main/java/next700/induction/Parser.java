package next700.induction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import next700.model.Sany;
import tla2sany.drivers.FrontEndException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.Errors;
import tla2sany.semantic.ModuleNode;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** SANY on modules that are in memory. */
final class Parser {
    private Parser() {}

    /**
     * Parses a module and those that it extends.
     *
     * @throws OutsideLanguageException with what SANY says, if it does not parse
     */
    static ModuleNode parse(String name, Map<String, byte[]> modules) {
        try {
            Path directory = Files.createTempDirectory("next700-sany-");
            try {
                for (Map.Entry<String, byte[]> module : modules.entrySet()) {
                    Files.write(directory.resolve(module.getKey() + ".tla"), module.getValue());
                }
                return parse(name, directory);
            } finally {
                delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no place for the modules", e);
        }
    }

    /** SANY keeps what it says, and its tables, in places that all of it share; the audit's reader has the same lock. */
    private static ModuleNode parse(String name, Path directory) {
        synchronized (Sany.LOCK) {
            PrintStream before = ToolIO.out;
            ByteArrayOutputStream said = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(said, true, UTF_8);
            ToolIO.out = out;
            try {
                SpecObj specification = new SpecObj(name, new SimpleFilenameToStream(directory.toString()));
                SANY.frontEndMain(specification, name, out);
                List<String> errors = new ArrayList<>();
                for (Errors of : List.of(
                        specification.getInitErrors(),
                        specification.getParseErrors(),
                        specification.getGlobalContextErrors(),
                        specification.getSemanticErrors())) {
                    if (of != null && !of.isSuccess()) {
                        errors.add(of.toString());
                    }
                }
                ModuleNode root = specification.getRootModule();
                if (!errors.isEmpty() || root == null) {
                    throw unparsed(name, said.toString(UTF_8) + '\n' + String.join(" ", errors));
                }
                return root;
            } catch (FrontEndException e) {
                throw unparsed(name, said.toString(UTF_8));
            } finally {
                ToolIO.out = before;
            }
        }
    }

    /** Leaves out what SANY says when all is well. */
    private static OutsideLanguageException unparsed(String name, String said) {
        String cause = said.lines()
                .map(String::strip)
                .filter(line ->
                        !line.isEmpty() && !line.startsWith("Parsing file") && !line.startsWith("Semantic processing"))
                .distinct()
                .collect(Collectors.joining(" "));
        return new OutsideLanguageException("module " + name + " does not parse: " + cause);
    }

    private static void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
