package next700.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import next700.process.ClientId;
import next700.process.ProcessId;
import next700.process.ReplicaId;
import next700.protocol.abstraction.ByzantineGroup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDirectoryTest {
    private static final ReplicaId R1 = new ReplicaId(1);
    private static final ClientId C1 = new ClientId(1);

    @TempDir
    private Path directory;

    private KeyDirectory keys;

    @BeforeEach
    void generate() throws IOException {
        keys = KeyDirectory.generate(directory.resolve("keys"), new ByzantineGroup(1), 2);
    }

    @Test
    void twoProcessesShareAKeyThatNobodyElseHas() throws KeyFileException, IOException {
        Keys replica = keys.load(R1);
        Keys client = keys.load(C1);

        assertThat(replica.shared().get(C1)).isEqualTo(client.shared().get(R1));
        assertThat(replica.shared().values()).doesNotHaveDuplicates();
        assertThat(client.shared())
                .containsOnlyKeys(new ByzantineGroup(1).replicas().toArray(new ProcessId[0]));
        for (String other : new String[] {"r2", "r3", "r4", "c2"}) {
            assertThat(Files.readString(keys.secretFile(ProcessId.parse(other))))
                    .doesNotContain(client.shared().get(R1).toHex());
        }
    }

    @Test
    void secretsAreForTheirOwnersAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keys.secretFile(R1))))
                .isEqualTo("rw-------");
    }

    @Test
    void secretsThatOthersMayReadAreRefused() throws IOException {
        for (String mode : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-")) {
            Files.setPosixFilePermissions(keys.secretFile(R1), PosixFilePermissions.fromString(mode));

            assertFails(R1, "r1.secret: others than its owner may use it (" + mode + ")");
        }
    }

    @Test
    void generatingAgainMakesOtherKeys() throws KeyFileException, IOException {
        Keys before = keys.load(R1);
        KeyDirectory.generate(directory.resolve("keys"), new ByzantineGroup(1), 2);

        assertThat(keys.load(R1).shared().values())
                .doesNotContainAnyElementsOf(before.shared().values());
    }

    @Test
    void aMissingFileIsNamed() {
        assertFails(new ClientId(7), "c7.secret: there is no such file");
    }

    @Test
    void anotherProcessFileIsNotTaken() throws IOException {
        Files.copy(keys.secretFile(new ReplicaId(2)), keys.secretFile(R1), StandardCopyOption.REPLACE_EXISTING);

        assertFails(R1, "r1.secret: these are the keys of r2, not of r1");
    }

    @Test
    void aShortKeyIsFoundAndNotShown() throws IOException {
        edit(C1, "(shared r1 [0-9a-f]{10})[0-9a-f]+", "$1");

        assertFails(C1, "c1.secret:3: a key has 64 hexadecimal digits, not 10");
    }

    @Test
    void somethingElseThanHexadecimalIsFound() throws IOException {
        edit(C1, "shared r1 ..", "shared r1 xy");

        assertFails(C1, "c1.secret:3: a key is written in hexadecimal digits");
    }

    @Test
    void aMissingPeerIsFound() throws IOException {
        edit(C1, "shared r3 .*", "");

        assertFails(C1, "c1.secret: the key shared with r3 is missing");
    }

    @Test
    void aDoubleKeyIsFound() throws IOException {
        edit(C1, "shared r3", "shared r2");

        assertFails(C1, "c1.secret:5: this stands in the file already");
    }

    @Test
    void aStrangeLineIsFound() throws IOException {
        edit(C1, "process c1", "procession c1");

        assertFails(C1, "c1.secret:2: expected 'process', 'signing' or 'shared', not 'procession'");
    }

    @Test
    void aMissingSigningKeyIsFound() throws IOException {
        edit(R1, "signing .*", "");

        assertFails(R1, "r1.secret: the signing key is missing");
    }

    @Test
    void keysOfAnotherClusterAreFound() throws IOException {
        KeyDirectory other = KeyDirectory.generate(directory.resolve("other"), new ByzantineGroup(1), 2);
        Files.copy(other.secretFile(R1), keys.secretFile(R1), StandardCopyOption.REPLACE_EXISTING);

        assertFails(R1, "r1.secret: the signing key does not belong to the public key of r1");
    }

    @Test
    void binaryRubbishIsFound() throws IOException {
        Files.write(keys.secretFile(C1), new byte[] {0, -1, 7, 10, 13});

        assertFails(C1, "c1.secret:1: expected");
    }

    private void edit(ProcessId process, String pattern, String replacement) throws IOException {
        Path file = keys.secretFile(process);
        Files.writeString(file, Files.readString(file).replaceFirst(pattern, replacement));
    }

    private void assertFails(ProcessId process, String message) {
        assertThatThrownBy(() -> keys.load(process))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining(message);
    }
}
