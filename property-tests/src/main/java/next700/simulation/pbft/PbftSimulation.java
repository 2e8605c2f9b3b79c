package next700.simulation.pbft;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.Input;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Timing;
import next700.protocol.composition.Composition;
import next700.protocol.composition.CompositionClient;
import next700.protocol.pbft.Pbft;
import next700.protocol.pbft.PbftMessage.PrePrepare;
import next700.protocol.pbft.PbftReplica;
import next700.trial.ChoiceTape;
import next700.trial.Decision;
import next700.trial.IdealAuthentication;
import next700.simulation.Journal;
import next700.trial.Strategy;
import next700.trial.Tape;
import next700.simulation.adversary.pbft.Heard;
import next700.simulation.adversary.pbft.PbftBadClient;
import next700.simulation.adversary.pbft.PbftInventions;
import next700.simulation.adversary.pbft.PbftLies;
import next700.simulation.adversary.pbft.Scheme;

/**
 * One run of PBFT in virtual time, in which the tape decides all that may go either way: links that lose, duplicate and
 * reorder, replicas that crash and come back without their memory, replicas and clients that lie. The properties are
 * checked at every event. From the horizon on links deliver in time, though liars go on, and every request must commit.
 */
public final class PbftSimulation {
    static final List<String> PROPERTIES = List.of("EveryRequestCommits", "LogIsBounded", "NeverFails");

    static final Timing TIMING = new Timing(10);

    /** After the horizon, time for some twenty views with primaries that do not get on. */
    private static final long END_MILLIS = 100_000;

    private static final int MAX_EVENTS = 60_000;

    /** Each may be answered by messages that lead to more: without a bound, liars drown a run. */
    private static final int MAX_INVENTIONS = 60;

    /** After a crashed replica is back. */
    private static final long LATE_MILLIS = 40;

    private static final int[] DELAYS = {1, 2, 4, 8, 16, 35};
    private static final int LOSS = DELAYS.length;
    private static final int TWICE = LOSS + 1;

    /** What a campaign must have seen at least once. */
    public enum Sometimes {
        COMMITTED("a request commits"),
        VIEW_CHANGED("a replica begins a new view"),
        THIRD_VIEW("a replica begins a new view when another had begun before"),
        CHECKPOINT_STABLE("a replica takes a checkpoint"),
        STATE_TRANSFERRED("a replica takes over the state of others"),
        CONTENT_FETCHED("a replica gets a batch of which it knew the digest only"),
        RESTARTED_AND_WHOLE("a replica that lost its memory is a full member again"),
        LIED("a Byzantine replica says something of its own accord");

        private final String meaning;

        Sometimes(String meaning) {
            this.meaning = meaning;
        }

        /** In words. */
        public String meaning() {
            return meaning;
        }
    }

    /** What correct replicas did, in order. */
    public record Course(int f, Set<ReplicaId> byzantine, List<StepRecord> steps) {}

    /** How a run ended. */
    public record Outcome(
            Tape tape, Optional<String> violation, int events, long messages, Set<Sometimes> reached, Course course) {
        /** What was violated, by its name in the facts; nothing where nothing was. */
        public String property() {
            return violation.map(PbftSimulation::propertyOf).orElse("");
        }
    }

    /** Sees what happens. */
    interface Witness {
        default void begins(PbftSetup setup) {}

        /** A correct replica took an input, and had these effects, as far as it got. */
        default void event(long now, ReplicaId replica, Input input, List<Effect> effects) {}

        /** A Byzantine replica sends something, false or not. */
        default void lie(long now, ReplicaId liar, Effect.Send send) {}

        default void crash(long now, ReplicaId replica) {}
    }

    private static final Witness NOBODY = new Witness() {};

    private static String propertyOf(String violation) {
        return violation.substring(0, violation.indexOf(':'));
    }

    private record Task(long time, int sequence, Runnable action) implements Comparable<Task> {
        @Override
        public int compareTo(Task other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Integer.compare(sequence, other.sequence);
        }
    }

