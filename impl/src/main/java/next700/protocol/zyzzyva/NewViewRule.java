package next700.protocol.zyzzyva;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import next700.process.Digest;
import next700.process.Guard;
import next700.protocol.zyzzyva.ZyzzyvaMessage.ViewChange;

/** What a new view begins with (VC4), from {@code 2f+1} VIEW-CHANGEs. Which of the two rules, all replicas must agree. */
public enum NewViewRule {
    /**
     * The repaired rule (Abraham, Gueta, Malkhi, Martin, 2018): evidence of the highest view wins. The longest certificate of that view
     * comes first, and then what {@code f+1} report that were active in it. Whatever was complete in it is there: if all had
     * answered, {@code f+1} correct ones report it; if {@code 2f+1} hold a certificate, one of them shows it. What was complete before
     * it began with.
     */
    HIGHEST_VIEW {
        @Override
        long rank(ViewChange change) {
            return change.began().view();
        }

        @Override
        boolean isProof(ViewChange change) {
            return change.commit()
                    .map(commit -> isOfTheViewThatBegan(commit, change.began()) && isNotShorter(commit, change.began()))
                    .orElse(true);
        }
    },

    /**
     * The printed rule: up to the highest commit certificate, of whatever view, its history is taken; beyond it, what
     * {@code f+1} report, of whatever view. It loses completed requests: an old certificate that a liar kept back is preferred to
     * what a later view has decided.
     */
    CERTIFICATE_FIRST {
        @Override
        long rank(ViewChange change) {
            return change.commit().isPresent() ? 1 : 0;
        }

        @Override
        boolean isProof(ViewChange change) {
            return true;
        }

        @Override
        boolean isCounted(ViewChange change, ViewChange top) {
            return true;
        }
    };

    /**
     * What a view begins with.
     *
     * @param requests after the checkpoint
     */
    record Beginning(CheckpointCertificate stable, List<Request> requests) {
        Beginning {
            requests = List.copyOf(requests);
        }

        long n() {
            return stable.n() + requests.size();
        }

        Digest history() {
            Digest history = stable.history();
            for (Request request : requests) {
                history = Histories.extend(history, request);
            }
            return history;
        }
    }

    /** Certificates of the highest rank come first, and of these the longest. */
    abstract long rank(ViewChange change);

    /** Whether what a VIEW-CHANGE shows proves as much as it seems to. */
    abstract boolean isProof(ViewChange change);

    /** Whether a VIEW-CHANGE counts beyond what is proved. */
    boolean isCounted(ViewChange change, ViewChange top) {
        return isOfTheHighestView(change, top);
    }

    /** Reports of earlier views bind nobody: what they report may have been given up since. */
    @Guard("ZV.NewView.highestView")
    boolean isOfTheHighestView(ViewChange change, ViewChange top) {
        return rank(change) == rank(top);
    }

    /** An old certificate does not become one of a later view by being shown beside it. */
    @Guard("ZV.ViewChange.sameView")
    boolean isOfTheViewThatBegan(CommitCertificate commit, ViewCertificate began) {
        return commit.view() == began.view();
    }

    /** Requests with which a view began are answered in it again, so that there are certificates that are shorter. */
    @Guard("ZV.ViewChange.notShorter")
    boolean isNotShorter(CommitCertificate commit, ViewCertificate began) {
        return commit.n() >= began.n();
    }

    /** @param changes of as many replicas as it takes, each {@linkplain Proofs valid} */
    Beginning begin(List<ViewChange> changes, ZyzzyvaGroup group) {
        ViewChange top = changes.stream()
                .max(Comparator.comparingLong(this::rank).thenComparingLong(ViewChange::provedTo))
                .orElseThrow();
        ViewChange settled = changes.stream()
                .max(Comparator.comparingLong(change -> change.stable().n()))
                .orElseThrow();
        CheckpointCertificate stable = settled.stable();
        List<Request> requests = new ArrayList<>();
        Digest history = stable.history();
        long n = stable.n();
        for (; n < top.provedTo(); n++) {
            requests.add(requestAt(top, n + 1));
            history = Histories.extend(history, requests.getLast());
        }
        List<ViewChange> counted =
                changes.stream().filter(change -> isCounted(change, top)).toList();
        for (Optional<Request> next = reported(counted, n, history, group);
                next.isPresent();
                next = reported(counted, n, history, group)) {
            requests.add(next.get());
            history = Histories.extend(history, next.get());
            n++;
        }
        return new Beginning(stable, requests);
    }

    private static Request requestAt(ViewChange change, long n) {
        return change.log().get((int) (n - change.stable().n() - 1));
    }

    /** The request that enough of them report after a history. */
    private static Optional<Request> reported(List<ViewChange> changes, long n, Digest history, ZyzzyvaGroup group) {
        Map<Digest, Integer> count = new LinkedHashMap<>();
        Map<Digest, Request> known = new LinkedHashMap<>();
        reporting(changes, n, history).forEach(change -> {
            Request request = requestAt(change, n + 1);
            count.merge(request.digest(), 1, Integer::sum);
            known.putIfAbsent(request.digest(), request);
        });
        return count.entrySet().stream()
                .filter(entry -> entry.getValue() >= group.reports())
                .map(entry -> known.get(entry.getKey()))
                .min(Comparator.comparing(Request::digest));
    }

    private static Stream<ViewChange> reporting(List<ViewChange> changes, long n, Digest history) {
        return changes.stream()
                .filter(change -> change.reaches(n)
                        && change.reaches(n + 1)
                        && change.historyAt(n).equals(history));
    }
}
