package next700.simulation.zyzzyva;

import com.fasterxml.jackson.databind.JsonNode;
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
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.zyzzyva.Answered;
import next700.protocol.zyzzyva.Request;
import next700.protocol.zyzzyva.RequestName;
import next700.protocol.zyzzyva.ZyzzyvaMessage;
import next700.protocol.zyzzyva.ZyzzyvaMessage.SpecResponse;
import next700.protocol.zyzzyva.ZyzzyvaReplica;
import next700.protocol.zyzzyva.ZyzzyvaStep;
import next700.service.Operations;
import next700.trial.ClientHistory;
import next700.trial.Event;
import next700.trial.Flight;
import next700.trial.Goal;
import next700.trial.Observer;
import next700.trial.Violation;
import next700.trial.World;

/** What every run of Zyzzyva must keep: what clients see, and the lemmas. */
final class ZyzzyvaObserver implements Observer {
    static final String SAFETY = "ZV.Safety";
    static final String LINEARIZABLE = "ZV.Linearizability";
    static final String COMPLETES = "ZV.EveryRequestCompletes";
    static final String GENUINE = "ZV.Genuine";
    static final String ONCE = "ZV.ExecutedOnce";
    static final String STABLE = "ZV.StableStatesAgree";
    static final String SURVIVES = "ZV.ViewsBeginWithAllThatIsDone";
    static final String ALIKE = "ZV.ViewsBeginAlike";
    static final String CERTIFICATES = "ZV.CertificatesOfAViewAgree";
    static final String ONE_ANSWER = "ZV.OneAnswerForAPlace";
    static final String SILENT = "ZV.SilentBetweenViews";
    static final String HATED = "ZV.SomebodyCorrectHates";
    static final String SLANDER = "ZV.NoCorrectPrimaryIsConvicted";
    static final String WINDOW = "ZV.HistoryIsBounded";

    static final List<String> PROPERTIES = List.of(
            SAFETY,
            LINEARIZABLE,
            COMPLETES,
            GENUINE,
            ONCE,
            STABLE,
            SURVIVES,
            ALIKE,
            CERTIFICATES,
            ONE_ANSWER,
            SILENT,
            HATED,
            SLANDER,
            WINDOW,
            "ZV." + NEVER_FAILS,
            "ZV." + OWN_INVARIANTS);

    private record Place(ProcessId replica, long view, long n) {}

    private record Done(long view, long n, Digest history, RequestName name) {}

    private record Beginning(long n, Digest history) {}

    private final ZyzzyvaTrial trial;
    private final World world;
    private final Set<ZyzzyvaSometimes> reached = EnumSet.noneOf(ZyzzyvaSometimes.class);
    private final ClientHistory history = new ClientHistory();
    private final Chain chain = new Chain();
    private final List<Done> done = new ArrayList<>();
    private final Set<Digest> asked = new HashSet<>();
    private final Map<Place, Digest> answers = new HashMap<>();
    private final Map<Place, Digest> certificates = new HashMap<>();
    private final Map<Long, Digest> stable = new TreeMap<>();
    private final Map<Long, Beginning> begun = new TreeMap<>();
    private final Set<Long> hated = new HashSet<>();
    private final Map<ReplicaId, Long> activeIn = new HashMap<>();
    private final Map<ReplicaId, Digest> lastHistory = new HashMap<>();
    private List<Violation> found = new ArrayList<>();
    private int now;
    private boolean isBroken;

    ZyzzyvaObserver(ZyzzyvaTrial trial, World world) {
        this.trial = trial;
        this.world = world;
    }

    void reaches(ZyzzyvaSometimes goal) {
        reached.add(goal);
    }

    private void breaks(String property, String how, Object... words) {
        found.add(new Violation(property, how.formatted(words), now));
        isBroken = true;
    }

    @Override
    public String named(String upkeep) {
        return "ZV." + upkeep;
    }

    @Override
    public void sent(Flight flight) {
        if (flight.byzantine()) {
            reaches(flight.from() instanceof ReplicaId ? ZyzzyvaSometimes.LIED : ZyzzyvaSometimes.CLIENT_LIED);
        }
    }

    @Override
    public List<Violation> sees(Event event) {
        found = new ArrayList<>(0);
        now = event.number();
        if (event.process() instanceof ReplicaId id) {
            replica(event, id, (ZyzzyvaReplica) world.process(id));
        } else {
            client(event, (ClientId) event.process());
        }
        return found;
    }

    // Clients.

    private void client(Event event, ClientId client) {
        if (event.input() instanceof Input.Called called && called.call() instanceof Invocation invocation) {
            JsonNode operation = Operations.parse(invocation.operation().toUtf8());
            history.asks(client, operation.get("f").textValue(), pair(operation), now);
        }
        for (Effect effect : event.effects()) {
            if (effect instanceof Effect.Send send && send.message() instanceof Request request) {
                asked.add(request.digest());
            }
        }
        for (Answered answered : event.told(Answered.class)) {
            history.isTold(client, pair(Operations.parse(answered.reply().toUtf8())), now);
            completes(answered);
        }
    }

