package next700.model.trace;

/** A recorded run that TLC may be asked to follow, and the words to tell of it. Its steps are counted from 0. */
public interface RecordedRun {
    /** What to call it in reports. */
    String name();

    int length();

    /** The name that the proof has for a step, such as {@code Q2}. */
    String step(int index);

    /** A step in one line. */
    String tell(int index);
}
