package next700.benchmarks;

import java.util.concurrent.TimeUnit;
import next700.protocol.Message;
import next700.protocol.panicking.Abort;
import next700.protocol.quorum.QuorumMessage.Req;
import next700.protocol.quorum.QuorumMessage.Resp;
import next700.wire.Frame;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Encoding and decoding, to and from the protocols' values: Protocol Buffers as {@link FrameCodec} uses them, with all
 * checks of hostile bytes, and Simple Binary Encoding, which makes none.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {
    private final FrameCodec protobuf = new FrameCodec(FrameLimits.DEFAULT);
    private final SbeCodec sbe = new SbeCodec();
    private final Req req = SampleMessages.req();
    private final Resp resp = SampleMessages.resp();
    private final Abort abort = SampleMessages.abort();
    private final byte[] protobufReq = encode(req);
    private final byte[] protobufResp = encode(resp);
    private final byte[] protobufAbort = encode(abort);
    private final byte[] sbeReq = sbe.encode(req);
    private final byte[] sbeResp = sbe.encode(resp);
    private final byte[] sbeAbort = sbe.encode(abort);

    private byte[] encode(Message message) {
        return protobuf.encode(new Frame.Payload(message));
    }

    @Benchmark
    public byte[] protobufEncodeReq() {
        return encode(req);
    }

    @Benchmark
    public byte[] protobufEncodeResp() {
        return encode(resp);
    }

    @Benchmark
    public byte[] protobufEncodeAbort() {
        return encode(abort);
    }

    @Benchmark
    public Frame protobufDecodeReq() throws MalformedFrameException {
        return protobuf.decode(protobufReq);
    }

    @Benchmark
    public Frame protobufDecodeResp() throws MalformedFrameException {
        return protobuf.decode(protobufResp);
    }

    @Benchmark
    public Frame protobufDecodeAbort() throws MalformedFrameException {
        return protobuf.decode(protobufAbort);
    }

    @Benchmark
    public byte[] sbeEncodeReq() {
        return sbe.encode(req);
    }

    @Benchmark
    public byte[] sbeEncodeResp() {
        return sbe.encode(resp);
    }

    @Benchmark
    public byte[] sbeEncodeAbort() {
        return sbe.encode(abort);
    }

    @Benchmark
    public Req sbeDecodeReq() {
        return sbe.decodeReq(sbeReq);
    }

    @Benchmark
    public Resp sbeDecodeResp() {
        return sbe.decodeResp(sbeResp);
    }

    @Benchmark
    public Abort sbeDecodeAbort() {
        return sbe.decodeAbort(sbeAbort);
    }

    /** What decoding an ABORT costs in any format: making the history and its digests. */
    @Benchmark
    public Abort makeAbort() {
        return SampleMessages.abort();
    }

    /** Prints the sizes. */
    public static void main(String[] args) {
        CodecBenchmark all = new CodecBenchmark();
        System.out.printf(
                "bytes: req %d, resp %d, abort %d (protobuf); req %d, resp %d, abort %d (sbe)%n",
                all.protobufReq.length,
                all.protobufResp.length,
                all.protobufAbort.length,
                all.sbeReq.length,
                all.sbeResp.length,
                all.sbeAbort.length);
    }
}
