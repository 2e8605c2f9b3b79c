package next700.protocol.qu;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Guard;
import next700.process.Input;
import next700.process.ReplicaId;
import next700.process.Step;
import next700.protocol.qu.Classification.Kind;
import next700.protocol.qu.QuMessage.Request;
import next700.protocol.qu.QuMessage.Response;

/**
 * A client (Figure 3, {@code c_invoke}): it sends its operation with what it knows of the object's histories to the preferred quorum, and
 * is done if a quorum then has the same latest version, with its answer. Else it asks again with what it has learned, which is a
 * request to repair if the object needs it; after contention it waits a random time before.
 */
public final class QuClient implements Automaton {
    /** After so many rounds at once something is in the way. */
    private static final int EAGER_ROUNDS = 3;

    private static final int LONGEST_BACK_OFF = 64;

    /** In so many operations servers that were slow have one more chance: they may have come back. */
    private static final int PATIENCE = 16;

    private final ClientId self;
    private final QuGroup group;
    private final QuTiming timing;

    /** The cached object history sets, by object. */
    private final Map<Integer, SortedMap<ReplicaId, ReplicaHistory>> cache = new LinkedHashMap<>();

    /** Servers that did not answer in time, when last asked. */
    private final Set<ReplicaId> slow = new LinkedHashSet<>();

    /** Servers whose authenticators others did not accept, and which. */
    private final Map<ReplicaId, Set<ReplicaId>> culledBy = new LinkedHashMap<>();

    private Optional<QuCall> call = Optional.empty();
    private long number;
    private int round;
    private int backOffs;
    private Answers answers;
    private Request request;
    private final NavigableSet<ReplicaId> asked = new TreeSet<>();
    private final NavigableSet<ReplicaId> answered = new TreeSet<>();
    private boolean isRefused;
    private boolean waits;

    public QuClient(ClientId self, QuGroup group, QuTiming timing) {
        this.self = self;
        this.group = group;
        this.timing = timing;
        this.answers = new Answers(group);
    }

    @Override
    public List<Effect> on(Input input) {
        Effects out = new Effects();
        switch (input) {
            case Input.Called called -> {
                if (called.call() instanceof QuCall wanted) {
                    begin(wanted, out);
                }
            }
            case Input.Received received -> {
                if (received.from() instanceof ReplicaId server
                        && group.contains(server)
                        && received.message() instanceof Response response) {
                    onResponse(server, response, out);
                }
            }
            case Input.Expired expired -> onExpired((QuTimer) expired.timer(), out);
            case Input.Drawn drawn -> out.setTimer(QuTimer.BACK_OFF, timing.backOff() * (1 + drawn.number()));
            default -> {}
        }
        return out.toList();
    }

    private void begin(QuCall wanted, Effects out) {
        call = Optional.of(wanted);
        number++;
        round = 0;
        backOffs = 0;
        answers = new Answers(group);
        out.cancelTimer(QuTimer.BACK_OFF);
        if (number % PATIENCE == 0) {
            slow.clear();
        }
        if (known().kind() != Kind.METHOD) {
            // A barrier on what was known some time ago would only be in the way of others.
            cache.remove(wanted.object());
        }
        ask(out);
    }

    private SortedMap<ReplicaId, ReplicaHistory> known(int object) {
        return cache.computeIfAbsent(object, any -> {
            SortedMap<ReplicaId, ReplicaHistory> first = new TreeMap<>();
            group.replicas().forEach(server -> first.put(server, ReplicaHistory.first(server, object)));
            return first;
        });
    }

    private ObjectHistorySet ohs(int object) {
        return new ObjectHistorySet(
                object,
                known(object).values().stream()
                        .filter(history -> !isExposed(history.server()))
                        .toList());
    }

    private Classification known() {
        return new Classification(ohs(call.orElseThrow().object()), group);
    }