    private record Alarm(ProcessId process, InstanceTimer timer) {}

    private final ChoiceTape tape;
    private final Witness witness;
    private final PbftSetup setup;
    private final PbftFacts facts;
    private final PriorityQueue<Task> agenda = new PriorityQueue<>();
    private final Map<ReplicaId, PbftReplica> replicas = new TreeMap<>();
    private final Map<ClientId, Automaton> clients = new TreeMap<>();
    private final Map<ReplicaId, PbftLies> lies = new HashMap<>();
    private final Map<ReplicaId, PbftInventions> inventions = new HashMap<>();
    private final Map<ReplicaId, Scheme> schemes = new HashMap<>();
    private Optional<PbftBadClient> insistent = Optional.empty();
    private final Map<ReplicaId, Heard> hearing = new HashMap<>();
    private final Map<Alarm, Integer> alarms = new HashMap<>();
    private final Map<ReplicaId, Spoken> memories = new HashMap<>();
    private final Set<ReplicaId> down = new HashSet<>();
    private final Set<ReplicaId> restarted = new HashSet<>();
    private final Map<ClientId, Integer> invocations = new LinkedHashMap<>();
    private final Set<ClientId> waiting = new HashSet<>();
    private final List<StepRecord> steps = new ArrayList<>();
    private final Set<Sometimes> reached = EnumSet.noneOf(Sometimes.class);
    private Optional<PbftSetup.Crash> dying = Optional.empty();
    private Optional<String> violation = Optional.empty();
    private int sequence;
    private int generation;
    private int inventionsLeft = MAX_INVENTIONS;
    private int events;
    private long messages;
    private long now;

    private PbftSimulation(ChoiceTape tape, Witness witness) {
        this.tape = tape;
        this.witness = witness;
        this.setup = PbftSetup.draw(tape);
        this.facts = new PbftFacts(setup, new Journal(setup.discreet()));
    }

    static Outcome explore(Strategy strategy) {
        return new PbftSimulation(ChoiceTape.filledBy(strategy), NOBODY).run();
    }

    static Outcome replay(Tape tape) {
        return new PbftSimulation(ChoiceTape.replaying(tape), NOBODY).run();
    }

    /** Replays a tape, and tells what happens line by line. */
    public static Outcome narrate(Tape tape, Consumer<String> lines) {
        return new PbftSimulation(ChoiceTape.replaying(tape), new PbftNarrator(lines)).run();
    }

    private Outcome run() {
        witness.begins(setup);
        setup.group().replicas().forEach(replica -> replicas.put(replica, replica(replica)));
        for (ReplicaId liar : setup.byzantine()) {
            Scheme.draw(
                            liar,
                            setup.group(),
                            setup.settings().windowLength(),
                            setup.settings().checkpointInterval(),
                            tape)
                    .ifPresent(scheme -> schemes.put(liar, scheme));
            Heard heard = new Heard();
            hearing.put(liar, heard);
            lies.put(
                    liar,
                    new PbftLies(
                            liar,
                            setup.group(),
                            setup.settings().batchBound(),
                            setup.settings().windowLength(),
                            heard,
                            tape));
            inventions.put(
                    liar,
                    new PbftInventions(
                            liar,
                            setup.group(),
                            setup.correctClients(),
                            setup.settings().checkpointInterval(),
                            heard,
                            tape));
        }
        for (ClientId client : setup.correctClients()) {
            clients.put(
                    client,
                    new CompositionClient(
                            new Composition("pbft", List.of(new Pbft(setup.settings()))),
                            client,
                            setup.group(),
                            new IdealAuthentication(client),
                            TIMING,
                            0));
            invocations.put(client, 0);
            schedule(tape.choose(8, Decision.INVOCATION, "start") * 5L, () -> invoke(client));
        }
        if (setup.badClient()) {
            PbftBadClient bad = new PbftBadClient(setup.badClientId(), new ClientId(1), setup.group(), tape);
            if (tape.choose(2, Decision.OPTION, "insists") == 1) {
                insistent = Optional.of(bad);
                schedule(1, this::insist);
            }
            int attacks = 1 + tape.choose(6, Decision.INVOCATION, "attacks");
            for (int i = 0; i < attacks; i++) {
                long at = 1 + 15L * tape.choose(16, Decision.INVOCATION, "attack");
                schedule(at, () -> bad.attack().forEach(send -> send(setup.badClientId(), send)));
            }
        }
        schedule(setup.horizonMillis(), this::keepBusy);
        setup.crashes().forEach(crash -> schedule(crash.at(), () -> beginToDie(crash)));
        while (!agenda.isEmpty() && violation.isEmpty() && events < MAX_EVENTS && !isDone()) {
            Task task = agenda.poll();
            now = task.time();
            if (now > setup.horizonMillis() + END_MILLIS) {
                break;
            }
            task.action().run();
        }
        if (violation.isEmpty() && !isDone()) {
            violation = Optional.of("EveryRequestCommits: the requests of %s did not, by %d ms and %d events"
                    .formatted(unanswered(), now, events));
        }
        Course course = new Course(setup.group().f(), new TreeSet<>(setup.byzantine()), steps);
        return new Outcome(tape.tape(), violation, events, messages, reached, course);
    }

