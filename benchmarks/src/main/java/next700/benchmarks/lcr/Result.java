package next700.benchmarks.lcr;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import next700.benchmarks.lcr.Run.Setting;

/** What all members measured in one phase. */
record Result(Setting setting, Phase phase, List<Sample> samples) {
    private double mean(ToDoubleFunction<Sample> figure) {
        return samples.stream().mapToDouble(figure).average().orElse(0);
    }

    private double meanOfSenders(ToDoubleFunction<Sample> figure) {
        return samples.stream()
                .filter(sample -> sample.member() < phase.senders())
                .mapToDouble(figure)
                .average()
                .orElse(0);
    }

    /** Delivered payload per process (thesis 2.6.2). */
    double mbps() {
        return mean(Sample::payloadMbps);
    }

    double deliveriesPerSecond() {
        return mean(Sample::deliveriesPerSecond);
    }

    double medianMillis() {
        return meanOfSenders(sample -> sample.latencyMicros().get(0)) / 1e3;
    }

    double ninetyNinthMillis() {
        return meanOfSenders(sample -> sample.latencyMicros().get(2)) / 1e3;
    }

    /** The share of each sender in what was delivered, in percent. */
    List<Double> sharesPercent() {
        return IntStream.range(0, phase.senders())
                .mapToObj(sender -> 100 * mean(sample -> sample.shares().get(sender)))
                .toList();
    }

    /** By how much the largest share exceeds the smallest. */
    double sharesApart() {
        List<Double> shares = sharesPercent();
        return shares.stream().max(Double::compare).orElse(0.0)
                - shares.stream().min(Double::compare).orElse(0.0);
    }

    /** Of one processor, per member. */
    double cpuPercent() {
        return 100 * mean(sample -> sample.cpuSeconds() / sample.seconds());
    }

    double allocatedPerDelivery() {
        return mean(Sample::allocatedBytesPerDelivery);
    }

    /** Whether all delivered the same messages in the same order. */
    boolean isOrdered() {
        return samples.stream()
                        .map(sample -> sample.total() + " " + sample.order())
                        .distinct()
                        .count()
                == 1;
    }
}
