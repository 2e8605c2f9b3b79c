package next700.abstraction;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A sequence of requests, {@code h} of the thesis: a node of a {@link HistoryTree}, whose path from the root it is.
 * Equal histories of one tree are the same object; histories of different trees must not be compared.
 *
 * <p>Besides its parent, a node knows one ancestor further up (Myers, "An applicative random-access stack", IPL 1983),
 * by which every ancestor is reached in a logarithmic number of steps. So prefixes of long histories cost little.
 */
public final class RequestHistory implements HistoryReference {
    private static final int SHOWN = 8;

    private final RequestHistory parent;
    private final RequestHistory jump;
    private final String request;
    private final int length;

    /** The empty history. */
    RequestHistory() {
        this.parent = this;
        this.jump = this;
        this.request = "";
        this.length = 0;
    }

    RequestHistory(RequestHistory parent, String request) {
        this.parent = parent;
        this.request = request;
        this.length = parent.length + 1;
        RequestHistory far = parent.jump;
        this.jump = parent.length - far.length == far.length - far.jump.length ? far.jump : parent;
    }

    /** How many requests it has. */
    public int length() {
        return length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    /** The last request; the empty text where there is none. */
    public String last() {
        return request;
    }

    /** The history without the last request; of the empty history, itself. */
    public RequestHistory parent() {
        return parent;
    }

    /** Its prefix of that length, which must not be more than its own. */
    public RequestHistory prefix(int prefixLength) {
        if (prefixLength < 0 || prefixLength > length) {
            throw new IllegalArgumentException("no prefix of length " + prefixLength + " of " + length + " requests");
        }
        RequestHistory at = this;
        while (at.length > prefixLength) {
            at = at.jump.length >= prefixLength ? at.jump : at.parent;
        }
        return at;
    }

    /** Whether the other one begins with this; every history begins with itself. */
    @SuppressWarnings("ReferenceEquality") // equal histories of a tree are one object
    public boolean isPrefixOf(RequestHistory other) {
        return length <= other.length && other.prefix(length) == this;
    }

    /** The longest common prefix. */
    @SuppressWarnings("ReferenceEquality")
    public RequestHistory commonPrefix(RequestHistory other) {
        int shorter = Math.min(length, other.length);
        RequestHistory one = prefix(shorter);
        RequestHistory two = other.prefix(shorter);
        while (one != two) {
            boolean far = one.jump != two.jump;
            one = far ? one.jump : one.parent;
            two = far ? two.jump : two.parent;
        }
        return one;
    }

    /** Whether it has the request. Looks from its end. */
    public boolean contains(String wanted) {
        for (RequestHistory at = this; !at.isEmpty(); at = at.parent) {
            if (at.request.equals(wanted)) {
                return true;
            }
        }
        return false;
    }

    public List<String> requests() {
        Deque<String> requests = new ArrayDeque<>(length);
        for (RequestHistory at = this; !at.isEmpty(); at = at.parent) {
            requests.addFirst(at.request);
        }
        return List.copyOf(requests);
    }

    /** The requests; of a long history, only some at both ends. */
    @Override
    public String toString() {
        List<String> requests = requests();
        if (length <= SHOWN) {
            return requests.stream().collect(Collectors.joining(", ", "[", "]"));
        }
        int end = SHOWN / 2;
        String first = String.join(", ", requests.subList(0, end));
        String last = String.join(", ", requests.subList(length - end, length));
        return "[" + first + ", ... " + (length - 2 * end) + " more ..., " + last + "]";
    }
}