    private PbftReplica replica(ReplicaId self) {
        var setting =
                new Setting<>(self, InstanceId.FIRST, new InstanceId(2), setup.group(), new IdealAuthentication(self));
        return new PbftReplica(
                setting,
                TIMING,
                setup.settings(),
                new Speculation(new Journal(setup.discreet())),
                Optional.ofNullable(memories.get(self)));
    }

    private List<ClientId> unanswered() {
        return setup.correctClients().stream()
                .filter(client -> waiting.contains(client) || invocations.get(client) < setup.operationsPerClient())
                .toList();
    }

    /** Every operation has committed, the network is healed for a while, and who restarted is back. */
    private boolean isDone() {
        return now >= setup.horizonMillis()
                && unanswered().isEmpty()
                && down.isEmpty()
                && restarted.stream()
                        .noneMatch(replica -> replicas.get(replica).order().isRecovering());
    }

    private boolean isHealed() {
        return now >= setup.horizonMillis();
    }

    private void schedule(long time, Runnable action) {
        agenda.add(new Task(time, sequence, action));
        sequence++;
    }

    /** A replica that lost its memory gets it back with the next checkpoints, so that clients must go on until then. */
    private void keepBusy() {
        if (!isDone()) {
            if (unanswered().isEmpty()) {
                invoke(setup.correctClients().get(0));
            }
            schedule(now + 50, this::keepBusy);
        }
    }

    private void invoke(ClientId client) {
        int number = invocations.merge(client, 1, Integer::sum);
        Bytes operation = Bytes.utf8(client + "." + number);
        waiting.add(client);
        facts.invokes(new Request(client, number, operation));
        takeClient(client, new Input.Called(new Invocation(operation)));
    }

