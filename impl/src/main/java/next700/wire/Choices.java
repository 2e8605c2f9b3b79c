package next700.wire;

import java.util.Optional;

/**
 * What decides how a drawn value comes out ({@link RecordCodec#draw}): a random generator, a tape of choices, a property's
 * generator. All zeros make the simplest value, so that smaller choices make simpler values.
 */
@FunctionalInterface
public interface Choices {
    /** No decision has more alternatives. */
    int MAX_BOUND = 64;

    /** One of {@code bound} alternatives, from 0; there are from 2 to {@link #MAX_BOUND}. */
    int below(int bound);

    /** A value to be taken where one of this type is wanted, such as one that was heard; if absent, one is made anew. */
    default <T> Optional<T> known(Class<T> type) {
        return Optional.empty();
    }
}
