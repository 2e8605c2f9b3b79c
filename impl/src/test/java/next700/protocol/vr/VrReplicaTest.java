package next700.protocol.vr;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import next700.process.Automaton;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Effect;
import next700.process.Input;
import next700.process.Invocation;
import next700.process.Message;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.process.Stored;
import next700.protocol.vr.VrMessage.Commit;
import next700.protocol.vr.VrMessage.DoViewChange;
import next700.protocol.vr.VrMessage.GetState;
import next700.protocol.vr.VrMessage.NewState;
import next700.protocol.vr.VrMessage.Prepare;
import next700.protocol.vr.VrMessage.PrepareOk;
import next700.protocol.vr.VrMessage.Recovery;
import next700.protocol.vr.VrMessage.Reply;
import next700.protocol.vr.VrMessage.Request;
import next700.protocol.vr.VrMessage.StartView;
import next700.protocol.vr.VrMessage.StartViewChange;
import next700.service.Counter;
import next700.service.Operations;
import org.junit.jupiter.api.Test;

/** What single replicas answer, beside sections 4 and 5 of the paper; and what an operation costs. */
final class VrReplicaTest {
    private static final Configuration THREE = new Configuration(1);
    private static final VrTiming TIMING = VrTiming.within(10);
    private static final ClientId C1 = new ClientId(1);
    private static final ReplicaId R1 = new ReplicaId(1);
    private static final ReplicaId R2 = new ReplicaId(2);
    private static final ReplicaId R3 = new ReplicaId(3);
    private static final Bytes ADD = Operations.of("add", "1");

    private static Request request(long number) {
        return new Request(ADD, C1, number);
    }

    private static VrReplica replica(ReplicaId self) {
        return replica(self, Stored.NOTHING);
    }

    private static VrReplica replica(ReplicaId self, Stored stored) {
        return new VrReplica(self, THREE, TIMING, new Counter(), stored);
    }

    private record Sent(ProcessId to, Message message) {}

    private static List<Sent> sent(List<Effect> effects) {
        return effects.stream()
                .filter(Effect.Send.class::isInstance)
                .map(Effect.Send.class::cast)
                .map(send -> new Sent(send.to(), send.message()))
                .toList();
    }

    private static List<Sent> receives(Automaton process, ProcessId from, Message message) {
        return sent(process.on(new Input.Received(from, message)));
    }

    /** 4.1, Figure 3: request, prepare, prepareok, reply. */
    @Test
    void aRequestTakesFourMessageDelaysAndOneMessageToAndFromEachBackup() {
        Map<ProcessId, Automaton> all = new TreeMap<>();
        THREE.replicas().forEach(each -> all.put(each, replica(each)));
        VrClient client = new VrClient(C1, THREE, TIMING);
        all.put(C1, client);
        record Flying(ProcessId from, ProcessId to, Message message) {}

        List<Flying> flying = new ArrayList<>();
        sent(client.on(new Input.Called(new Invocation(ADD))))
                .forEach(each -> flying.add(new Flying(C1, each.to(), each.message())));
        List<Integer> messages = new ArrayList<>();
        while (!flying.isEmpty()) {
            messages.add(flying.size());
            List<Flying> now = List.copyOf(flying);
            flying.clear();
            for (Flying each : now) {
                receives(all.get(each.to()), each.from(), each.message())
                        .forEach(next -> flying.add(new Flying(each.to(), next.to(), next.message())));
            }
        }

        assertThat(messages).containsExactly(1, 2, 2, 1);
    }

    /** 4.1, step 2. */
    @Test
    void aRequestThatWasExecutedIsAnsweredAgainAndAnOlderOneIsDropped() {
        VrReplica primary = replica(R1);
        receives(primary, C1, request(1));
        receives(primary, R2, new PrepareOk(0, 1));
        receives(primary, C1, request(2));

        assertThat(receives(primary, C1, request(2))).as("not executed yet").isEmpty();
        assertThat(receives(primary, C1, request(1))).as("an older one").isEmpty();

        List<Sent> replied = receives(primary, R3, new PrepareOk(0, 2));
        assertThat(replied).singleElement().satisfies(each -> {
            assertThat(each.to()).isEqualTo(C1);
            assertThat(((Reply) each.message()).s()).isEqualTo(2);
        });
        assertThat(receives(primary, C1, request(2))).isEqualTo(replied);
    }

