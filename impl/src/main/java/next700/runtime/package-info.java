/**
 * The network host: processes over Netty, with real time and real keys.
 *
 * <p>One thread per process drives everything: the automaton, its timers, its links and its files. {@link
 * next700.runtime.ReplicaHost} and {@link next700.runtime.ClientHost} are the two kinds of process; {@link
 * next700.runtime.Cluster} starts them as JVMs of their own. Nothing that arrives stops a process: it is dropped, and
 * counted by cause.
 */
package next700.runtime;
