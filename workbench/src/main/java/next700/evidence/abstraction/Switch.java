package next700.evidence.abstraction;

import next700.protocol.abstraction.InstanceId;

/**
 * A switch of a recorded run from one instance to the next.
 *
 * @param atNanos when the first process panicked or stopped in the instance
 * @param committedNanos when the first request committed in a later instance; absent, as -1, if none did
 */
record Switch(InstanceId from, long atNanos, long committedNanos, Cause cause, String explanation) {
    /** Why an instance ended. */
    enum Cause {
        CONTENTION("contention"),
        LACK_OF_CONTENTION("lack of contention"),
        K_REACHED("k reached"),
        NO_ANSWER("no answer in time"),
        LIE("answers that differ");

        private final String words;

        Cause(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
