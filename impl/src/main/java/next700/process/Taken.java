package next700.process;

/** A step of a paper that a process took: what traces record, so that the specification can be held against the run. */
public interface Taken {
    /** The step's name in the paper, such as {@code Q2}. */
    String step();

    /** Who took it. */
    ProcessId process();
}
