package next700.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import next700.audit.source.Revision;
import next700.audit.source.Revisions;

/** Audits a change without making it: on the sources of this working tree, in memory. */
final class Rehearsal {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private final AuditOptions options;
    private final Revision base = new Revisions(ROOT).workingTree();

    Rehearsal(AuditOptions options) {
        this.options = options;
    }

    AuditResult audit(Demonstration change) throws IOException {
        return audit(change.applyTo(base), change.protocol());
    }

    AuditResult audit(Revision head, String protocol) throws IOException {
        Path specifications = Files.createTempDirectory("next700-specs");
        try {
            write(head, specifications);
            TestBed bed = new RemoteTestBed(CompiledWorld.of(base, head), protocol, specifications);
            return new Audit(
                            name -> Optional.of(bed)
                                    .filter(known -> known.protocol().equals(name)),
                            options,
                            said -> {})
                    .run(base, head, Set.of(protocol))
                    .getFirst();
        } finally {
            delete(specifications);
        }
    }

    private static void write(Revision revision, Path specifications) throws IOException {
        for (Map.Entry<String, String> file : revision.below("specs").entrySet()) {
            Path path = specifications.resolve(file.getKey().substring("specs/".length()));
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(path);
            }
        }
    }
}
