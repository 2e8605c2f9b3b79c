package next700.benchmarks;

import next700.protocol.abstraction.InstanceMessage;
import next700.protocol.panicking.Abort;
import next700.protocol.unanimity.Req;
import next700.protocol.unanimity.Resp;
import next700.wire.Frame;
import next700.wire.FrameCodec;
import next700.wire.FrameLimits;
import next700.wire.MalformedFrameException;
import org.openjdk.jmh.annotations.Benchmark;

/**
 * Encoding and decoding, to and from the protocols' values, with all checks of hostile bytes.
 */
public class CodecBenchmark extends MicroBenchmark {
    private final FrameCodec codec = new FrameCodec(FrameLimits.DEFAULT);
    private final Req req = SampleMessages.req();
    private final Resp resp = SampleMessages.resp();
    private final Abort abort = SampleMessages.abort();
    private final byte[] encodedReq = encode(req);
    private final byte[] encodedResp = encode(resp);
    private final byte[] encodedAbort = encode(abort);

    private byte[] encode(InstanceMessage message) {
        return codec.encode(new Frame.Payload(message));
    }

    @Benchmark
    public byte[] encodeReq() {
        return encode(req);
    }

    @Benchmark
    public byte[] encodeResp() {
        return encode(resp);
    }

    @Benchmark
    public byte[] encodeAbort() {
        return encode(abort);
    }

    @Benchmark
    public Frame decodeReq() throws MalformedFrameException {
        return codec.decode(encodedReq);
    }

    @Benchmark
    public Frame decodeResp() throws MalformedFrameException {
        return codec.decode(encodedResp);
    }

    @Benchmark
    public Frame decodeAbort() throws MalformedFrameException {
        return codec.decode(encodedAbort);
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
                "bytes: req %d, resp %d, abort %d%n",
                all.encodedReq.length, all.encodedResp.length, all.encodedAbort.length);
    }
}
