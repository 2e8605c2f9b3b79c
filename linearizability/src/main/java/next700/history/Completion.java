package next700.history;

import java.util.Optional;

/**
 * How an operation ended, as far as its caller knows. What {@link Failed} means (did not happen, or happened and was
 * told no) is for the specification to say.
 */
public sealed interface Completion {
    /** When it ended; empty where nobody knows. */
    Optional<Moment> moment();

    /** It took effect and answered {@code value}. */
    record Ok(Value value, Moment at) implements Completion {
        @Override
        public Optional<Moment> moment() {
            return Optional.of(at);
        }
    }

    /** It was answered with a failure. */
    record Failed(Value value, Moment at) implements Completion {
        @Override
        public Optional<Moment> moment() {
            return Optional.of(at);
        }
    }

    /**
     * Nobody knows: it timed out, its caller crashed, or the recording ended before its answer came. It may have
     * taken effect at any time after its invocation, may still do so, or never will.
     */
    record Unknown() implements Completion {
        @Override
        public Optional<Moment> moment() {
            return Optional.empty();
        }
    }
}
