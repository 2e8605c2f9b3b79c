package next700.simulation.qu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import next700.history.Value;
import next700.linearizability.KeyValue;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Input;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.qu.Candidate;
import next700.protocol.qu.LogicalTime;
import next700.protocol.qu.QuCall;
import next700.protocol.qu.QuGroup;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.QuMessage.Response;
import next700.protocol.qu.QuMessage.SyncResponse;
import next700.protocol.qu.QuServer;
import next700.protocol.qu.QuStep;
import next700.service.Operations;
import next700.trial.ClientHistory;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;
import next700.trial.World;

/**
 * Watches Query/Update: each object answers like one store; of complete candidates the later is made of the earlier; servers agree on
 * versions; and a client that is left alone is answered.
 */
final class QuObserver implements Observer {
    static final String LINEARIZABLE = "QU.Linearizability";
    static final String COMPLETE_ARE_ORDERED = "QU.CompleteAreOrdered";
    static final String ONE_VERSION = "QU.OneVersion";
    static final String FINISHES_ALONE = "QU.FinishesAlone";
    static final List<String> PROPERTIES =
            List.of(LINEARIZABLE, COMPLETE_ARE_ORDERED, ONE_VERSION, FINISHES_ALONE, NEVER_FAILS, OWN_INVARIANTS);

    private static final Set<String> UPDATES = Set.of("append", "put");

    private final QuGroup group;
    private final World world;
    private final Set<ProcessId> liars;
    private final Set<ProcessId> waiting;
    private final Set<QuSometimes> reached = EnumSet.noneOf(QuSometimes.class);
    private final Map<Integer, ClientHistory> histories = new TreeMap<>();
    private final Map<ProcessId, Integer> objects = new HashMap<>();

    /** What clients that lie have asked of correct servers, by its hash. */
    private final Set<Digest> said = new HashSet<>();

    private int numberOfLies;

    /** Of each object: which servers have accepted a candidate, ever. */
    private final Map<Integer, Map<Candidate, Set<ProcessId>>> accepted = new TreeMap<>();

    private final Map<Integer, Map<Candidate, Digest>> versions = new TreeMap<>();
    private final Set<Candidate> copies = new HashSet<>();

    /**
     * Begins to watch.
     *
     * @param liars nobody's word about them is taken
     * @param waiting the correct clients that have an operation outstanding
     */
    QuObserver(QuGroup group, World world, Set<ProcessId> liars, Set<ProcessId> waiting) {
        this.group = group;
        this.world = world;
        this.liars = liars;
        this.waiting = waiting;
    }

    void reaches(QuSometimes goal) {
        reached.add(goal);
    }

    private ClientHistory history(int object) {
        return histories.computeIfAbsent(object, any -> new ClientHistory());
    }

    @Override
    public void sent(Flight flight) {
        if (flight.byzantine()) {
            reached.add(flight.from() instanceof ReplicaId ? QuSometimes.LIED : QuSometimes.CLIENT_LIED);
        }
        if (flight.message() instanceof Request request
                && flight.to() instanceof ReplicaId server
                && request.ohs().object() == 0
                && server.number() > group.quorum()) {
            reached.add(QuSometimes.PROBED);
        }
    }

    @Override
    public List<Violation> sees(Event event) {
        List<Violation> found = new ArrayList<>();
        hearClients(event);
        hearLiars(event);
        for (QuStep step : event.steps(QuStep.class)) {
            if (step.step().equals("Accept")) {
                note(event, step);
                accept(event, step, found);
            }
        }
        return found;
    }

    private void hearClients(Event event) {
        ProcessId self = event.process();
        if (event.input() instanceof Input.Called called && called.call() instanceof QuCall call) {
            JsonNode operation = Operations.parse(call.operation().toUtf8());
            history(call.object()).asks(self, operation.get("f").textValue(), pair(operation), event.number());
            objects.put(self, call.object());
        }
        if (event.input() instanceof Input.Drawn) {
            reached.add(QuSometimes.BACKED_OFF);
        }
        for (QuCall.Answered answered : event.told(QuCall.Answered.class)) {
            JsonNode answer = read(answered.answer());
            history(objects.get(self)).isTold(self, pair(answer), event.number());
            event.message().map(Response.class::cast).ifPresent(this::noteAnswer);
        }
    }

    private void hearLiars(Event event) {
        if (event.input() instanceof Input.Received received
                && received.message() instanceof Request request
                && liars.contains(received.from())) {
            saidByALiar(request, event.number());
        }
    }

    private void noteAnswer(Response last) {
        if (!last.isAccepted()) {
            reached.add(QuSometimes.OPTIMISTIC);
        }
        if (copies.stream().anyMatch(copy -> copy.time().equals(last.at()))) {
            reached.add(QuSometimes.ANSWERED_AFTER_A_COPY);
        }
    }

    /** What liars say need not be JSON. */
    private static JsonNode read(Bytes text) {
        try {
            return Operations.parse(text.toUtf8());
        } catch (IllegalArgumentException e) {
            return MissingNode.getInstance();
        }
    }