    private void takeClient(ClientId client, Input input) {
        events++;
        List<Effect> effects;
        try {
            effects = clients.get(client).on(input);
        } catch (RuntimeException e) {
            note(Optional.of("NeverFails: %s fails on %s with %s".formatted(client, input, e)));
            return;
        }
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Send send -> send(client, send);
                case Effect.Tell answer -> {
                    note(facts.answered(client, answer.notice()));
                    reached.add(Sometimes.COMMITTED);
                    waiting.remove(client);
                    if (invocations.get(client) < setup.operationsPerClient()) {
                        long pause = 1 + 20L * tape.choose(3, Decision.INVOCATION, "pause");
                        schedule(now + pause, () -> invoke(client));
                    }
                }
                default -> setTimer(client, effect);
            }
        }
    }

    private void setTimer(ProcessId process, Effect effect) {
        if (effect instanceof Effect.SetTimer set) {
            generation++;
            int mine = generation;
            Alarm alarm = new Alarm(process, set.timer());
            alarms.put(alarm, mine);
            schedule(now + set.delayMillis(), () -> expire(alarm, mine));
        } else if (effect instanceof Effect.CancelTimer cancel) {
            alarms.remove(new Alarm(process, cancel.timer()));
        }
    }

    private void expire(Alarm alarm, int set) {
        if (alarms.getOrDefault(alarm, 0) == set) {
            alarms.remove(alarm);
            deliver(alarm.process(), new Input.Expired(alarm.timer()));
        }
    }

    private void deliver(ProcessId process, Input input) {
        switch (process) {
            case ClientId client -> {
                if (clients.containsKey(client)) {
                    takeClient(client, input);
                }
            }
            case ReplicaId replica -> {
                if (!down.contains(replica)) {
                    takeReplica(replica, input);
                }
            }
        }
    }

    private void takeReplica(ReplicaId self, Input input) {
        events++;
        PbftReplica replica = replicas.get(self);
        Effects out = new Effects();
        try {
            if (input instanceof Input.Received received) {
                replica.onMessage(received.message(), out);
            } else if (input instanceof Input.Expired expired) {
                replica.onTimer(expired.timer(), out);
            }
        } catch (RuntimeException | StackOverflowError e) {
            if (!lies.containsKey(self)) {
                note(Optional.of("NeverFails: %s fails on %s with %s at %s"
                        .formatted(self, input, e, List.of(e.getStackTrace()).subList(0, 3))));
            }
            return;
        }
        List<Effect> effects = out.toList();
        if (lies.containsKey(self)) {
            lie(self, input, effects);
            return;
        }
        PbftSetup.Crash crash = crashWith(self, effects);
        if (crash != null) {
            effects = crash.carriedOut(effects);
        }
        witness.event(now, self, input, effects);
        note(facts.takes(self, input, effects));
        for (Effect effect : effects) {
            note(facts.absorb(self, effect));
            observe(effect);
            switch (effect) {
                case Effect.Send send -> {
                    if (crash != null && crash.beginning()) {
                        // So that a former life's word arrives beside the present one's.
                        arrive(send.to(), send.message(), crash.downMillis() + LATE_MILLIS);
                    } else {
                        send(self, send);
                    }
                }
                case Effect.Store remember -> memories.put(self, remember.spoken());
                default -> setTimer(self, effect);
            }
        }
        if (crash == null) {
            note(facts.hasExecuted(self, replica.order().executed(), effects));
        }
        if (replica.order().openSlots() > setup.settings().windowLength()) {
            note(Optional.of("LogIsBounded: %s keeps %d slots"
                    .formatted(self, replica.order().openSlots())));
        }
        if (restarted.contains(self) && !replica.order().isRecovering()) {
            reached.add(Sometimes.RESTARTED_AND_WHOLE);
        }
        if (crash != null) {
            crash(self, crash);
        }
    }

    /** The crash, if any, that comes during an input with these effects. */
    private PbftSetup.Crash crashWith(ReplicaId self, List<Effect> effects) {
        Optional<PbftSetup.Crash> now = dying.filter(crash -> othersAreWell(self)
                && (crash.beginning()
                        ? PbftSetup.Crash.isBeginning(effects)
                        : crash.replica().equals(self)));
        if (now.isPresent()) {
            dying = Optional.empty();
        }
        return now.orElse(null);
    }

    private void lie(ReplicaId self, Input input, List<Effect> effects) {
        if (input instanceof Input.Received received) {
            inventions.get(self).learn(received.message());
            hearing.get(self).learn(received.message());
        }
        Optional<Scheme> scheme = Optional.ofNullable(schemes.get(self));
        for (Effect effect : effects) {
            if (effect instanceof Effect.Send send) {
                scheme.map(known -> known.insteadOf(send))
                        .orElseGet(() -> lies.get(self).twist(send))
                        .forEach(twisted -> sayFalsely(self, twisted));
            } else {
                setTimer(self, effect);
            }
        }
        if (scheme.isPresent()) {
            if (input instanceof Input.Received received) {
                scheme.get().upon(received.message()).forEach(said -> sayFalsely(self, said));
            }
        } else if (inventionsLeft > 0 && tape.choose(2, Decision.ATTACK, "invents") == 1) {
            inventionsLeft--;
            inventions.get(self).invent().forEach(invented -> sayFalsely(self, invented));
            reached.add(Sometimes.LIED);
        }
    }

    private void sayFalsely(ReplicaId self, Effect.Send send) {
        if (send.message() instanceof PrePrepare prePrepare) {
            facts.proposes(prePrepare);
        }
        hearing.get(self).learn(send.message());
        witness.lie(now, self, send);
        send(self, send);
    }

    /** The bad client sees to it that the next primary has something of it to propose. */
    private void insist() {
        insistent.ifPresent(client -> client.attackEachAlone().forEach(send -> send(setup.badClientId(), send)));
    }

    private void observe(Effect effect) {
        if (effect instanceof Effect.Took took) {
            steps.add(took.step());
            switch (took.step().step()) {
                case "PBFT.NewView" ->
                    reached.add(
                            reached.contains(Sometimes.VIEW_CHANGED) && now > 150
                                    ? Sometimes.THIRD_VIEW
                                    : Sometimes.VIEW_CHANGED);
                case "PBFT.ViewChange" -> insist();
                case "PBFT.Checkpoint" -> reached.add(Sometimes.CHECKPOINT_STABLE);
                case "PBFT.StateTransfer" -> reached.add(Sometimes.STATE_TRANSFERRED);
                case "PBFT.Content" -> reached.add(Sometimes.CONTENT_FETCHED);
                default -> {}
            }
        }
    }

    private void beginToDie(PbftSetup.Crash crash) {
        if (dying.isEmpty() && !lies.containsKey(crash.replica())) {
            dying = Optional.of(crash);
        }
    }

    /** A replica crashes only while nobody else is down or recovering: with the liars, f may be faulty at a time. */
    private boolean othersAreWell(ReplicaId self) {
        return down.isEmpty()
                && restarted.stream()
                        .filter(replica -> !replica.equals(self))
                        .noneMatch(replica -> replicas.get(replica).order().isRecovering());
    }

    private void crash(ReplicaId self, PbftSetup.Crash crash) {
        witness.crash(now, self);
        down.add(self);
        facts.forgets(self);
        alarms.keySet().removeIf(alarm -> alarm.process().equals(self));
        schedule(now + crash.downMillis(), () -> {
            down.remove(self);
            restarted.add(self);
            replicas.put(self, replica(self));
            deliver(self, new Input.Expired(new InstanceTimer(InstanceTimer.Kind.STATUS, InstanceId.FIRST)));
        });
    }

    private void send(ProcessId from, Effect.Send send) {
        messages++;
        if (isHealed()) {
            arrive(send.to(), send.message(), 1);
            return;
        }
        int fate = tape.choose(TWICE + 1, Decision.NETWORK, from + "-" + send.to());
        if (fate < LOSS) {
            arrive(send.to(), send.message(), DELAYS[fate]);
        } else if (fate == TWICE) {
            arrive(send.to(), send.message(), 1);
            arrive(send.to(), send.message(), 12);
        }
    }

    private void arrive(ProcessId to, InstanceMessage message, long delayMillis) {
        schedule(now + delayMillis, () -> deliver(to, new Input.Received(message)));
    }

    private void note(Optional<String> found) {
        found.map(PbftSimulation::propertyOf)
                .filter(property -> !PbftCampaign.properties().contains(property))
                .ifPresent(property -> {
                    throw new IllegalStateException(property + " is checked, but not listed");
                });
        if (violation.isEmpty()) {
            violation = found;
        }
    }
}
