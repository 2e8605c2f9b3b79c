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

    /**
     * Has a maker of that class make a subject.
     *
     * @param maker the name of the class, which every world has of its own
     * @throws ReflectiveOperationException if it is not there, or has no public constructor without parameters
     */
    static Subject made(String maker, String name, int f) throws ReflectiveOperationException {
        return Class.forName(maker)
                .asSubclass(SubjectMaker.class)
                .getConstructor()
                .newInstance()
                .make(name, f);
    }
}
