package next700.benchmarks.lcr;

import java.util.List;

/**
 * What one member measured in one phase; a line of JSON.
 *
 * @param phase which of the plan, from 0
 * @param shares of the members in what was delivered
 * @param latencyMicros from the broadcast of a member's own messages to their delivery at it: median, 90 %, 99 %, largest
 * @param cpuSeconds of the whole process
 * @param allocatedBytes by all of its threads
 * @param total deliveries of the phase, those before and behind the measured interval included
 * @param order a digest of their order
 */
record Sample(
        String protocol,
        int members,
        int member,
        int phase,
        int senders,
        int sizeBytes,
        double offeredMbps,
        double seconds,
        double deliveriesPerSecond,
        double payloadMbps,
        double ownShare,
        List<Double> shares,
        List<Double> latencyMicros,
        double cpuSeconds,
        long allocatedBytes,
        double allocatedBytesPerDelivery,
        long total,
        String order) {}
