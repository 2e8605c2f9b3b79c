package next700.benchmarks;

import java.util.concurrent.TimeUnit;
import next700.protocol.Bytes;
import next700.protocol.Digest;
import next700.protocol.checkpoints.Checkpointing;
import next700.protocol.checkpoints.Image;
import next700.service.KeyValueStore;
import next700.service.Service;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What checkpoints cost each request: the digest of the whole state, for every {@code CHK} of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CheckpointBenchmark {
    /** In a key-value store, with values as long as they. */
    @Param({"10", "1000", "10000", "100000"})
    private int keys;

    private Image image;

    @Setup
    public void fill() {
        Service service = new KeyValueStore();
        for (int i = 0; i < keys; i++) {
            String name = "key%07d".formatted(i);
            service = service.execute(Bytes.utf8("{\"f\":\"put\",\"value\":[\"" + name + "\",\"" + name + "\"]}"))
                    .after();
        }
        image = Image.of(service);
    }

    @Benchmark
    @OperationsPerInvocation(Checkpointing.DEFAULT_INTERVAL)
    public Digest checkpoint() {
        return image.digest();
    }
}
