package next700.protocol;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A sequence of requests: {@code LH_j}, {@code AH} or {@code IH} of the thesis.
 *
 * <p>A history is its longest proper prefix and one request more, and its digest is made of theirs:
 * {@code D(h · r) = H(D(h), D(r))}. Appending costs one hash, histories share their prefixes, and equal digests mean
 * equal histories.
 */
public final class History {
    public static final History EMPTY =
            new History(null, null, 0, Digest.of("HISTORY").digest());

    private final History parent;
    private final Request last;
    private final int length;
    private final Digest digest;

    private History(History parent, Request last, int length, Digest digest) {
        this.parent = parent;
        this.last = last;
        this.length = length;
        this.digest = digest;
    }

    public static History of(Request... requests) {
        return of(Arrays.asList(requests));
    }

    public static History of(List<Request> requests) {
        History history = EMPTY;
        for (Request request : requests) {
            history = history.append(request);
        }
        return history;
    }

    public History append(Request request) {
        return new History(this, request, length + 1, extend(digest, request));
    }

    /** The digest of a history with this digest and one request more: what who does not keep histories can know of them. */
    public static Digest extend(Digest history, Request request) {
        return Digest.of("HISTORY").add(history).add(request.digest()).digest();
    }

    public int length() {
        return length;
    }

    public Digest digest() {
        return digest;
    }

    /** The last request; there must be one. */
    public Request last() {
        if (last == null) {
            throw new IllegalStateException("the empty history has no last request");
        }
        return last;
    }

    /** The history without its last request; there must be one. */
    public History parent() {
        if (parent == null) {
            throw new IllegalStateException("the empty history has no parent");
        }
        return parent;
    }

    /** The first {@code count} requests, or all if there are fewer. */
    public History prefix(int count) {
        if (count < 0) {
            throw new IllegalArgumentException("a prefix has at least 0 requests, not " + count);
        }
        History prefix = this;
        while (prefix.length > count) {
            prefix = prefix.parent;
        }
        return prefix;
    }

    /** Whether the other history begins with this one; a history begins with itself. */
    public boolean isPrefixOf(History other) {
        return length <= other.length && equals(other.prefix(length));
    }

    /** The longest history that both begin with. */
    public History commonPrefix(History other) {
        History one = prefix(other.length);
        History two = other.prefix(length);
        while (!one.equals(two)) {
            one = one.parent;
            two = two.parent;
        }
        return one;
    }

    /** The longest prefix in which no request appears twice (step P3). */
    public History withoutRepetition() {
        Set<Request> seen = new LinkedHashSet<>();
        History prefix = EMPTY;
        for (Request request : requests()) {
            if (!seen.add(request)) {
                return prefix;
            }
            prefix = prefix.append(request);
        }
        return this;
    }

    /** The requests, first to last. */
    public List<Request> requests() {
        Request[] requests = new Request[length];
        for (History h = this; h.length > 0; h = h.parent) {
            requests[h.length - 1] = h.last;
        }
        return new ArrayList<>(Arrays.asList(requests));
    }

    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof History history && digest.equals(history.digest));
    }

    @Override
    public int hashCode() {
        return digest.hashCode();
    }

    @Override
    public String toString() {
        return requests().toString();
    }
}
