package next700.cli.quorums;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import next700.cli.BadDataException;
import next700.cli.Output;
import next700.evidence.CountingChecks;
import next700.model.MalformedModelsException;
import next700.proof.QuorumCounting;
import next700.quorums.FailProne;
import next700.quorums.QuorumSystem;
import next700.quorums.ServerSet;
import next700.report.Report;
import next700.report.Section;
import next700.report.UsageException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code next700 quorums}: quorum systems, ours and the user's. */
@Command(
        name = "quorums",
        description = {
            "Quorum systems: what any two quorums have in common, load, resilience, failure probability.",
            "",
            "Without SYSTEM all constructions of the literature, for squares of up to 100 servers, beside the formulas"
                    + " of their papers; with a name one of them; with a file a system, or sets that may fail together, of"
                    + " your own, and the smallest counterexample where it does not do."
        },
        mixinStandardHelpOptions = true)
public final class QuorumsCommand implements Callable<Integer> {
    private static final int LARGEST_SIDE = 10;

    @Parameters(
            arity = "0..1",
            paramLabel = "SYSTEM",
            description = "Such as majority, grid, b-grid, masking, or my-system.json.")
    private String system;

    @Option(names = "--n", paramLabel = "N", description = "So many servers, at most 128.")
    private Integer n;

    @Option(
            names = "--f",
            paramLabel = "F",
            defaultValue = "1",
            description = "So many servers lie, in systems for liars (default: 1).")
    private int f;

    @Option(
            names = "--p",
            paramLabel = "P",
            defaultValue = "0.1",
            description = "Each server is down with this probability (default: 0.1).")
    private double p;

    @Mixin
    private Output output;

    @Override
    public Integer call() throws Exception {
        if (!(p > 0 && p < 1)) {
            throw new UsageException("--p must be between 0 and 1, not " + p);
        }
        if (f < 0) {
            throw new UsageException("--f must be 0 or more, not " + f);
        }
        if (n != null && (n < 1 || n > ServerSet.MOST)) {
            throw new UsageException("--n must be from 1 to " + ServerSet.MOST + ", not " + n);
        }
        if (system != null && Construction.named(system).isEmpty()) {
            Path file = Path.of(system);
            if (!Files.exists(file)) {
                throw new UsageException(
                        "there is no quorum system and no file '" + system + "'; there are " + names());
            }
            if (n != null) {
                throw new UsageException("--n is for constructions: a file says itself which servers there are");
            }
            return own(file);
        }
        List<Construction> constructions = system == null
                ? Construction.ALL
                : List.of(Construction.named(system).orElseThrow());
        List<Integer> sizes = n == null
                ? IntStream.rangeClosed(2, LARGEST_SIDE)
                        .mapToObj(side -> side * side)
                        .toList()
                : List.of(n);
        List<Section> sections = new ArrayList<>();
        if (system != null && n != null) {
            UsageException.checked(
                    "--n", () -> constructions.getFirst().system().of(n, f));
        }
        output.prepare();
        sections.add(new Overview(output.progress(), constructions, sizes, f, p).run());
        if (system == null) {
            sections.add(CountingChecks.run(QuorumCounting.claims()));
        } else if (n != null) {
            sections.add(new OwnChecks(one(constructions.getFirst()), p).run());
        }
        return output.print(new Report(
                "quorums",
                "What do quorum systems cost, what do they survive, and do their quorums have in common what they"
                        + " must?",
                List.of("servers: " + sizes, "liars: " + f, "p = " + p),
                sections));
    }

    private static String names() {
        return Construction.ALL.stream().map(Construction::name).collect(Collectors.joining(", "));
    }

    private OwnSystem one(Construction construction) {
        int faults = construction.toleratesLiars() ? f : 0;
        QuorumSystem reads = construction.system().of(n, faults);
        return new OwnSystem(
                IntStream.rangeClosed(1, n).mapToObj(i -> "s" + i).toList(),
                reads,
                construction.written().map(maker -> maker.of(n, faults)).orElse(reads),
                new FailProne.UpTo(n, faults),
                construction.property(),
                false);
    }

    private Integer own(Path file) throws IOException {
        OwnSystem own;
        try {
            own = OwnSystem.read(file.toString(), Files.readString(file));
        } catch (MalformedModelsException | IOException e) {
            throw new BadDataException(
                    e instanceof IOException
                            ? file + " cannot be read: " + next700.cli.Failures.reason(e)
                            : e.getMessage(),
                    e);
        }
        output.prepare();
        return output.print(new Report(
                "quorums",
                "Is " + file + " a quorum system, and what does it cost and survive?",
                List.of("file: " + file, "servers: " + own.names().size(), "p = " + p),
                List.of(new OwnChecks(own, p).run())));
    }
}
