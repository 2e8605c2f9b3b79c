package next700.audit.source;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * A folder with the sources of protocols: their specifications, proof maps and code.
 *
 * @param root the folder, which may be a part of a git repository
 */
public record Project(Path root, Layout layout) {

    /** This project, where it lies. */
    public static Project ours(Path home) {
        return new Project(home, Layout.OURS);
    }

    /** Whether a class is none of this project's. */
    public static boolean isFromOutside(Class<?> type) {
        return !type.getName().startsWith("next700.");
    }

    /** The project of somebody's own that a class was compiled in: the folder above its classes that has the sources. */
    public static Optional<Project> around(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        if (source == null) {
            return Optional.empty();
        }
        try {
            Path folder = Path.of(source.getLocation().toURI());
            while (folder != null && !Files.isDirectory(folder.resolve(Layout.PROJECT.protocols()))) {
                folder = folder.getParent();
            }
            return Optional.ofNullable(folder).map(root -> new Project(root, Layout.PROJECT));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** What lies there, and what git knows of it. */
    public Revisions revisions() {
        return new Revisions(root, layout);
    }
}
