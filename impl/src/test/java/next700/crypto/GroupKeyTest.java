package next700.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import next700.process.Digest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GroupKeyTest {
    private static final Digest CONTENT = Digest.of("SAID").digest();

    @TempDir
    private Path directory;

    @Test
    void whoHasTheKeyVerifiesAndNobodyElse() {
        GroupKey key = GroupKey.random();

        assertThat(key.verifies(CONTENT, key.mac(CONTENT))).isTrue();
        assertThat(key.verifies(Digest.of("OTHER").digest(), key.mac(CONTENT))).isFalse();
        assertThat(GroupKey.random().verifies(CONTENT, key.mac(CONTENT))).isFalse();
    }

    @Test
    void processesThatMakeAKeyAtTheSameTimeGetTheSame() {
        Path file = directory.resolve("made/group.key");
        List<CompletableFuture<GroupKey>> made = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> {
                    try {
                        return GroupKey.loadOrMake(file);
                    } catch (KeyFileException e) {
                        throw new IllegalStateException(e);
                    }
                }))
                .toList();

        GroupKey first = made.getFirst().join();
        made.forEach(other ->
                assertThat(other.join().verifies(CONTENT, first.mac(CONTENT))).isTrue());
        assertThat(file.getParent()).isDirectoryContaining("glob:**.key");
    }

    @Test
    void aKeyIsForItsOwnerAloneAndWhatOthersMayReadIsRefused() throws IOException, KeyFileException {
        Path file = directory.resolve("group.key");
        GroupKey.loadOrMake(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThatThrownBy(() -> GroupKey.load(file))
                .isInstanceOf(KeyFileException.class)
                .hasMessageContaining("group.key: others than its owner may use it (rw-r--r--)");
    }

    @Test
    void aFileThatIsNoKeyIsNamedAndNotShown() throws IOException, KeyFileException {
        Path file = directory.resolve("group.key");
        GroupKey.loadOrMake(file);
        for (String nonsense : List.of("", "c0ffee", "x".repeat(64), "0".repeat(65), "0".repeat(5000))) {
            Files.writeString(file, nonsense);

            assertThatThrownBy(() -> GroupKey.load(file))
                    .isInstanceOf(KeyFileException.class)
                    .hasMessageContaining("group.key")
                    .satisfies(e -> assertThat(
                                    nonsense.isEmpty() || !e.getMessage().contains(nonsense))
                            .isTrue());
        }
        assertThatThrownBy(() -> GroupKey.load(directory.resolve("none.key"))).hasMessageContaining("no such file");
    }

    @Test
    void nothingShowsAKey() throws IOException, KeyFileException {
        Path file = directory.resolve("group.key");
        GroupKey key = GroupKey.loadOrMake(file);

        assertThat(key.toString()).doesNotContain(Files.readString(file).strip());
        assertThat(GroupKey.fileOf("../../etc/x").getFileName().toString()).matches("[0-9a-f]{64}.key");
        assertThat(GroupKey.fileOf("ring").endsWith(Path.of(".next700", "ring.key")))
                .isTrue();
    }
}