    private static Value pair(JsonNode node) {
        return Value.list(StreamSupport.stream(node.get("value").spliterator(), false)
                .map(element -> element.isNull() ? new Value.Nil() : Value.of(element.textValue()))
                .toArray(Value[]::new));
    }

    private void completes(Answered answered) {
        reaches(answered.fast() ? ZyzzyvaSometimes.COMPLETED_FAST : ZyzzyvaSometimes.COMPLETED_BY_CERTIFICATE);
        Done last = new Done(answered.view(), answered.n(), answered.history(), answered.name());
        if (!chain.knows(last.history())) {
            breaks(SAFETY, "%s completes with a history that no correct replica has executed.", last.name());
        }
        for (Done other : done) {
            boolean isFirst = other.n() <= last.n();
            Done longer = isFirst ? last : other;
            Done shorter = isFirst ? other : last;
            if (!chain.begins(longer.history(), shorter.n(), shorter.history())) {
                breaks(
                        SAFETY,
                        "%s is complete as number %d of %s in view %d, however %s is complete as number %d of %s in view %d.",
                        last.name(),
                        last.n(),
                        chain.tell(last.history()),
                        last.view(),
                        other.name(),
                        other.n(),
                        chain.tell(other.history()),
                        other.view());
            }
        }
        done.add(last);
        begun.forEach((view, beginning) -> {
            if (view > last.view()) {
                isSurvived(last, view, beginning);
            }
        });
    }

    private void isSurvived(Done what, long view, Beginning beginning) {
        if (beginning.n() < what.n() || !chain.begins(beginning.history(), what.n(), what.history())) {
            breaks(
                    SURVIVES,
                    "View %d begins with %s, however %s is complete as number %d of %s in view %d.",
                    view,
                    chain.tell(beginning.history()),
                    what.name(),
                    what.n(),
                    chain.tell(what.history()),
                    what.view());
        }
    }

    // Replicas.

    private void replica(Event event, ReplicaId id, ZyzzyvaReplica replica) {
        Optional<Digest> before = Optional.ofNullable(lastHistory.put(id, replica.historyAt(replica.last())));
        if (before.filter(same -> same.equals(lastHistory.get(id))).isEmpty()) {
            chain.learn(replica);
            judgeHistory(id, replica);
            before.filter(old -> !chain.contains(lastHistory.get(id), old))
                    .ifPresent(old -> reaches(ZyzzyvaSometimes.ROLLED_BACK));
        }
        judgeSends(event, id, replica);
        judgeView(event, id, replica);
        for (ZyzzyvaStep step : event.steps(ZyzzyvaStep.class)) {
            judgeStep(step, id, replica);
        }
        if (replica.last() > replica.stable() + 2L * trial.interval()) {
            breaks(WINDOW, "%s has executed %d requests after its checkpoint.", id, replica.last() - replica.stable());
        }
    }

    private void judgeHistory(ReplicaId id, ZyzzyvaReplica replica) {
        Set<RequestName> names = new HashSet<>();
        for (Request request : replica.requests()) {
            if (!names.add(request.name())) {
                breaks(ONCE, "%s has executed %s twice.", id, request.name());
            }
            if (!trial.byzantine().contains(request.client()) && !asked.contains(request.digest())) {
                breaks(GENUINE, "%s has executed %s, which its client did not ask for.", id, request.name());
            }
        }
    }

    private void judgeSends(Event event, ReplicaId id, ZyzzyvaReplica replica) {
        boolean wasActive = activeIn.getOrDefault(id, -1L) >= 0;
        for (Effect effect : event.effects()) {
            if (!(effect instanceof Effect.Send send)) {
                continue;
            }
            switch ((ZyzzyvaMessage) send.message()) {
                case ZyzzyvaMessage.Response m -> judgeAnswer(id, m.response(), wasActive || replica.isActive());
                case ZyzzyvaMessage.Exchange m -> judgeAnswer(id, m.response(), wasActive || replica.isActive());
                case ZyzzyvaMessage.LocalCommit m -> {
                    if (!wasActive && !replica.isActive()) {
                        breaks(SILENT, "%s commits between two views.", id);
                    }
                }
                case ZyzzyvaMessage.Hate m -> hated.add(m.view());
                case ZyzzyvaMessage.ProofOfMisbehaviour m -> hated.add(m.one().view());
                default -> {}
            }
        }
    }

    private void judgeAnswer(ReplicaId id, SpecResponse response, boolean isActive) {
        if (!isActive) {
            breaks(SILENT, "%s answers between two views.", id);
        }
        Digest former = answers.putIfAbsent(new Place(id, response.view(), response.n()), response.history());
        if (former != null && !former.equals(response.history())) {
            breaks(
                    ONE_ANSWER,
                    "%s answers %s as number %d in view %d, however it answered %s before.",
                    id,
                    chain.tell(response.history()),
                    response.n(),
                    response.view(),
                    chain.tell(former));
        }
    }

