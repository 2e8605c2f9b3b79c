package next700.cli.verify;

import java.nio.file.Path;
import java.util.List;
import next700.cli.Progress;
import next700.cli.RunningReport;
import next700.model.Model;
import next700.model.Models;

/** A protocol that can be verified: where its evidence comes from. */
interface Verifiable {
    /** As people type it. */
    String name();

    /** The models of its specification. */
    List<Model> models(Models all);

    /** What the report says first of how the protocol was tried. */
    String setting(Effort effort);

    /**
     * Refuses an effort that the protocol cannot make, before anything else runs.
     *
     * @throws next700.cli.UsageException naming the option
     */
    void check(Effort effort);

    /** In how many stages it is tried. */
    int stages(Effort effort);

    /**
     * Tries the protocol, stage by stage.
     *
     * @param directory where what is recorded stays
     */
    void gather(Effort effort, Path directory, Progress progress, RunningReport report);
}
