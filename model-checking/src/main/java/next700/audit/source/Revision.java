package next700.audit.source;

import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The sources as they are, or were, at one time.
 *
 * @param name to tell people
 * @param files the text of each file, by its path below the root
 * @param layout where among them what is
 */
public record Revision(String name, Map<String, String> files, Layout layout) {
    public Revision {
        files = new TreeMap<>(files);
    }

    /** Of this project. */
    public Revision(String name, Map<String, String> files) {
        this(name, files, Layout.OURS);
    }

    /** The specifications and proof maps. */
    public Map<String, String> specifications() {
        return below(layout.specifications());
    }

    /** The files below a folder, or the file itself. */
    public Map<String, String> below(String folder) {
        Map<String, String> found = new TreeMap<>(files);
        found.keySet().removeIf(path -> !path.equals(folder) && !path.startsWith(folder + "/"));
        return found;
    }

    /** The paths of the files that do not say the same in both revisions: comments and layout do not count. */
    public Set<String> changesFrom(Revision other) {
        Set<String> changed = differencesFrom(other);
        changed.removeIf(path -> Meaning.isSame(path, other.files.get(path), files.get(path)));
        return changed;
    }

    /** The paths of the files that are not the same in the other revision, or are in one of the two only. */
    public Set<String> differencesFrom(Revision other) {
        Set<String> different = new TreeSet<>(files.keySet());
        different.addAll(other.files.keySet());
        different.removeIf(path -> Objects.equals(files.get(path), other.files.get(path)));
        return different;
    }
}
