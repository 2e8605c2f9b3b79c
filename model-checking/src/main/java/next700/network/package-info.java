/**
 * What a protocol says of its life on a real network: {@link next700.network.Networked}. Hosts that know nothing of it run
 * it as processes of their own.
 */
package next700.network;
