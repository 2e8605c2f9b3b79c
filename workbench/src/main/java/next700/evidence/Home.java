package next700.evidence;

import java.nio.file.Path;
import java.util.Optional;
import next700.audit.source.Project;
import next700.workpiece.Workpiece;

/** Where this project lies, which the launcher says. */
public final class Home {
    private Home() {}

    public static Path path() {
        return Path.of(System.getProperty("next700.home", ".")).toAbsolutePath().normalize();
    }

    /** The project that has the sources of a workpiece: this one, or the one that it was compiled in. */
    public static Optional<Project> projectOf(Workpiece workpiece) {
        return Project.isFromOutside(workpiece.getClass())
                ? Project.around(workpiece.getClass())
                : Optional.of(Project.ours(path()));
    }
}
