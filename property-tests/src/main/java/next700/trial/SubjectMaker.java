package next700.trial;

/**
 * Makes subjects by name. It has a public constructor without parameters, so that a mutated world, which has classes of its
 * own, can make the same subject out of them.
 */
public interface SubjectMaker {
    /**
     * Makes a subject.
     *
     * @throws IllegalArgumentException if there is none of that name, or not for so many faults
     */
    Subject make(String name, int f);
}
