package next700.protocol.pbft;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Guard;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Setting;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.PbftMessage.ClientRequest;

/**
 * Requests that wait for their execution: one for each client, in the order of their arrival.
 *
 * <p>A client's authenticator may be good for some replicas only. A primary that proposes such a request may find that the
 * others do not accept it, and a view change follows; a backup that waits for it may wait in vain. So a client whose
 * request stood in the way is distrusted until the next stable checkpoint: its requests count only when {@code 2f + 1}
 * replicas vouch for them, among them {@code f + 1} correct ones, whose PREPAREs are enough for everyone to accept them. A
 * correct client gets there, since its authenticator is good for all and it sends to all; a bad one costs the others a
 * view change for each checkpoint at most.
 */
final class Pending {
    /** For how many clients a replica's word is kept. */
    private static final int MAX_VOUCHED = 1024;

    private static final int MAX_DISTRUSTED = 4096;

    private final Setting<ReplicaId> setting;
    private final Map<ClientId, ClientRequest> admitted = new LinkedHashMap<>();
    private final Set<Digest> proposed = new LinkedHashSet<>();
    private final Map<ReplicaId, Map<ClientId, Digest>> vouchers = new TreeMap<>();
    private final Set<ClientId> distrusted = new LinkedHashSet<>();

    Pending(Setting<ReplicaId> setting) {
        this.setting = setting;
    }

    /** This replica's entry in the client's authenticator is the client's. */
    @Guard("PBFT.Request.authentic")
    boolean isAuthentic(ClientRequest request) {
        return request.authenticator()
                .entryFor(setting.self())
                .filter(mac -> setting.authentication().verify(request.content(), request.client(), mac))
                .isPresent();
    }

    /** Whether the replica has admitted the very same submission, with whatever authenticator. */
    boolean holds(Submission submission) {
        return Optional.ofNullable(admitted.get(submission.client()))
                .filter(request -> request.submission().digest().equals(submission.digest()))
                .isPresent();
    }

    /** Takes a request whose authenticator was found good, and speaks for it itself. */
    void considerAuthentic(ClientRequest request) {
        vouch(setting.self(), request);
        if (isTrusted(request.client()) || isVouchedFor(request)) {
            admit(request);
        }
    }

    /** Takes a request that another replica passed on, if its authenticator or enough replicas speak for it. */
    void consider(ClientRequest request) {
        if (isAuthentic(request)) {
            considerAuthentic(request);
        } else if (isVouchedFor(request)) {
            admit(request);
        }
    }

    /** Another replica says that the client authenticated the request. */
    void vouch(ReplicaId replica, ClientRequest request) {
        Map<ClientId, Digest> words = vouchers.computeIfAbsent(replica, any -> new LinkedHashMap<>());
        words.remove(request.client());
        words.put(request.client(), request.submission().digest());
        if (words.size() > MAX_VOUCHED) {
            words.remove(words.keySet().iterator().next());
        }
    }

    /** The client's last requests did not stand in the way. */
    @Guard("PBFT.Request.trusted")
    boolean isTrusted(ClientId client) {
        return !distrusted.contains(client);
    }

    /** {@code 2f + 1} replicas vouch for the request. */
    @Guard("PBFT.Request.vouched")
    boolean isVouchedFor(ClientRequest request) {
        Digest digest = request.submission().digest();
        long count = vouchers.values().stream()
                .filter(words -> digest.equals(words.get(request.client())))
                .count();
        return count >= setting.group().certificate();
    }

    /** A client has one request outstanding, and its timestamps grow. */
    private void admit(ClientRequest request) {
        ClientRequest known = admitted.get(request.client());
        if (known == null
                || known.submission().request().timestamp()
                        < request.submission().request().timestamp()) {
            admitted.put(request.client(), request);
        }
    }

    /** What to propose next: the oldest requests that the primary has not proposed in this view. */
    List<ClientRequest> unproposed(int limit) {
        return admitted.values().stream()
                .filter(request -> !proposed.contains(request.submission().digest()))
                .limit(limit)
                .toList();
    }

    /** The requests of a batch stand in a proposal of this view. */
    void proposed(Batch batch) {
        batch.requests().forEach(request -> proposed.add(request.submission().digest()));
    }

    /** A batch was executed; what its clients have pending may be done with. */
    void executed(Batch batch, OrderedApplication application) {
        for (ClientRequest request : batch.requests()) {
            proposed.remove(request.submission().digest());
            ClientRequest waiting = admitted.get(request.client());
            if (waiting != null && !application.awaits(waiting.submission())) {
                admitted.remove(request.client());
            }
        }
    }

    /** A state was taken over; everything pending may be done with. */
    void caughtUp(OrderedApplication application) {
        admitted.values().removeIf(request -> !application.awaits(request.submission()));
    }

    /** A view ends. */
    void leaveView() {
        proposed.clear();
    }

    /** A request of the client stood in the way; what the client has pending is dropped, unless others vouch for it. */
    void distrust(ClientId client) {
        if (distrusted.size() < MAX_DISTRUSTED) {
            distrusted.add(client);
            ClientRequest waiting = admitted.get(client);
            if (waiting != null && !isVouchedFor(waiting)) {
                admitted.remove(client);
            }
        }
    }

    /** Clients are given another chance. */
    void forgive() {
        distrusted.clear();
    }

    boolean isEmpty() {
        return admitted.isEmpty();
    }

    /** The request that has waited longest. */
    Optional<Digest> oldest() {
        return admitted.values().stream()
                .findFirst()
                .map(request -> request.submission().digest());
    }
}
