package next700.cluster;

/** Who is told how far a run is. */
public interface Onlooker {
    /** Nobody. */
    Onlooker NOBODY = (part, what) -> {};

    /**
     * The run has come so far.
     *
     * @param part of its duration, from 0 to 1
     */
    void at(double part, String what);
}
