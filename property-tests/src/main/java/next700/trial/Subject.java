package next700.trial;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A protocol on trial: what all runs of a campaign have in common, and what a tape therefore does not say.
 */
public interface Subject {
    /** The system property in which the launcher says how it was told of protocols from outside, such as {@code --with DIR }. */
    String WITH = "next700.with";

    /** As the command line names it. */
    String name();

    /** How many replicas may be faulty. */
    int f();

    /** Draws the make-up of a run, which is the first thing on its tape. */
    Trial draw(ChoiceTape tape);

    /**
     * The kinds of messages that there are, and what stands for interfaces in them, a sealed interface for all that it permits:
     * what {@linkplain next700.trial.liar.Conspiracy general liars} make messages of. Empty where nobody lies.
     */
    default List<Class<?>> messages() {
        return Collections.emptyList();
    }

    /** What a campaign must have reached, in an order that is the same every time. */
    List<? extends Goal> goals();

    /** The identifiers of all that a run can break. */
    List<String> properties();

    /** How runs are told: in the words of its records, unless there are better ones. */
    default Words words() {
        return Words.DERIVED;
    }

    /** The property to look at first, of several that fell in a campaign: the smaller, the sooner. */
    default int rank(String property) {
        return 0;
    }

    /** How the tape of one run of a campaign is filled. */
    default Strategy strategy(long seed, long run) {
        return Swarm.ofRun(seed, run);
    }

    /** What makes this subject again, from its name and f. */
    Class<? extends SubjectMaker> maker();

    /** The packages whose guards, thresholds and steps are the subject's own; those below them are, too. Its maker's, usually. */
    default List<String> packages() {
        return List.of(maker().getPackageName());
    }

    /** The guards that this adversary does not miss when they are gone, and why they are there nevertheless. */
    default Map<String, String> kept() {
        return Collections.emptyMap();
    }

    /** Where and how long a guard or threshold that is gone is hunted. */
    default Hunt hunt(String guard) {
        return Hunt.in(this);
    }

    /** A Java expression that makes this subject, for tests that replay its runs. */
    default String inJava() {
        return "new " + maker().getCanonicalName() + "().make(\"" + name() + "\", " + f() + ")";
    }

    /** The command that runs a tape again. */
    default String replayCommand(Tape tape) {
        return "next700 " + System.getProperty(WITH, "") + "fuzz " + name() + (f() <= 1 ? "" : " --f=" + f())
                + " --replay=" + LabelledTape.of(this, tape);
    }
}
