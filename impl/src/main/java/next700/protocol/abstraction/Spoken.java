package next700.protocol.abstraction;

/**
 * A bound on what a replica may have said: nothing in an instance after {@code instance}, and in that instance nothing in
 * a later view than {@code view} nor about a higher sequence number than {@code sequence}. It is what a replica makes
 * durable before it speaks, so that it knows after a crash what it might contradict.
 *
 * @param view 0 for protocols without views
 * @param sequence {@link #ANYTHING} for protocols that do not number what they say
 */
public record Spoken(InstanceId instance, long view, long sequence) {
    /** Under which a replica stores it ({@link next700.process.Effect.Store}). */
    public static final String NAME = "spoken";

    public static final long ANYTHING = Long.MAX_VALUE;

    public Spoken {
        if (view < 0 || sequence < 0) {
            throw new IllegalArgumentException(
                    "views and sequence numbers are not negative: view " + view + ", sequence number " + sequence);
        }
    }

    /** Anything may have been said in the instance. */
    public static Spoken in(InstanceId instance) {
        return new Spoken(instance, ANYTHING, ANYTHING);
    }

    /** Whether anything is left that was surely not said in the instance. */
    public boolean isBounded() {
        return view < ANYTHING && sequence < ANYTHING;
    }

    /**
     * The bound that covers both. Of two instances the later one counts alone: in all before it, a replica that lost its
     * memory is silent.
     */
    public Spoken and(Spoken other) {
        int order = instance.compareTo(other.instance);
        if (order != 0) {
            return order > 0 ? this : other;
        }
        return new Spoken(instance, Math.max(view, other.view), Math.max(sequence, other.sequence));
    }
}
