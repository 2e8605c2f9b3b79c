package next700.protocol.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.abstraction.History;
import next700.protocol.abstraction.InstanceId;
import next700.protocol.abstraction.Request;
import next700.protocol.abstraction.Setting;
import next700.protocol.abstraction.Speculation;
import next700.protocol.authentication.Authentication;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import next700.protocol.checkpoints.Certificate;
import next700.protocol.checkpoints.Checkpoint;
import next700.protocol.checkpoints.Image;
import next700.service.Counter;
import next700.service.Operations;
import org.junit.jupiter.api.Test;

/** States of Backup whose histories a checkpoint has cut off: their digests cover neither certificate nor image. */
class CutOffStateTest {
    private static final ByzantineGroup GROUP = new ByzantineGroup(1);
    private static final InstanceId BACKUP = new InstanceId(2);
    private static final Request ONE = new Request(new ClientId(1), 1, Operations.of("add", "1"));
    private static final Request TWO = new Request(new ClientId(2), 1, Operations.of("add", "2"));
    private static final History INIT = History.of(ONE, TWO);

    /** A signature is its maker and content. */
    private record Labels(ProcessId self) implements Authentication {
        @Override
        public Mac mac(Digest content, ProcessId receiver) {
            return Mac.NONE;
        }

        @Override
        public boolean verify(Digest content, ProcessId maker, Mac mac) {
            return true;
        }

        @Override
        public Signature sign(Digest content) {
            return new Signature(Bytes.utf8(self + " " + content));
        }

        @Override
        public boolean verify(Digest content, ProcessId maker, Signature signature) {
            return signature.equals(new Labels(maker).sign(content));
        }
    }

    private static BackupApplication application() {
        ReplicaId self = new ReplicaId(4);
        var setting = new Setting<>(self, BACKUP, new InstanceId(3), GROUP, new Labels(self));
        return new BackupApplication(setting, Term.DEFAULT, new Speculation(new Counter()));
    }

    private static Image image() {
        Speculation speculation = new Speculation(new Counter());
        speculation.moveTo(INIT);
        return speculation.imageAt(1);
    }

    private static Certificate certificate(InstanceId instance, int signers, Image image) {
        Digest history = History.of(ONE).digest();
        List<Signature> signatures = new ArrayList<>();
        for (int i = 1; i <= signers; i++) {
            ReplicaId replica = new ReplicaId(i);
            signatures.add(new Labels(replica).sign(Checkpoint.content(instance, replica, 1, history, image.digest())));
        }
        return new Certificate(instance, 1, history, image.digest(), signatures);
    }

    private static BackupState state(Certificate certificate, Image image) {
        return new BackupState(INIT.on(History.at(certificate)), image, 2, true, 1, Set.of());
    }

    private static boolean isTaken(BackupApplication application, BackupState state) {
        BackupState whole = new BackupState(INIT, Image.of(new Counter()), 2, true, 1, Set.of());
        assertThat(state.digest()).isEqualTo(whole.digest());
        return application.restore(state.snapshot(), whole.digest());
    }

    @Test
    void aStateThatBeginsWithACheckpointIsTakenOver() {
        BackupApplication application = application();

        assertThat(isTaken(application, state(certificate(InstanceId.FIRST, 4, image()), image())))
                .isTrue();
        assertThat(application.local().history()).isEqualTo(INIT);
        assertThat(application.local().speculation().service().snapshot().toUtf8())
                .isEqualTo("3");
        assertThat(application.local().holds(ONE)).isTrue();
        assertThat(application.local().replyTo(ONE))
                .isEqualTo(image().last().get(ONE.client()).reply());
        assertThat(application.local().historyOf(ONE)).isEqualTo(INIT.digest());
    }

    @Test
    void anImageThatNobodySignedIsRefused() {
        Image other = Image.of(new Counter());

        assertThat(isTaken(application(), state(certificate(InstanceId.FIRST, 4, image()), other)))
                .isFalse();
    }

    @Test
    void aCertificateThatNotAllHaveSignedIsRefused() {
        assertThat(isTaken(application(), state(certificate(InstanceId.FIRST, 3, image()), image())))
                .isFalse();
    }

    @Test
    void aCertificateOfTheSameInstanceIsRefused() {
        assertThat(isTaken(application(), state(certificate(BACKUP, 4, image()), image())))
                .isFalse();
    }

    @Test
    void everyCutOfASnapshotIsRefused() {
        Bytes snapshot =
                state(certificate(InstanceId.FIRST, 4, image()), image()).snapshot();
        for (int length = 0; length < snapshot.length(); length++) {
            byte[] cut = Arrays.copyOf(snapshot.toByteArray(), length);
            assertThat(BackupState.read(Bytes.copyOf(cut), new Counter())).isEmpty();
        }
    }
}
