package next700.suite;

import java.util.function.Supplier;

/** Something that several tests look at and that is found out once, when the first of them asks. */
final class Once<T> {
    private final Supplier<T> how;
    private T found;

    Once(Supplier<T> how) {
        this.how = how;
    }

    synchronized T get() {
        if (found == null) {
            found = how.get();
        }
        return found;
    }
}