    private static Value pair(JsonNode node) {
        return Value.list(StreamSupport.stream(node.path("value").spliterator(), false)
                .map(element -> element.isTextual() ? Value.of(element.textValue()) : new Value.Nil())
                .toArray(Value[]::new));
    }

    private void note(Event event, QuStep step) {
        reached.add(
                switch (step.kind()) {
                    case "method" -> QuSometimes.UPDATED;
                    case "inline method" -> QuSometimes.REPAIRED_IN_PLACE;
                    case "barrier" -> QuSometimes.BARRED;
                    case "inline barrier" -> QuSometimes.BARRIER_REPAIRED_IN_PLACE;
                    default -> QuSometimes.COPIED;
                });
        if (event.message().filter(SyncResponse.class::isInstance).isPresent()) {
            reached.add(QuSometimes.SYNCED);
        }
    }

    /** An update of a client that lies counts as one of a client of its own, which never hears of it. */
    private void saidByALiar(Request request, int time) {
        if (said.add(Digest.of("SAID")
                .add(request.ohs().object())
                .add(request.operation())
                .digest())) {
            JsonNode operation = read(request.operation());
            if (isUpdate(operation)) {
                history(request.ohs().object())
                        .asks(
                                new ClientId(100 + ++numberOfLies),
                                operation.get("f").textValue(),
                                pair(operation),
                                time);
            }
        }
    }

    /** What a store makes of anything else is nothing. */
    private static boolean isUpdate(JsonNode operation) {
        JsonNode value = operation.path("value");
        return UPDATES.contains(operation.path("f").asText())
                && value.size() == 2
                && value.get(0).isTextual()
                && value.get(1).isTextual();
    }

    private void accept(Event event, QuStep step, List<Violation> found) {
        QuServer server = (QuServer) world.process(event.process());
        Map<Candidate, Set<ProcessId>> all = accepted.computeIfAbsent(step.object(), any -> new TreeMap<>());
        server.versions(step.object()).forEach((candidate, digest) -> {
            Digest before = versions.computeIfAbsent(step.object(), any -> new TreeMap<>())
                    .putIfAbsent(candidate, digest);
            if (before != null && !before.equals(digest)) {
                found.add(new Violation(
                        ONE_VERSION,
                        "%s has a version %s of %s, where another server has %s."
                                .formatted(event.process(), digest.abbreviated(), candidate, before.abbreviated()),
                        event.number()));
            }
        });
        Candidate latest = server.history(step.object()).getLast();
        if (step.kind().equals("copy")) {
            copies.add(latest);
        }
        for (Candidate candidate : server.history(step.object())) {
            all.computeIfAbsent(candidate, any -> new HashSet<>()).add(event.process());
        }
        if (!latest.isBarrier() && isComplete(all, latest)) {
            order(all, latest, event, found);
        }
    }

    /** So many correct servers have accepted it that with those who lie a quorum tells of it. */
    private boolean isComplete(Map<Candidate, Set<ProcessId>> all, Candidate candidate) {
        long lying = liars.stream().filter(ReplicaId.class::isInstance).count();
        return all.getOrDefault(candidate, Set.of()).size() + lying >= 2 * group.t() + 2 * group.b() + 1;
    }

    private void order(Map<Candidate, Set<ProcessId>> all, Candidate latest, Event event, List<Violation> found) {
        for (Candidate other : all.keySet()) {
            if (!other.isBarrier() && !other.equals(latest) && isComplete(all, other)) {
                boolean isEarlier = other.compareTo(latest) < 0;
                Candidate first = isEarlier ? other : latest;
                Candidate second = isEarlier ? latest : other;
                if (!isMadeOf(all, second, first)) {
                    found.add(new Violation(
                            COMPLETE_ARE_ORDERED,
                            "%s and %s are complete, however the later is not made of the earlier."
                                    .formatted(first, second),
                            event.number()));
                }
            }
        }
    }

    private static boolean isMadeOf(Map<Candidate, Set<ProcessId>> all, Candidate second, Candidate first) {
        LogicalTime at = second.time();
        Set<LogicalTime> passed = new HashSet<>();
        while (passed.add(at) && !at.equals(first.time())) {
            LogicalTime time = at;
            Optional<Candidate> made = all.keySet().stream()
                    .filter(candidate -> candidate.time().equals(time))
                    .findFirst();
            if (made.isEmpty()) {
                return false;
            }
            at = made.get().on();
        }
        return at.equals(first.time());
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        List<Violation> found = new ArrayList<>();
        histories.forEach((object, history) -> history.contradiction(new KeyValue())
                .ifPresent(why -> found.add(new Violation(LINEARIZABLE, why, last.number()))));
        if (liars.isEmpty() && (!isDone || !waiting.isEmpty())) {
            found.add(
                    new Violation(FINISHES_ALONE, waiting + " wait in vain, with nobody in their way.", last.number()));
        }
        return found;
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }
}
