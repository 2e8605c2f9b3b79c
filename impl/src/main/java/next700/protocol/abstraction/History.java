package next700.protocol.abstraction;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import next700.process.Digest;
import next700.protocol.authentication.Authentication;
import next700.protocol.checkpoints.Certificate;

/**
 * A sequence of requests: {@code LH_j}, {@code AH} or {@code IH} of the thesis.
 *
 * <p>A history is its longest proper prefix and one request more, and its digest is made of theirs:
 * {@code D(h · r) = H(D(h), D(r))}. Appending costs one hash, histories share their prefixes, and equal digests mean
 * equal histories.
 *
 * <p>What a checkpoint covers need not be kept (thesis B.6.1): a history may begin with a <em>base</em>, of which only
 * length and digest are left, and the certificate that makes others believe in it. It is the same history as with all its
 * requests: length, digest and equality do not tell a difference, and only what lies beyond the base can be asked for.
 */
public final class History {
    public static final History EMPTY = new History(0, Digest.of("HISTORY").digest(), Optional.empty());

    private final History parent;
    private final History base;
    private final Request last;
    private final int length;
    private final Digest digest;
    private final Optional<Certificate> certificate;

    /** A base. */
    private History(int length, Digest digest, Optional<Certificate> certificate) {
        this.parent = null;
        this.base = this;
        this.last = null;
        this.length = length;
        this.digest = digest;
        this.certificate = certificate;
    }

    private History(History parent, Request last, Digest digest) {
        this.parent = parent;
        this.base = parent.base;
        this.last = last;
        this.length = parent.length + 1;
        this.digest = digest;
        this.certificate = parent.certificate;
    }

    /** What a certificate covers, or nothing, and then these requests. */
    public History(Optional<Certificate> certificate, List<Request> requests) {
        History bottom = certificate.map(History::at).orElse(EMPTY);
        if (requests.isEmpty()) {
            this.parent = null;
            this.base = this;
            this.last = null;
            this.length = bottom.length;
            this.digest = bottom.digest;
        } else {
            this.parent = bottom.append(requests.subList(0, requests.size() - 1));
            this.base = parent.base;
            this.last = requests.get(requests.size() - 1);
            this.length = parent.length + 1;
            this.digest = extend(parent.digest, last);
        }
        this.certificate = certificate;
    }

    public static History of(Request... requests) {
        return of(Arrays.asList(requests));
    }

    public static History of(List<Request> requests) {
        return EMPTY.append(requests);
    }

    /** The history that a certificate speaks of, of which nothing else is left. */
    public static History at(Certificate certificate) {
        return new History(certificate.length(), certificate.history(), Optional.of(certificate));
    }

    /** A history of which only this is known, and for which nobody vouches: as recordings and liars have them. */
    public static History cutOff(int length, Digest digest) {
        if (length < 1) {
            throw new IllegalArgumentException("what is cut off has at least 1 request, not " + length);
        }
        return new History(length, digest, Optional.empty());
    }

    public History append(Request request) {
        return new History(this, request, extend(digest, request));
    }

    /** This history and then these requests. */
    public History append(List<Request> requests) {
        History history = this;
        for (Request request : requests) {
            history = history.append(request);
        }
        return history;
    }

    /** The digest of a history with this digest and one request more: what who does not keep histories can know of them. */
    public static Digest extend(Digest history, Request request) {
        return Digest.of("HISTORY").add(history).add(request.digest()).digest();
    }

    /** How many requests it has, those of its base included. */
    public int length() {
        return length;
    }

    public Digest digest() {
        return digest;
    }

    /** The shortest prefix that there still is: {@link #EMPTY} if all requests are there. */
    public History base() {
        return base;
    }

    /** What makes others believe in the base; absent if all requests are there, or nobody vouches. */
    public Optional<Certificate> certificate() {
        return certificate;
    }

    /** Whether all its requests are there. */
    public boolean isWhole() {
        return base.length == 0;
    }

    /**
     * Whether an instance may begin with this, as far as it is cut off: all requests are there, or a certificate covers the
     * others. It is to be asked of every history that comes from others, since the digest that these signed does not cover
     * the certificate.
     */
    public boolean isFounded(InstanceId begun, ByzantineGroup group, Authentication authentication) {
        return areFounded(List.of(this), begun, group, authentication);
    }

    /** Whether all are. Most have the same certificate, which is verified once. */
    public static boolean areFounded(
            List<History> histories, InstanceId begun, ByzantineGroup group, Authentication authentication) {
        return histories.stream().allMatch(history -> history.isWhole() || history.certificate.isPresent())
                && histories.stream()
                        .flatMap(history -> history.certificate.stream())
                        .distinct()
                        .allMatch(checkpoint -> checkpoint.founds(begun, group, authentication));
    }

    /** The last request; there must be one. */
    public Request last() {
        if (last == null) {
            throw new IllegalStateException("a base has no last request");
        }
        return last;
    }

    /** The history without its last request; there must be one. */
    public History parent() {
        if (parent == null) {
            throw new IllegalStateException("a base has no parent");
        }
        return parent;
    }

    /** The first {@code count} requests, or all if there are fewer; no fewer than those of the base. */
    public History prefix(int count) {
        if (count < base.length) {
            throw new IllegalArgumentException(
                    "a prefix has at least the " + base.length + " requests of the base, not " + count);
        }
        History prefix = this;
        while (prefix.length > count) {
            prefix = prefix.parent;
        }
        return prefix;
    }

    /** Whether it has a prefix of that length at hand, and that is it. */
    public boolean continues(History beginning) {
        return beginning.length >= base.length
                && beginning.length <= length
                && beginning.equals(prefix(beginning.length));
    }

    /** Whether the other history, which must not be truncated beyond this one, begins with it; it begins with itself. */
    public boolean isPrefixOf(History other) {
        return length <= other.length && equals(other.prefix(length));
    }

    /** The longest history that both begin with; each must continue the other's base. */
    public History commonPrefix(History other) {
        History one = prefix(other.length);
        History two = other.prefix(length);
        while (!one.equals(two)) {
            one = one.parent();
            two = two.parent();
        }
        return one;
    }

    /** The same history on another base, one of its prefixes. */
    public History on(History newBase) {
        if (!continues(newBase)) {
            throw new IllegalArgumentException("a history cannot be based on what it does not begin with");
        }
        return newBase.append(requestsAfter(newBase.length));
    }

    /** The longest prefix in which no request appears twice beyond the base (step P3). */
    public History withoutRepetition() {
        Set<Request> seen = new LinkedHashSet<>();
        History prefix = base;
        for (Request request : requests()) {
            if (!seen.add(request)) {
                return prefix;
            }
            prefix = prefix.append(request);
        }
        return this;
    }

    /** The requests that there are, first to last: those beyond the base. */
    public List<Request> requests() {
        return requestsAfter(base.length);
    }

    /** The requests beyond the first {@code count}, which are no fewer than those of the base. */
    public List<Request> requestsAfter(int count) {
        Request[] requests = new Request[Math.max(0, length - count)];
        for (History h = this; h.length > count; h = h.parent()) {
            requests[h.length - count - 1] = h.last;
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
        return isWhole() ? requests().toString() : base.length + " and " + requests();
    }
}
