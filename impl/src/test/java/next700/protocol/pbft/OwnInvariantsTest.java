package next700.protocol.pbft;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import next700.process.Bytes;
import next700.process.Digest;
import next700.process.Effects;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Setting;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Authenticator;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.ordering.OrderedApplication;
import next700.protocol.ordering.Submission;
import next700.protocol.pbft.PbftMessage.Commit;
import org.junit.jupiter.api.Test;

/** What a replica keeps about one thing in two places agrees, or it says which invariant does not hold. */
final class OwnInvariantsTest {
    private static final ReplicaId SELF = new ReplicaId(1);
    private static final Digest BATCH = Batch.NULL_DIGEST;
    private static final int INTERVAL = 2;

    /** Nothing is executed or verified here. */
    private static final class Idle implements OrderedApplication, Authentication {
        @Override
        public boolean awaits(Submission submission) {
            return false;
        }

        @Override
        public void execute(Submission submission, ReplicaId leader, Effects out) {}

        @Override
        public void answerAgain(Submission submission, ReplicaId leader, Effects out) {}

        @Override
        public State state() {
            throw new IllegalStateException("nothing was executed");
        }

        @Override
        public boolean restore(Bytes snapshot, Digest expected) {
            return false;
        }

        @Override
        public Mac mac(Digest content, next700.process.ProcessId receiver) {
            return new Mac(Bytes.EMPTY);
        }

        @Override
        public boolean verify(Digest content, next700.process.ProcessId maker, Mac mac) {
            return true;
        }

        @Override
        public Signature sign(Digest content) {
            return new Signature(Bytes.EMPTY);
        }

        @Override
        public boolean verify(Digest content, ProcessId maker, Signature signature) {
            return true;
        }
    }

    private final ReplicaState replica = new ReplicaState(
            new Setting<>(SELF, InstanceId.FIRST, new InstanceId(2), new ByzantineGroup(1), new Idle()),
            new PbftSettings(1, 1, INTERVAL),
            new Idle(),
            Optional.empty());

    private void breaks(String invariant) {
        assertThatThrownBy(replica::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("it does not hold that " + invariant);
    }

    @Test
    void aReplicaThatBeginsIsConsistent() {
        assertThatCode(replica::check).doesNotThrowAnyException();
    }

    @Test
    void aReplicaThatSaysWhatItHasNotNotedIsNot() {
        Commit said = new Commit(InstanceId.FIRST, 0, 1, BATCH, SELF, new Authenticator(List.of()));
        replica.log.at(1).said(said);
        breaks("what a replica says is noted for its next life");

        replica.formerLife.note(0, 1, new Effects());
        assertThatCode(replica::check).doesNotThrowAnyException();
    }

    @Test
    void aWindowThatMovesWithoutACheckpointIsNot() {
        replica.log.truncate(INTERVAL);
        breaks("the low watermark is the stable checkpoint");
    }

    @Test
    void aPrimaryThatRunsAheadOfTheWindowIsNot() {
        replica.proposedUpTo(2 * INTERVAL + 1);
        breaks("nothing is proposed above the high watermark");
    }

    @Test
    void aBatchThatPreparesWithoutBeingAcceptedIsNot() {
        Slot slot = replica.log.at(1);
        slot.propose(BATCH);
        slot.prepare(0);
        breaks("what prepared was accepted");
    }
}
