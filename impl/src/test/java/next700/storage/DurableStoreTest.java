package next700.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import next700.process.Digest;
import next700.process.Effect;
import next700.process.ReplicaId;
import next700.process.Stored;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is durable, what is repaired, and what is refused. */
class DurableStoreTest {
    private static final Digest CLUSTER = Digest.of("test").add(1).digest();
    private static final LogIdentity IDENTITY = new LogIdentity(CLUSTER, "paxos", 2, "r1");
    private static final List<Class<?>> KINDS = List.of(Ballot.class, Vote.class);

    /** Something that is stored. */
    record Ballot(long number, ReplicaId leader) {}

    /** Something else. */
    record Vote(Ballot ballot, String value) {}

    @TempDir
    private Path directory;

    private Path file() {
        return directory.resolve("r1.store");
    }

    private DurableStore open() throws IOException, StorageException {
        return open(IDENTITY);
    }

    private DurableStore open(LogIdentity identity) throws IOException, StorageException {
        return new DurableStore(file(), identity, KINDS, true);
    }

    private static Ballot ballot(long number) {
        return new Ballot(number, new ReplicaId(1));
    }

    private static void commit(DurableStore store, Effect... effects) throws IOException {
        for (Effect effect : effects) {
            store.note(effect);
        }
        store.commit();
    }

    private static Effect put(String name, Record value) {
        return new Effect.Store(name, value);
    }

    private Stored stored() throws IOException, StorageException {
        try (DurableStore store = open()) {
            return store.recovered();
        }
    }

    /** A log of three batches, in the last of which ballot 3 is stored. */
    private byte[] threeBatches() throws IOException, StorageException {
        try (DurableStore store = open()) {
            for (int i = 1; i <= 3; i++) {
                commit(store, put("ballot", ballot(i)));
            }
        }
        return Files.readAllBytes(file());
    }

    @Test
    void whatIsCommittedIsThereInTheNextLife() throws IOException, StorageException {
        Vote vote = new Vote(ballot(7), "x");
        try (DurableStore store = open()) {
            assertThat(store.recovered()).isEqualTo(Stored.NOTHING);
            commit(store, put("ballot", ballot(6)), put("vote.1", vote), put("vote.2", vote));
            commit(store, put("ballot", ballot(7)), new Effect.Erase("vote.2"), new Effect.Erase("nothing"));
        }

        assertThat(stored().values()).isEqualTo(new TreeMap<>(java.util.Map.of("ballot", ballot(7), "vote.1", vote)));
        assertThat(stored().startingWith("vote.", Vote.class)).containsOnlyKeys("vote.1");
    }

    @Test
    void whatIsOnlyNotedIsLost() throws IOException, StorageException {
        try (DurableStore store = open()) {
            store.note(put("ballot", ballot(1)));
        }
        assertThat(stored()).isEqualTo(Stored.NOTHING);
    }

    @Test
    void aTailThatWasTornAnywhereIsCutOffAndSaid() throws IOException, StorageException {
        byte[] whole = threeBatches();
        int lastBytes = (whole.length - headerBytes()) / 3;
        for (int lost = 1; lost <= lastBytes; lost++) {
            Files.write(file(), Arrays.copyOf(whole, whole.length - lost));
            try (DurableStore store = open()) {
                assertThat(store.recovered().get("ballot", Ballot.class)).contains(ballot(2));
                assertThat(store.tornBytes()).isEqualTo(lastBytes - lost);
                assertThat(Files.size(file())).isEqualTo(whole.length - lastBytes);
                commit(store, put("ballot", ballot(9)));
            }
            assertThat(stored().get("ballot", Ballot.class)).contains(ballot(9));
        }
    }

    /** The file had grown before what stands in it was written. */
    @Test
    void aTailOfZerosIsCutOff() throws IOException, StorageException {
        byte[] whole = threeBatches();
        Files.write(file(), Arrays.copyOf(whole, whole.length + 4096));

        assertThat(stored().get("ballot", Ballot.class)).contains(ballot(3));
        assertThat(Files.size(file())).isEqualTo(whole.length);
    }

