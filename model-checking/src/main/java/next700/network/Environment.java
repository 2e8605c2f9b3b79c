package next700.network;

import next700.protocol.authentication.Authentication;

/**
 * What a process finds where it runs.
 *
 * @param authentication its keys
 * @param workload the name of what clients ask for, by which a replicated service can be chosen
 * @param deltaMillis within which messages arrive while nothing is wrong: for whoever must decide how long to wait
 */
public record Environment(Authentication authentication, String workload, long deltaMillis) {}
