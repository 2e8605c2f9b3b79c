package next700.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import next700.audit.map.MalformedMapException;
import next700.audit.map.MapReader;
import next700.audit.map.Problem;
import next700.audit.map.ProofMap;
import next700.audit.source.Project;
import next700.audit.source.Revision;
import next700.audit.source.SourceException;
import next700.workpiece.Workpiece;

/**
 * Whether a workpiece has a proof map, and whether the map is complete and sound.
 *
 * @param open what is missing or wrong, a sentence each; nothing if the map can be relied upon
 * @param summary what the map has, in one line
 */
public record MapEvidence(List<String> open, String summary) {
    private static final String FORMAT = " (docs/audit.md says how)";

    /** Of a workpiece, from its sources where they lie. */
    public static MapEvidence of(Workpiece workpiece, Optional<Project> project) {
        if (project.isEmpty()) {
            return open("the sources of " + workpiece.name()
                    + " are not where it was compiled, so that nobody can hold its proof map against them");
        }
        try {
            return of(workpiece, project.get(), project.get().revisions().workingTree());
        } catch (MalformedMapException | SourceException e) {
            return open(e.getMessage());
        }
    }

    private static MapEvidence of(Workpiece workpiece, Project project, Revision sources) {
        Optional<ProofMap> map = MapReader.all(sources).stream()
                .filter(each -> each.protocol().equals(workpiece.name()))
                .findFirst();
        if (map.isEmpty()) {
            return open("nobody knows which lemma leans on which guard: write a proof map "
                    + project.layout().specifications() + "/" + workpiece.name() + "/" + workpiece.name() + ".proof"
                    + FORMAT);
        }
        if (workpiece.subjects().isEmpty()) {
            return open(
                    "the proof map of " + workpiece.name() + " cannot be held against a workpiece without subjects");
        }
        Audit audit = new Audit(name -> Optional.of(SubjectTestBed.of(workpiece)), AuditOptions.DEFAULT, said -> {});
        List<String> open = new ArrayList<>();
        for (Problem problem : audit.checkMap(sources, workpiece.name()).orElseThrow()) {
            open.add(problem.toString());
        }
        return new MapEvidence(
                open,
                map.get().lemmas().size() + " lemmas and properties lean on "
                        + map.get().items().size() + " steps, guards, thresholds and parts; nothing is left out");
    }

    private static MapEvidence open(String why) {
        return new MapEvidence(List.of(why), "");
    }

    public MapEvidence {
        open = List.copyOf(open);
    }
}
