package next700.benchmarks;

import next700.process.Bytes;
import next700.process.Digest;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.checkpoints.Image;
import next700.service.KeyValueStore;
import next700.service.Service;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * What checkpoints cost each request, of a key-value store with values as long as its keys: executing {@code CHK} requests,
 * the same and the digest of the state they lead to, and what it would be to write that state and hash it.
 */
public class CheckpointBenchmark extends MicroBenchmark {
    private static final int CHK = Checkpointing.DEFAULT_INTERVAL;

    @Param({"100", "10000", "100000"})
    private int keys;

    private Service checkpointed;
    private int next;

    private static Bytes put(int key, int value) {
        return Bytes.utf8("{\"f\":\"put\",\"value\":[\"key%07d\",\"val%07d\"]}".formatted(key, value));
    }

    @Setup
    public void fill() {
        checkpointed = new KeyValueStore();
        for (int i = 0; i < keys; i++) {
            checkpointed = checkpointed.execute(put(i, i)).after();
        }
        checkpointed.digest();
    }

    @Benchmark
    @OperationsPerInvocation(CHK)
    public Service executed() {
        Service service = checkpointed;
        for (int i = 0; i < CHK; i++) {
            next = (next + 7919) % keys;
            service = service.execute(put(next, i)).after();
        }
        return service;
    }

    @Benchmark
    @OperationsPerInvocation(CHK)
    public Digest executedAndDigested() {
        return Image.of(executed()).digest();
    }

    @Benchmark
    @OperationsPerInvocation(CHK)
    public Digest writtenAndHashed() {
        return Digest.of("ALL").add(Image.of(checkpointed).bytes()).digest();
    }
}
