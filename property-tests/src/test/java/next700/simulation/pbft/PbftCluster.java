package next700.simulation.pbft;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Effects;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.abstraction.InstanceTimer;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.abstraction.Spoken;
import next700.protocol.abstraction.StepRecord;
import next700.protocol.authentication.Authenticator;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.PbftMessage.ClientRequest;
import next700.protocol.pbft.PbftReplica;
import next700.protocol.pbft.PbftSettings;
import next700.simulation.Journal;
import next700.trial.IdealAuthentication;

/** Replicas of PBFT for scenarios: messages arrive in the order in which they were sent, timers when the test says so. */
final class PbftCluster {
    /** A message on its way. */
    record Sent(ProcessId from, ProcessId to, InstanceMessage message) {}

    final ByzantineGroup group;
    private final PbftSettings settings;
    private final Map<ReplicaId, PbftReplica> replicas = new TreeMap<>();
    private final Map<ReplicaId, Spoken> memories = new TreeMap<>();
    private final Map<ReplicaId, List<String>> executed = new TreeMap<>();
    private final Map<ReplicaId, Map<InstanceTimer, Long>> timers = new TreeMap<>();
    private final ArrayDeque<Sent> network = new ArrayDeque<>();
    final List<Sent> history = new ArrayList<>();
    private Predicate<Sent> loses = sent -> false;

    PbftCluster(int f, PbftSettings settings) {
        this.group = new ByzantineGroup(f);
        this.settings = settings;
        group.replicas().forEach(this::start);
    }

    static ReplicaId r(int number) {
        return new ReplicaId(number);
    }

    /** A replica starts, with what it remembers of a former life. */
    void start(ReplicaId self) {
        var setting = new Setting<>(self, InstanceId.FIRST, new InstanceId(2), group, new IdealAuthentication(self));
        replicas.put(
                self,
                new PbftReplica(
                        setting,
                        PbftSetup.TIMING,
                        settings,
                        new Speculation(new Journal(false)),
                        Optional.ofNullable(memories.get(self))));
        executed.put(self, new ArrayList<>());
        timers.put(self, new LinkedHashMap<>());
    }

    void lose(Predicate<Sent> which) {
        loses = which;
    }

    void loseNothing() {
        loses = sent -> false;
    }

    /** Nobody hears of a replica any more. */
    void isolate(ReplicaId replica) {
        lose(sent -> sent.from().equals(replica) || sent.to().equals(replica));
    }

    static ClientRequest request(int client, long timestamp, ByzantineGroup group) {
        ClientId name = new ClientId(client);
        Submission submission =
                new Submission(new Request(name, timestamp, Bytes.utf8(client + ":" + timestamp)), Optional.empty());
        var content = ClientRequest.content(InstanceId.FIRST, submission);
        return new ClientRequest(
                InstanceId.FIRST, submission, new IdealAuthentication(name).authenticator(content, group));
    }

    /** With garbage for all replicas but these. */
    static ClientRequest partial(ClientRequest request, ByzantineGroup group, ReplicaId... good) {
        return new ClientRequest(
                request.instance(),
                request.submission(),
                new Authenticator(group.replicas().stream()
                        .map(replica -> List.of(good).contains(replica)
                                ? request.authenticator().entryFor(replica).orElseThrow()
                                : IdealAuthentication.garbage())
                        .toList()));
    }

    /** A client sends to the given replicas, and everything that follows happens. */
    void submit(ClientRequest request, ReplicaId... to) {
        for (ReplicaId replica : to) {
            network.add(new Sent(request.client(), replica, request));
        }
        run();
    }

    void submitToAll(ClientRequest request) {
        submit(request, group.replicas().toArray(new ReplicaId[0]));
    }

    /** Someone says something of its own accord, and everything that follows happens. */
    void say(ProcessId from, ReplicaId to, InstanceMessage message) {
        network.add(new Sent(from, to, message));
        run();
    }

    void run() {
        while (!network.isEmpty()) {
            Sent sent = network.poll();
            history.add(sent);
            if (!loses.test(sent) && sent.to() instanceof ReplicaId replica) {
                Effects out = new Effects();
                replicas.get(replica).onMessage(sent.message(), out);
                carryOut(replica, out);
            }
        }
    }

    /** The timer runs out wherever it is set. */
    void expire(InstanceTimer.Kind kind) {
        group.replicas().forEach(replica -> expire(replica, kind));
        run();
    }

    void expire(ReplicaId replica, InstanceTimer.Kind kind) {
        InstanceTimer timer = new InstanceTimer(kind, InstanceId.FIRST);
        if (timers.get(replica).remove(timer) != null) {
            Effects out = new Effects();
            replicas.get(replica).onTimer(timer, out);
            carryOut(replica, out);
        }
    }

    /** A restarted replica is given its first tick. */
    void wake(ReplicaId replica) {
        Effects out = new Effects();
        replicas.get(replica).onTimer(new InstanceTimer(InstanceTimer.Kind.STATUS, InstanceId.FIRST), out);
        carryOut(replica, out);
        run();
    }

    private void carryOut(ReplicaId self, Effects out) {
        for (Effect effect : out.toList()) {
            switch (effect) {
                case Effect.Send send -> network.add(new Sent(self, send.to(), (InstanceMessage) send.message()));
                case Effect.SetTimer set -> timers.get(self).put((InstanceTimer) set.timer(), set.delayMillis());
                case Effect.CancelTimer cancel -> timers.get(self).remove((InstanceTimer) cancel.timer());
                case Effect.Store remember -> memories.put(self, (Spoken) remember.value());
                case Effect.Took took -> {
                    if (took.step() instanceof StepRecord step && step.step().equals("PBFT.Reply")) {
                        executed.get(self).add(step.request().orElseThrow().toString());
                    }
                }
                default -> throw new IllegalStateException("a replica of PBFT never asks for " + effect);
            }
        }
        replicas.get(self).check();
    }

    /** What the replica executed in this life, transferred states aside. */
    List<String> executed(int replica) {
        return executed.get(r(replica));
    }

    PbftReplica replica(int number) {
        return replicas.get(r(number));
    }

    Optional<Long> delayMillis(int replica, InstanceTimer.Kind kind) {
        return Optional.ofNullable(timers.get(r(replica)).get(new InstanceTimer(kind, InstanceId.FIRST)));
    }

    /** What a process sent, of one kind. */
    <M extends InstanceMessage> List<M> sent(ProcessId from, Class<M> kind) {
        return history.stream()
                .filter(sent -> sent.from().equals(from) && kind.isInstance(sent.message()))
                .map(sent -> kind.cast(sent.message()))
                .toList();
    }
}
