/** How fast the Abstract family is: replica processes and clients on one machine, requests and replies of no bytes. */
package next700.benchmarks.cluster;
