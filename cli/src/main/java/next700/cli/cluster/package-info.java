/** {@code next700 cluster}: replicas and clients as processes of their own, and the checks on what they recorded. */
package next700.cli.cluster;
