package next700.benchmarks.lcr;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.DoubleStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * One member of a group under load. It goes through the phases of a plan together with the others, by the clock that
 * they share, and prints a {@link Sample} for each.
 */
@Command(name = "load-generator", mixinStandardHelpOptions = true, description = "One member of a group under load.")
public final class LoadGenerator implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double BITS_PER_MEGABIT = 1e6;
    private static final int PREPARATION_SIZE_BYTES = 10_000;
    private static final long QUIET_MILLIS = 500;

    @Option(names = "--protocol", required = true, description = "lcr, lcr-unfair, jgroups-udp, ...")
    private String protocol;

    @Option(names = "--me", required = true, description = "Which of the addresses is this process's, from 0.")
    private int self;

    @Option(names = "--addresses", required = true, split = ",", description = "HOST:PORT of each, in ring order.")
    private List<String> addresses;

    @Option(names = "--plan", required = true, description = "Phases SENDERSxSIZE[@MBPS], comma-separated.")
    private String plan;

    @Option(
            names = "--prepare",
            defaultValue = "0",
            description = "Seconds of full load at first, for the JIT to settle.")
    private double prepareSeconds;

    @Option(names = "--warm-up", defaultValue = "1.5", description = "Seconds of load before it is measured.")
    private double warmUpSeconds;

    @Option(names = "--seconds", defaultValue = "3", description = "Seconds that are measured.")
    private double seconds;

    @Option(names = "--pause", defaultValue = "1.5", description = "Seconds without load behind each phase.")
    private double pauseSeconds;

    @Option(names = "--rendezvous", required = true, description = "A directory that all members see.")
    private Path rendezvous;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadGenerator()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        List<Phase> phases = Phase.parseAll(plan);
        Rendezvous meeting = new Rendezvous(rendezvous);
        Tally tally = new Tally(self, addresses.size(), phases.size() + 1);
        try (Peer peer = Protocol.parse(protocol).start(self, addresses, meeting, tally)) {
            meeting.announce("ready." + self, "");
            long startMillis = Long.parseLong(meeting.await("start"));
            long atNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(startMillis - System.currentTimeMillis());
            atNanos = prepare(peer, tally, phases.size(), atNanos);
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < phases.size(); i++) {
                samples.add(measure(peer, tally, i, phases.get(i), atNanos));
                atNanos += nanos(warmUpSeconds + seconds + pauseSeconds);
            }
            sleepUntil(atNanos);
            awaitQuiet(tally);
            for (Sample sample : samples) {
                System.out.println(JSON.writeValueAsString(settle(sample, tally)));
            }
            meeting.announce("done." + self, "");
            meeting.await("stop");
        }
        return CommandLine.ExitCode.OK;
    }

    /** Everybody sends, and nobody measures. Returns when the first phase begins. */
    private long prepare(Peer peer, Tally tally, int number, long startNanos) throws InterruptedException {
        if (prepareSeconds == 0) {
            return startNanos;
        }
        tally.begin(number);
        long untilNanos = startNanos + nanos(prepareSeconds);
        startSender(peer, number, new Phase(addresses.size(), PREPARATION_SIZE_BYTES, 0), startNanos, untilNanos);
        long nextNanos = untilNanos + nanos(pauseSeconds);
        sleepUntil(nextNanos);
        return nextNanos;
    }

    private void startSender(Peer peer, int number, Phase phase, long startNanos, long untilNanos) {
        Thread.ofPlatform().name("sender").daemon().start(() -> send(peer, number, phase, startNanos, untilNanos));
    }

    private Sample measure(Peer peer, Tally tally, int number, Phase phase, long startNanos)
            throws InterruptedException {
        tally.begin(number);
        long fromNanos = startNanos + nanos(warmUpSeconds);
        long untilNanos = fromNanos + nanos(seconds);
        if (self < phase.senders()) {
            startSender(peer, number, phase, startNanos, untilNanos);
        }
        sleepUntil(fromNanos);
        long cpuBefore = cpuNanos();
        long allocatedBefore = allocatedBytes();
        tally.begin(number);
        long before = System.nanoTime();
        sleepUntil(untilNanos);
        Tally.Sums sums = tally.sums();
        double elapsed = (System.nanoTime() - before) / 1e9;
        double cpuSeconds = (cpuNanos() - cpuBefore) / 1e9;
        long allocated = allocatedBytes() - allocatedBefore;
        Histogram latency = tally.latency();
        long all = Math.max(1, sums.all());
        return new Sample(
                Protocol.parse(protocol).toString(),
                addresses.size(),
                self,
                number,
                phase.senders(),
                phase.sizeBytes(),
                phase.offeredMbps(),
                elapsed,
                sums.all() / elapsed,
                sums.bytes() * 8 / elapsed / BITS_PER_MEGABIT,
                sums.deliveries().get(self) / (double) all,
                sums.deliveries().stream().map(count -> count / (double) all).toList(),
                DoubleStream.of(50, 90, 99, 100)
                        .mapToObj(percent ->
                                latency.getTotalCount() == 0 ? 0 : latency.getValueAtPercentile(percent) / 1e3)
                        .toList(),
                cpuSeconds,
                allocated,
                allocated / (double) all,
                0,
                "");
    }

    /** Adds what is known only when all that was broadcast has been delivered. */
    private static Sample settle(Sample sample, Tally tally) {
        return new Sample(
                sample.protocol(),
                sample.members(),
                sample.member(),
                sample.phase(),
                sample.senders(),
                sample.sizeBytes(),
                sample.offeredMbps(),
                sample.seconds(),
                sample.deliveriesPerSecond(),
                sample.payloadMbps(),
                sample.ownShare(),
                sample.shares(),
                sample.latencyMicros(),
                sample.cpuSeconds(),
                sample.allocatedBytes(),
                sample.allocatedBytesPerDelivery(),
                tally.total(sample.phase()),
                tally.order(sample.phase()));
    }

    /**
     * Broadcasts until the phase ends. With a rate, every message has its time, and its latency counts from there, so
     * that a group that is late is not asked less often. That time is anywhere in the message's interval: members that
     * send like clockwork stay in one relation to one another, and that may be the one where the messages of all
     * meet at every link, or the one where they never do.
     */
    private void send(Peer peer, int number, Phase phase, long startNanos, long untilNanos) {
        byte[] message = new byte[phase.sizeBytes()];
        ByteBuffer stamped = ByteBuffer.wrap(message);
        double interval = phase.isPaced() ? phase.intervalNanos() : 0;
        Random moments = new Random(self);
        try {
            sleepUntil(startNanos);
            for (long sequence = 0; System.nanoTime() < untilNanos; sequence++) {
                long dueNanos = System.nanoTime();
                if (phase.isPaced()) {
                    dueNanos = startNanos + (long) (interval * (sequence + moments.nextDouble()));
                    sleepUntil(dueNanos);
                }
                Stamp.write(stamped, self, number, sequence, dueNanos);
                peer.broadcast(message);
            }
        } catch (Exception e) {
            System.err.println("sender " + self + ": " + e);
        }
    }

    /** Until nothing has been delivered for a while: what a full group has taken on may take it seconds. */
    private static void awaitQuiet(Tally tally) throws InterruptedException {
        long before = -1;
        for (long now = tally.total(); now != before; now = tally.total()) {
            before = now;
            Thread.sleep(QUIET_MILLIS);
        }
    }

    private static long nanos(double duration) {
        return (long) (duration * 1e9);
    }

    private static void sleepUntil(long atNanos) {
        for (long left = atNanos - System.nanoTime(); left > 0; left = atNanos - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long allocatedBytes() {
        return ManagementFactory.getPlatformMXBean(ThreadMXBean.class).getTotalThreadAllocatedBytes();
    }
}