    private void judgeView(Event event, ReplicaId id, ZyzzyvaReplica replica) {
        long before = activeIn.getOrDefault(id, -1L);
        if (before >= 0
                && isUsual(event)
                && hated.stream().noneMatch(view -> view >= before && view < replica.view())) {
            breaks(HATED, "%s leaves view %d, whose primary no correct replica hates.", id, before);
        }
        if (before < 0 && isUsual(event)) {
            hated.add(replica.view() - 1); // It waited for the view to begin in vain.
        }
        activeIn.put(id, replica.isActive() ? replica.activeView() : -1L);
    }

    /** A replica that hears of a later view goes there, whoever hated the one that it is in. */
    private static boolean isUsual(Event event) {
        return event.steps(ZyzzyvaStep.class).stream()
                .anyMatch(step -> step.step().equals("ZV.ViewChange"));
    }

    private void judgeStep(ZyzzyvaStep step, ReplicaId id, ZyzzyvaReplica replica) {
        switch (step.step()) {
            case "ZV.Enter" -> begins(id, replica);
            case "ZV.LocalCommit" -> {
                if (replica.stable() <= step.n() && step.n() <= replica.last()) {
                    certifies(id, step, replica.historyAt(step.n()));
                }
            }
            case "ZV.Stable", "ZV.Install" -> {
                reaches(step.step().equals("ZV.Stable") ? ZyzzyvaSometimes.STABLE : ZyzzyvaSometimes.INSTALLED);
                settles(id, replica);
            }
            case "ZV.Misbehaviour" -> {
                reaches(ZyzzyvaSometimes.MISBEHAVIOUR_PROVED);
                ReplicaId primary = trial.group().primary(step.view());
                if (!trial.byzantine().contains(primary)) {
                    breaks(SLANDER, "%s takes %s for a liar, who is correct.", id, primary);
                }
            }
            case "ZV.ViewConfirm" -> {
                if (!step.history().isEmpty()) {
                    reaches(ZyzzyvaSometimes.BEGAN_WITH_REQUESTS);
                }
                if (step.reports().stream().anyMatch(report -> report.committed())) {
                    reaches(ZyzzyvaSometimes.BEGAN_WITH_A_CERTIFICATE);
                }
            }
            default -> {}
        }
    }

    private void begins(ReplicaId id, ZyzzyvaReplica replica) {
        long view = replica.activeView();
        Beginning own = new Beginning(replica.began().n(), replica.began().history());
        Beginning other = begun.putIfAbsent(view, own);
        reaches(begun.size() > 1 ? ZyzzyvaSometimes.VIEW_CHANGED_AGAIN : ZyzzyvaSometimes.VIEW_CHANGED);
        if (other != null && !other.equals(own)) {
            breaks(
                    ALIKE,
                    "%s begins view %d with %s, however another replica began it with %s.",
                    id,
                    view,
                    chain.tell(own.history()),
                    chain.tell(other.history()));
        }
        if (other == null) {
            done.stream().filter(what -> what.view() < view).forEach(what -> isSurvived(what, view, own));
        }
    }

    private void certifies(ReplicaId id, ZyzzyvaStep step, Digest own) {
        Digest other =
                certificates.putIfAbsent(new Place(trial.group().primary(step.view()), step.view(), step.n()), own);
        if (other != null && !other.equals(own)) {
            breaks(
                    CERTIFICATES,
                    "%s holds a certificate for %s as number %d in view %d, however there is one for %s.",
                    id,
                    chain.tell(own),
                    step.n(),
                    step.view(),
                    chain.tell(other));
        }
    }

    private void settles(ReplicaId id, ZyzzyvaReplica replica) {
        Digest own = replica.historyAt(replica.stable());
        Digest other = stable.putIfAbsent(replica.stable(), own);
        if (other != null && !other.equals(own)) {
            breaks(
                    STABLE,
                    "%s takes %s for stable, however another replica takes %s.",
                    id,
                    chain.tell(own),
                    chain.tell(other));
        }
    }

    @Override
    public void crashed(ProcessId process) {
        if (process instanceof ReplicaId replica) {
            activeIn.remove(replica);
            lastHistory.remove(replica);
        }
    }

    @Override
    public List<Violation> atTheEnd(Event last, boolean isDone) {
        found = new ArrayList<>();
        now = last.number();
        if (!trial.aClientLies()) {
            history.contradiction(new KeyValue()).ifPresent(why -> breaks(LINEARIZABLE, "%s", why));
        }
        // A run in which something else fell is not led to its end.
        if (!isBroken && (!isDone || !trial.isAllAnswered())) {
            breaks(COMPLETES, "%s wait in vain.", trial.waiting());
        }
        return found;
    }

    @Override
    public Set<Goal> reached() {
        return Set.copyOf(reached);
    }
}
