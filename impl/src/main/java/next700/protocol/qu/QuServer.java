package next700.protocol.qu;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.process.Stored;
import next700.protocol.authentication.Authentication;
import next700.protocol.qu.Classification.Kind;
import next700.protocol.qu.ObjectSync.Missing;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.QuMessage.Response;
import next700.protocol.qu.QuMessage.SyncRequest;
import next700.protocol.qu.QuMessage.SyncResponse;
import next700.service.Service;

/** A server (Figure 3, {@code s_process_request}). What it answers, it has stored before. */
public final class QuServer implements Automaton {
    private static final String OBJECT = "object-";

    private final ReplicaId self;
    private final QuGroup group;
    private final Authentication keys;
    private final Service service;
    private final Stored stored;
    private final ObjectSync sync;
    private final SortedMap<Integer, QuObject> objects = new TreeMap<>();

    /**
     * Makes a server.
     *
     * @param service what each object is in the beginning
     * @param stored by its former lives
     */
    public QuServer(
            ReplicaId self, QuGroup group, QuTiming timing, Authentication keys, Service service, Stored stored) {
        this.self = self;
        this.group = group;
        this.keys = keys;
        this.service = service;
        this.stored = stored;
        this.sync = new ObjectSync(self, group, timing);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Received received -> receive(received, out);
            case Input.Expired expired -> sync.onExpired(out);
            default -> {}
        }
        return out.toList();
    }

    private void receive(Input.Received received, Effects out) {
        switch (received.message()) {
            case Request request -> {
                if (received.from() instanceof ClientId client && request.ohs().isWellFormed(group)) {
                    onRequest(client, request, out);
                }
            }
            case SyncRequest request -> {
                if (received.from() instanceof ReplicaId peer && group.contains(peer)) {
                    onSyncRequest(peer, request, out);
                }
            }
            case SyncResponse response -> {
                if (received.from() instanceof ReplicaId peer && group.contains(peer)) {
                    onSyncResponse(peer, response, out);
                }
            }
            default -> {}
        }
    }

    private QuObject object(int number) {
        return objects.computeIfAbsent(
                number,
                any -> stored.get(OBJECT + number, QuObject.Kept.class)
                        .map(kept -> new QuObject(kept, service))
                        .orElseGet(() -> new QuObject(service)));
    }

    private void onRequest(ClientId client, Request request, Effects out) {
        ObjectHistorySet known = request.ohs().only(this::isAuthentic);
        QuObject object = object(known.object());
        Classification found = new Classification(known, group);
        if (found.latest().time() >= LogicalTime.LAST) {
            answer(client, request, known, false, out);
            return;
        }
        Plan plan = Plan.of(found, client, request.hash(client));
        if (object.has(plan.candidate())) {
            answer(client, request, known, true, out);
        } else if (!isCurrent(object, plan)) {
            answer(client, request, known, false, out);
        } else if (request.query() && plan.kind() == Kind.METHOD) {
            answer(client, request, known, true, out);
        } else {
            acceptWhenPossible(client, request, plan, known, out);
        }
    }

    private void acceptWhenPossible(ClientId client, Request request, Plan plan, ObjectHistorySet known, Effects out) {
        QuObject object = object(known.object());
        if (!plan.makesVersion()) {
            accept(client, request, plan, known, Optional.empty(), out);
            return;
        }
        Missing source = new Missing(known.object(), plan.from());
        Optional<Version> from = object.version(plan.from()).or(() -> synced(source));
        if (from.isPresent()) {
            Version made = plan.kind() == Kind.METHOD
                    ? from.get().after(client, request.number(), request.operation())
                    : from.get();
            accept(client, request, plan, known, Optional.of(made), out);
        } else {
            sync.begin(client, request, source, known.holders(plan.from()), out);
        }
    }

    private Optional<Version> synced(Missing missing) {
        return sync.version(missing).flatMap(image -> {
            try {
                return Optional.of(image.in(service));
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }

    @Step("Accept")
    private void accept(
            ClientId client,
            Request request,
            Plan plan,
            ObjectHistorySet known,
            Optional<Version> version,
            Effects out) {
        QuObject object = object(known.object());
        object.accept(plan, version);
        out.store(OBJECT + known.object(), object.kept());
        out.took(QuStep.accept(self, plan, client, request, known));
        answer(client, request, known, true, out);
    }

    /** With the latest version's answer, current or not: the client sees which version that is (optimistic queries, 3.4). */
    private void answer(ClientId client, Request request, ObjectHistorySet known, boolean isAccepted, Effects out) {
        QuObject object = object(known.object());
        LogicalTime at = object.latestVersion();
        Version latest = object.version(at).orElseThrow();
        out.send(
                client,
                new Response(
                        request.number(),
                        request.round(),
                        isAccepted,
                        ReplicaHistory.of(self, request.ohs().object(), object.candidates(), keys, group),
                        at,
                        request.query()
                                ? Optional.of(latest.state()
                                        .execute(request.operation())
                                        .reply())
                                : latest.answerTo(client, request.number()),
                        request.ohs().without(known)));
    }

    private void onSyncRequest(ReplicaId peer, SyncRequest request, Effects out) {
        object(request.object())
                .version(request.time())
                .ifPresent(
                        version -> out.send(peer, new SyncResponse(request.object(), request.time(), version.image())));
    }

    private void onSyncResponse(ReplicaId peer, SyncResponse response, Effects out) {
        sync.onResponse(peer, response).forEach((client, request) -> onRequest(client, request, out));
        sync.forget();
    }

    /** Servers believe of one another what was authenticated for them, whoever brings it. */
    @Guard("Accept.authentic")
    boolean isAuthentic(ReplicaHistory history) {
        return history.isAuthenticFor(self, keys);
    }

    /** The server has accepted nothing later than what the request is conditioned on. */
    @Guard("Accept.current")
    boolean isCurrent(QuObject object, Plan plan) {
        return !object.latest().isAfter(plan.current());
    }

    /** The candidates of an object, for observers. */
    public List<Candidate> history(int object) {
        return objects.containsKey(object) ? objects.get(object).candidates() : List.of(Candidate.FIRST);
    }

    /** The versions of an object under its candidates, as digests, for observers. */
    public Map<Candidate, Digest> versions(int object) {
        Map<Candidate, Digest> digests = new TreeMap<>();
        for (Candidate candidate : history(object)) {
            objects.get(object)
                    .version(candidate.time())
                    .ifPresent(version -> digests.put(candidate, version.image().digest()));
        }
        return digests;
    }
}
