/**
 * LCR's measurements (thesis 2.6): processes that load a group, on links of 100 Mbit/s that {@code lcr/run} makes, and
 * what came out beside JGroups, beside a ring without any protocol, and beside plain TCP.
 */
package next700.benchmarks.lcr;
