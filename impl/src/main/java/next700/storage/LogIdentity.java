package next700.storage;

import next700.process.Digest;

/**
 * Whose log it is.
 *
 * @param cluster what no two clusters share, such as a digest of the replicas' public keys
 * @param version of what the protocol stores, from 1
 * @param process the name of the process
 */
public record LogIdentity(Digest cluster, String protocol, int version, String process) {}