    @Test
    void damageToAnyByteBeforeTheLastBatchIsRefusedAndNothingIsTouched() throws IOException, StorageException {
        byte[] whole = threeBatches();
        int begin = headerBytes();
        int batchBytes = (whole.length - begin) / 3;
        for (int at = begin; at < begin + 2 * batchBytes; at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file(), damaged);

            int batch = (at - begin) / batchBytes;
            assertThatThrownBy(this::open)
                    .as("byte " + at)
                    .isInstanceOf(StorageException.class)
                    .hasMessage("%s, byte %d: batch %d is damaged (batch %d, behind it at byte %d, is not)"
                            .formatted(
                                    file(),
                                    begin + batch * batchBytes,
                                    batch + 1,
                                    batch + 2,
                                    begin + (batch + 1) * batchBytes));
            assertThat(Files.readAllBytes(file())).isEqualTo(damaged);
        }
    }

    private int headerBytes() {
        return LogFormat.header(IDENTITY).remaining();
    }

    @Test
    void damageToAnyByteOfTheHeaderIsRefused() throws IOException, StorageException {
        byte[] whole = threeBatches();
        for (int at = 0; at < headerBytes(); at++) {
            byte[] damaged = whole.clone();
            damaged[at] ^= 0x10;
            Files.write(file(), damaged);
            assertThatThrownBy(this::open).as("byte " + at).isInstanceOf(StorageException.class);
        }
        for (int length = 0; length < headerBytes(); length++) {
            Files.write(file(), Arrays.copyOf(whole, length));
            assertThatThrownBy(this::open).as("cut to " + length).isInstanceOf(StorageException.class);
        }
    }

    @Test
    void somebodyElsesLogIsRefusedAndNothingIsTouched() throws IOException, StorageException {
        byte[] whole = threeBatches();
        Digest other = Digest.of("test").add(2).digest();

        assertThatThrownBy(() -> open(new LogIdentity(other, "paxos", 2, "r1")))
                .hasMessage(file() + ": the log of another cluster: " + CLUSTER.abbreviated() + ", not "
                        + other.abbreviated());
        assertThatThrownBy(() -> open(new LogIdentity(CLUSTER, "vr", 2, "r1")))
                .hasMessage(file() + ": the log of r1 of paxos, not of r1 of vr");
        assertThatThrownBy(() -> open(new LogIdentity(CLUSTER, "paxos", 2, "r2")))
                .hasMessage(file() + ": the log of r1 of paxos, not of r2 of paxos");
        assertThat(Files.readAllBytes(file())).isEqualTo(whole);
    }

    @Test
    void aNewerVersionIsRefusedAndAnOlderOneIsRead() throws IOException, StorageException {
        threeBatches();

        assertThatThrownBy(() -> open(new LogIdentity(CLUSTER, "paxos", 1, "r1")))
                .hasMessage(file() + ": what it stores is of version 2 of paxos, and this program knows 1");
        try (DurableStore store = open(new LogIdentity(CLUSTER, "paxos", 3, "r1"))) {
            assertThat(store.recovered().get("ballot", Ballot.class)).contains(ballot(3));
        }
    }

    @Test
    void aLogThatIsInUseIsRefused() throws IOException, StorageException {
        try (DurableStore store = open()) {
            assertThatThrownBy(this::open).hasMessage(file() + ": in use by another process of the same name");
            commit(store, put("ballot", ballot(1)));
        }
        assertThat(stored().get("ballot", Ballot.class)).contains(ballot(1));
    }

    @Test
    void aLogOfOverwrittenValuesIsWrittenAnewAndKeepsTheLastOnes() throws IOException, StorageException {
        String text = "x".repeat(10_000);
        try (DurableStore store = new DurableStore(file(), IDENTITY, KINDS, false)) {
            for (int i = 1; i <= 1_000; i++) {
                commit(store, put("vote." + i % 3, new Vote(ballot(i), text)));
                assertThat(Files.size(file())).isLessThan(1_100_000);
            }
        }

        assertThat(stored().values())
                .containsOnlyKeys("vote.0", "vote.1", "vote.2")
                .containsEntry("vote.1", new Vote(ballot(1_000), text));
        assertThat(directory.resolve("r1.store.new")).doesNotExist();
    }

    /** The machine crashed before the new log had taken the place of the old one. */
    @Test
    void aLogThatWasNotWrittenAnewToItsEndIsOfNoAccount() throws IOException, StorageException {
        threeBatches();
        Files.write(directory.resolve("r1.store.new"), new byte[100]);

        assertThat(stored().get("ballot", Ballot.class)).contains(ballot(3));
    }

    @Test
    void whatWasNotDeclaredIsNotStored() throws IOException, StorageException {
        try (DurableStore store = open()) {
            assertThatThrownBy(() -> store.note(put("id", new ReplicaId(1))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("ReplicaId, of 'id', is not declared among what is stored");
        }
    }

    @Test
    void aValueOfAKindThatThisProgramDoesNotKnowIsRefusedByItsName() throws IOException, StorageException {
        try (DurableStore store = open()) {
            commit(store, put("vote", new Vote(ballot(1), "x")));
        }

        assertThatThrownBy(() -> new DurableStore(file(), IDENTITY, List.of(Ballot.class), true))
                .hasMessage(file() + ": 'vote' is of a kind that this program does not know (1)");
        assertThatThrownBy(() -> new DurableStore(file(), IDENTITY, List.of(Ballot.class, Ballot.class), true))
                .hasMessageStartingWith(file() + ": 'vote' is no Ballot: ");
    }

    /** An interrupt closes the channel: a write that fails, as one to a full disk. */
    @Test
    void aLogThatCouldNotBeWrittenOnceIsNotWrittenAgain() throws IOException, StorageException {
        threeBatches();
        try (DurableStore store = open()) {
            store.note(put("ballot", ballot(4)));
            Thread.currentThread().interrupt();
            assertThatThrownBy(store::commit).isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();

            assertThatThrownBy(store::commit)
                    .hasMessage(file() + ": is not written any more after it could not be written once");
        }
        assertThat(stored().get("ballot", Ballot.class)).contains(ballot(3));
    }
}