    /** 4.1, step 4. */
    @Test
    void aBackupPreparesInOrderAndAsksForWhatItMisses() {
        VrReplica backup = replica(R2);

        assertThat(receives(backup, R1, new Prepare(0, request(2), 2, 0)))
                .containsExactly(new Sent(R1, new GetState(0, 0)));
        assertThat(receives(backup, R1, new Prepare(0, request(1), 1, 0)))
                .containsExactly(new Sent(R1, new PrepareOk(0, 1)));
        assertThat(receives(backup, R1, new Prepare(0, request(1), 1, 0)))
                .as("again")
                .containsExactly(new Sent(R1, new PrepareOk(0, 1)));
        assertThat(backup.commitNumber()).isZero();

        receives(backup, R1, new Commit(0, 1));
        assertThat(backup.commitNumber()).isEqualTo(1);
    }

    /** 4.2: of the longer log of an earlier view and the shorter one of a later view, the later view's is taken. */
    @Test
    void theNewPrimaryTakesTheLogOfTheLatestViewThenTheLongest() {
        VrReplica primary = replica(R3);
        receives(primary, R1, new StartViewChange(2));
        receives(primary, R1, new DoViewChange(2, List.of(request(7)), 1, 0));

        assertThat(primary.log()).containsExactly(request(7));
        assertThat(primary.isNormal()).isTrue();
        assertThat(primary.view()).isEqualTo(2);
    }

    /** 4.2, step 5: one that comes again does not put back a log that has grown since. */
    @Test
    void aStartViewCountsOnce() {
        VrReplica backup = replica(R3);
        StartView start = new StartView(1, List.of(request(1)), 0);

        assertThat(receives(backup, R2, start)).containsExactly(new Sent(R2, new PrepareOk(1, 1)));
        receives(backup, R2, new Prepare(1, request(2), 2, 0));
        assertThat(receives(backup, R2, start)).isEmpty();
        assertThat(backup.log()).containsExactly(request(1), request(2));
    }

    /** 5.2, repaired. */
    @Test
    void aReplicaThatHearsOfALaterViewKeepsItsLogUntilItHasTheState() {
        VrReplica backup = replica(R3);
        receives(backup, R1, new Prepare(0, request(1), 1, 0));

        assertThat(receives(backup, R2, new Commit(1, 1))).containsExactly(new Sent(R1, new GetState(1, 0)));
        assertThat(backup.log()).containsExactly(request(1));
        assertThat(backup.isNormal()).isFalse();
        assertThat(backup.lastNormal()).isZero();

        receives(backup, R2, new NewState(1, 0, List.of(request(9)), 1));
        assertThat(backup.log()).containsExactly(request(9));
        assertThat(backup.isNormal()).isTrue();
        assertThat(backup.lastNormal()).isEqualTo(1);
    }

    /** 4.3, repaired. */
    @Test
    void aReplicaThatComesBackRemembersItsViewTakesPartInNothingAndAsksUnderANewNonce() {
        VrReplica former = replica(R3);
        Stored stored = Stored.NOTHING;
        for (Effect effect : former.start()) {
            stored = stored.after(effect);
        }
        for (Effect effect : former.on(new Input.Received(R2, new StartViewChange(1)))) {
            stored = stored.after(effect);
        }
        VrReplica back = replica(R3, stored);
        back.start();

        assertThat(sent(back.on(new Input.Expired(VrTimer.RESEND))))
                .containsExactly(new Sent(R1, new Recovery(2, 1)), new Sent(R2, new Recovery(2, 1)));
        assertThat(receives(back, R1, new Prepare(0, request(1), 1, 0))).isEmpty();
        assertThat(receives(back, R1, new StartViewChange(4))).isEmpty();
    }

    /** What a replica that is behind would answer is of no use. */
    @Test
    void whoIsBehindTheViewThatARecoveringReplicaKnewGoesOnToIt() {
        VrReplica behind = replica(R1);

        assertThat(receives(behind, R3, new Recovery(2, 1)))
                .containsExactly(new Sent(R2, new StartViewChange(1)), new Sent(R3, new StartViewChange(1)));
        assertThat(behind.view()).isEqualTo(1);
    }
}
