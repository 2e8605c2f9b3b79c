package next700.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import next700.process.Bytes;
import next700.process.ClientId;
import next700.process.Digest;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import next700.protocol.authentication.Mac;
import next700.protocol.authentication.Signature;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealAuthenticationTest {
    private static final ReplicaId R1 = new ReplicaId(1);
    private static final ReplicaId R2 = new ReplicaId(2);
    private static final ClientId C1 = new ClientId(1);
    private static final ClientId C2 = new ClientId(2);
    private static final Digest CONTENT = Digest.of("TEST").add(1).digest();
    private static final Digest OTHER = Digest.of("TEST").add(2).digest();

    @TempDir
    private static Path directory;

    private static KeyDirectory keys;

    @BeforeAll
    static void generate() throws IOException {
        keys = KeyDirectory.generate(directory, new ByzantineGroup(1), 2);
    }

    private static RealAuthentication of(ProcessId process) throws KeyFileException {
        return new RealAuthentication(keys.load(process));
    }

    @Test
    void aMacConvincesItsReceiver() throws KeyFileException {
        assertThat(of(R1).verify(CONTENT, C1, of(C1).mac(CONTENT, R1))).isTrue();
        assertThat(of(C1).verify(CONTENT, R1, of(R1).mac(CONTENT, C1))).isTrue();
        assertThat(of(R2).verify(CONTENT, R1, of(R1).mac(CONTENT, R2))).isTrue();
        assertThat(of(R1).verify(CONTENT, R1, of(R1).mac(CONTENT, R1))).isTrue();
    }

    @Test
    void aMacOverOtherContentFails() throws KeyFileException {
        assertThat(of(R1).verify(OTHER, C1, of(C1).mac(CONTENT, R1))).isFalse();
    }

    @Test
    void aMacForAnotherReceiverFails() throws KeyFileException {
        assertThat(of(R2).verify(CONTENT, C1, of(C1).mac(CONTENT, R1))).isFalse();
    }

    @Test
    void aMacOfAnotherMakerFails() throws KeyFileException {
        assertThat(of(R1).verify(CONTENT, C2, of(C1).mac(CONTENT, R1))).isFalse();
        assertThat(of(R1).verify(CONTENT, new ClientId(99), of(C1).mac(CONTENT, R1)))
                .isFalse();
    }

    @Test
    void aMacCannotBeHandedBackToItsMaker() throws KeyFileException {
        assertThat(of(C1).verify(CONTENT, R1, of(C1).mac(CONTENT, R1))).isFalse();
    }

    @Test
    void aMacOfAnyOtherBytesFails() throws KeyFileException {
        byte[] tag = of(C1).mac(CONTENT, R1).tag().toByteArray();
        for (int bit = 0; bit < tag.length * 8; bit++) {
            byte[] flipped = tag.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(of(R1).verify(CONTENT, C1, new Mac(Bytes.copyOf(flipped))))
                    .isFalse();
        }
        assertThat(of(R1).verify(CONTENT, C1, new Mac(Bytes.EMPTY))).isFalse();
        assertThat(of(R1).verify(CONTENT, C1, new Mac(Bytes.copyOf(new byte[31]))))
                .isFalse();
    }

    @Test
    void thereIsNoMacForAProcessWithoutASharedKey() throws KeyFileException {
        RealAuthentication client = of(C1);

        assertThatThrownBy(() -> client.mac(CONTENT, C2)).hasMessage("c1 shares no key with c2");
    }

    @Test
    void everyoneVerifiesASignature() throws KeyFileException {
        Signature signature = of(R1).sign(CONTENT);

        assertThat(of(C1).verify(CONTENT, R1, signature)).isTrue();
        assertThat(of(R2).verify(CONTENT, R1, signature)).isTrue();
    }

    @Test
    void aSignatureOfAnotherContentMakerOrLengthFails() throws KeyFileException {
        byte[] value = of(R1).sign(CONTENT).value().toByteArray();
        Signature signature = new Signature(Bytes.copyOf(value));

        assertThat(of(C1).verify(OTHER, R1, signature)).isFalse();
        assertThat(of(C1).verify(CONTENT, R2, signature)).isFalse();
        assertThat(of(C1).verify(CONTENT, new ReplicaId(99), signature)).isFalse();
        assertThat(of(C1).verify(CONTENT, R1, new Signature(Bytes.EMPTY))).isFalse();
        for (int i = 0; i < value.length; i++) {
            byte[] tampered = value.clone();
            tampered[i] ^= 1;
            assertThat(of(C1).verify(CONTENT, R1, new Signature(Bytes.copyOf(tampered))))
                    .isFalse();
        }
    }

    @Test
    void aClientCannotSign() throws KeyFileException {
        RealAuthentication client = of(C1);

        assertThatThrownBy(() -> client.sign(CONTENT)).hasMessage("c1 has no signing key");
    }
}
