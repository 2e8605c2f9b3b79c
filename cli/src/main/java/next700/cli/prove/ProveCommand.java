package next700.cli.prove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import next700.audit.ProvedModules;
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.evidence.InductionChecks;
import next700.induction.AbstractModules;
import next700.induction.OutsideLanguageException;
import next700.model.Specifications;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import next700.workpiece.Workpieces;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 prove}: proofs by induction, for every size. */
@Command(
        name = "prove",
        description = {
            "Prove the lemmas of a protocol by induction, for every number of replicas, faults, clients and views.",
            "",
            "The abstract modules stand in specs/PROTOCOL/induction; how to write one says docs/proofs.md."
        },
        mixinStandardHelpOptions = true)
public final class ProveCommand implements Callable<Integer> {
    private static final String SUFFIX = ".tla";

    @Parameters(paramLabel = "PROTOCOL|FILE", description = "Such as pbft, or the path of an abstract module (.tla).")
    private String what;

    @Option(
            names = "--leanings",
            description = "Also leave out each guard, update, assumption and lemma, and say what breaks without it.")
    private boolean leanings;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        Specifications specifications = Specifications.packaged();
        Map<String, byte[]> texts = new LinkedHashMap<>(AbstractModules.texts(specifications));
        List<String> modules = what.endsWith(SUFFIX) ? List.of(file(texts)) : ofProtocol(specifications);
        output.prepare();
        InductionChecks checks = new InductionChecks(output.progress(), leanings);
        try {
            List<Section> sections =
                    modules.stream().map(module -> checks.run(module, texts)).toList();
            return output.print(new Report(
                    "prove " + what, "Are the lemmas inductive, and do the properties follow?", List.of(), sections));
        } catch (OutsideLanguageException e) {
            throw new BadDataException(e.getMessage(), e);
        }
    }

    private List<String> ofProtocol(Specifications specifications) {
        Set<String> protocols = Workpieces.named(what)
                .map(workpiece -> workpiece.specification().folders())
                .orElse(Set.of(what));
        List<String> modules = ProvedModules.of(specifications, protocols);
        if (modules.isEmpty()) {
            throw new UsageException("no abstract module of '" + what + "'; there are those of "
                    + String.join(", ", ProvedModules.protocols(specifications)) + ", and of files that end in "
                    + SUFFIX);
        }
        return modules;
    }

    /** A module of the user's, which may extend those beside it and the packaged ones. */
    private String file(Map<String, byte[]> texts) {
        Path path = Path.of(what);
        if (!Files.isReadable(path)) {
            throw new UsageException("there is no file " + what);
        }
        try {
            texts.putAll(AbstractModules.beside(path));
        } catch (IOException e) {
            throw new UsageException("cannot read the modules beside " + what + ": " + e.getMessage());
        }
        String file = path.getFileName().toString();
        return file.substring(0, file.length() - SUFFIX.length());
    }
}
