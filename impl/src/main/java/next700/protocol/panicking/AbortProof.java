package next700.protocol.panicking;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import next700.protocol.Group;
import next700.protocol.Guard;
import next700.protocol.History;
import next700.protocol.InitProof;
import next700.protocol.InstanceId;
import next700.protocol.ReplicaId;
import next700.protocol.Request;
import next700.protocol.authentication.Authentication;

/**
 * {@code Proof_{AH_i}} of step P3: ABORT messages of an instance from a certificate of replicas. It is at once the
 * abort history, which anyone extracts from it in the same way, and the proof that this history is a valid init
 * history of the next instance (B.6).
 */
public record AbortProof(List<Abort> aborts) implements InitProof {
    public AbortProof {
        aborts = List.copyOf(aborts);
    }

    @Override
    public boolean initialises(InstanceId instance, Group group, Authentication authentication) {
        return isCertificate(group)
                && isFromDifferentReplicas(group)
                && switchesTo(instance)
                && isSigned(authentication);
    }

    /**
     * Exactly {@code 2f + 1} messages. Fewer could miss what was committed; with more, two requests could both have
     * {@code f + 1} at one position.
     */
    @Guard("B.6.certificate")
    boolean isCertificate(Group group) {
        return aborts.size() == group.certificate();
    }

    /** A replica counts once. */
    @Guard("B.6.different-replicas")
    boolean isFromDifferentReplicas(Group group) {
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

    /**
     * The abort history: at each position the request that {@code f + 1} histories have there, up to the first
     * position without one; of that, the longest prefix in which no request appears twice.
     */
    @Override
    public History extract(Group group) {
        List<List<Request>> histories = new ArrayList<>();
        for (Abort abort : aborts) {
            histories.add(abort.history().requests());
        }
        History extracted = History.EMPTY;
        Optional<Request> request = supported(histories, 0, group);
        while (request.isPresent()) {
            extracted = extracted.append(request.get());
            request = supported(histories, extracted.length(), group);
        }
        return extracted.withoutRepetition();
    }

    private static Optional<Request> supported(List<List<Request>> histories, int index, Group group) {
        Map<Request, Integer> support = new LinkedHashMap<>();
        for (List<Request> history : histories) {
            if (index < history.size() && support.merge(history.get(index), 1, Integer::sum) >= group.oneCorrect()) {
                return Optional.of(history.get(index));
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean lackedContention(Group group) {
        return aborts.stream().filter(Abort::lackOfContention).count() >= group.oneCorrect();
    }
}
