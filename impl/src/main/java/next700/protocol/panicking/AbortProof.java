package next700.protocol.panicking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.process.Bound;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InitProof;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.authentication.Authentication;
import next700.protocol.checkpoints.Certificate;

/**
 * {@code Proof_{AH_i}} of step P3: ABORT messages of an instance from a certificate of replicas. It is at once the
 * abort history, which anyone extracts from it in the same way, and the proof that this history is a valid init
 * history of the next instance (B.6).
 */
public record AbortProof(@Bound(max = ReplicaId.MAX_NUMBER) List<Abort> aborts) implements InitProof {
    public AbortProof {
        aborts = List.copyOf(aborts);
    }

    @Override
    public boolean initialises(InstanceId instance, ByzantineGroup group, Authentication authentication) {
        return isCertificate(group)
                && isFromDifferentReplicas(group)
                && switchesTo(instance)
                && isSigned(authentication)
                && isFounded(instance, group, authentication);
    }

    /**
     * Exactly {@code 2f + 1} messages. Fewer could miss what was committed; with more, two requests could both have
     * {@code f + 1} at one position.
     */
    @Guard("B.6.certificate")
    boolean isCertificate(ByzantineGroup group) {
        return aborts.size() == group.certificate();
    }

    /** A replica counts once. */
    @Guard("B.6.different-replicas")
    boolean isFromDifferentReplicas(ByzantineGroup group) {
        Set<ReplicaId> replicas = new LinkedHashSet<>();
        for (Abort abort : aborts) {
            if (!group.contains(abort.replica()) || !replicas.add(abort.replica())) {
                return false;
            }
        }
        return true;
    }

    /** All name {@code instance} as the next, and so stopped in the one instance that switches to it. */
    @Guard("B.6.switches-to")
    boolean switchesTo(InstanceId instance) {
        return aborts.stream().allMatch(abort -> abort.next().equals(instance));
    }

    /** Each replica said what the proof has it say. */
    @Guard("B.6.signed")
    boolean isSigned(Authentication authentication) {
        return aborts.stream()
                .allMatch(abort -> authentication.verify(abort.content(), abort.replica(), abort.signature()));
    }

    /** What is cut off from the histories, checkpoints of instances before this one cover. */
    @Guard("B.6.founded")
    boolean isFounded(InstanceId instance, ByzantineGroup group, Authentication authentication) {
        List<History> histories = aborts.stream().map(Abort::history).toList();
        return History.areFounded(histories, instance, group, authentication);
    }

    /**
     * The abort history: at each position the request that {@code f + 1} histories have there, up to the first
     * position without one; of that, the longest prefix in which no request appears twice.
     *
     * <p>It begins with the latest checkpoint, which is what counting would yield up to there ({@code LCS.StableInAll}); no
     * request of it can be supported once more after it.
     */
    @Override
    public History extract(ByzantineGroup group) {
        History extracted = History.EMPTY;
        for (Abort abort : aborts) {
            if (abort.history().base().length() > extracted.length()) {
                extracted = abort.history().base();
            }
        }
        List<List<Request>> beyond = new ArrayList<>();
        for (Abort abort : aborts) {
            beyond.add(abort.history().requestsAfter(extracted.length()));
        }
        int covered = extracted.length();
        Optional<Request> request = supported(beyond, 0, group);
        while (request.isPresent()) {
            extracted = extended(extracted, request.get());
            request = supported(beyond, extracted.length() - covered, group);
        }
        return extracted.withoutRepetition();
    }

    /** One request more; as a prefix of one of the histories, if it is one, since that has its digest already. */
    private History extended(History extracted, Request request) {
        for (Abort abort : aborts) {
            History prefix = abort.history().prefix(extracted.length() + 1);
            if (prefix.length() > extracted.length()
                    && prefix.base().length() == extracted.base().length()
                    && prefix.last().equals(request)
                    && prefix.parent().equals(extracted)) {
                return prefix;
            }
        }
        return extracted.append(request);
    }

    private static Optional<Request> supported(List<List<Request>> histories, int index, ByzantineGroup group) {
        Map<Request, Integer> support = new LinkedHashMap<>();
        for (List<Request> history : histories) {
            if (index < history.size() && support.merge(history.get(index), 1, Integer::sum) >= group.oneCorrect()) {
                return Optional.of(history.get(index));
            }
        }
        return Optional.empty();
    }

    @Override
    public Digest digest() {
        Digest.Builder digest = Digest.of("ABORTS").add(aborts.size());
        for (Abort abort : aborts) {
            digest.add(abort.content()).add(abort.signature().value());
            abort.history().certificate().map(Certificate::digest).ifPresent(digest::add);
        }
        return digest.digest();
    }

    @Override
    public boolean lackedContention(ByzantineGroup group) {
        return aborts.stream().filter(Abort::lackOfContention).count() >= group.oneCorrect();
    }
}
