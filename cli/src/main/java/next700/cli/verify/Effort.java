package next700.cli.verify;

import java.time.Duration;
import java.util.Optional;

/**
 * How hard a protocol is tried.
 *
 * @param f faults tolerated, if it was said
 * @param fuzz how long the adversary tries
 * @param network how long a run over the network lasts
 */
record Effort(long seed, Optional<Integer> f, Duration fuzz, Duration network) {}