    /** More servers than may lie say that its authenticators are corrupt. */
    private boolean isExposed(ReplicaId server) {
        return culledBy.getOrDefault(server, Collections.emptySet()).size() >= group.vouched();
    }

    private void ask(Effects out) {
        QuCall wanted = call.orElseThrow();
        round++;
        waits = false;
        request = new Request(number, round, wanted.query(), wanted.operation(), ohs(wanted.object()));
        asked.clear();
        answered.clear();
        isRefused = false;
        group.byPreference(wanted.object()).stream()
                .sorted(Comparator.comparing(server -> slow.contains(server) || isExposed(server)))
                .limit(group.quorum())
                .forEach(asked::add);
        asked.forEach(server -> out.send(server, request));
        out.setTimer(QuTimer.PROBE, timing.probe());
    }

    private void onExpired(QuTimer timer, Effects out) {
        if (call.isPresent()) {
            switch (timer) {
                case PROBE -> probe(out);
                case BACK_OFF -> ask(out);
                case SYNC -> {}
            }
        }
    }

    /** Who has not answered is asked again, and the others are, too. */
    private void probe(Effects out) {
        asked.stream().filter(server -> !answered.contains(server)).forEach(slow::add);
        asked.addAll(group.replicas());
        asked.stream().filter(server -> !answered.contains(server)).forEach(server -> out.send(server, request));
        out.setTimer(QuTimer.PROBE, timing.probe());
    }

    private void onResponse(ReplicaId server, Response response, Effects out) {
        if (call.isEmpty() || !isOfThisOperation(response.number()) || !isHistoryOf(server, response)) {
            return;
        }
        slow.remove(server);
        learn(server, response);
        Optional<LogicalTime> complete = answers.complete(known());
        Optional<Bytes> answer = complete.flatMap(answers::at);
        if (answer.isPresent()) {
            end(complete.orElseThrow(), answer.get(), out);
        } else if (!waits && response.round() == round) {
            answered.add(server);
            isRefused |= !response.isAccepted();
            if (answered.size() >= group.quorum()) {
                tryAgain(out);
            }
        }
    }

    private boolean isHistoryOf(ReplicaId server, Response response) {
        return response.history().server().equals(server)
                && response.history().object() == call.orElseThrow().object();
    }

    private void learn(ReplicaId server, Response response) {
        answers.add(server, response);
        SortedMap<ReplicaId, ReplicaHistory> known = known(response.history().object());
        if (!known.get(server).latest().isAfter(response.history().latest())) {
            known.put(server, response.history());
        }
        response.culled().stream()
                .filter(group::contains)
                .forEach(culled -> culledBy.computeIfAbsent(culled, any -> new LinkedHashSet<>())
                        .add(server));
    }

    /** With what is known now; where servers have different candidates, others are at work, and may be given time. */
    private void tryAgain(Effects out) {
        Kind kind = known().kind();
        // A first request is refused for what the client had missed; a later one, for what happens meanwhile.
        boolean isOvertaken = isRefused && round > 1 && kind != Kind.METHOD;
        if (kind == Kind.BARRIER || isOvertaken || round >= EAGER_ROUNDS) {
            waits = true;
            backOffs++;
            out.cancelTimer(QuTimer.PROBE);
            out.add(new Effect.Draw(Math.min(LONGEST_BACK_OFF, 1 << Math.min(backOffs, 6))));
        } else {
            ask(out);
        }
    }

    @Step("Return")
    private void end(LogicalTime complete, Bytes answer, Effects out) {
        out.took(QuStep.returns(self, call.orElseThrow().object(), complete, number));
        call = Optional.empty();
        out.cancelTimer(QuTimer.PROBE);
        out.cancelTimer(QuTimer.BACK_OFF);
        out.tell(new QuCall.Answered(answer));
    }

    /** What answers an earlier operation may be older than what was complete when this one began. */
    @Guard("Return.fresh")
    boolean isOfThisOperation(long answeredNumber) {
        return answeredNumber == number;
    }
}
