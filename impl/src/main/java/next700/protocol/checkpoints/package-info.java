/**
 * The lightweight checkpoint subprotocol (thesis B.6.1), by which histories stay bounded in ZLight, Quorum and Chain.
 *
 * <p>As printed it loses commits: clients collapse a checkpointed state and {@code CHK} requests into a checkpoint "on
 * behalf of the replica", and then count states instead of requests ({@code specs/checkpoints/CheckpointsErrata.tla}). Here nothing is
 * collapsed, and what is cut off is proven:
 *
 * <ul>
 *   <li>A {@link next700.protocol.checkpoints.Checkpoint} counts requests, not checkpoints, and counts those of the init
 *       history too, so that a position means the same in all instances. It is signed, rather than authenticated by
 *       MACs, because it travels on to third parties.
 *   <li>The signatures of all {@code 3f + 1} replicas on the same history are a {@link
 *       next700.protocol.checkpoints.Certificate}. A replica that has one keeps of the history before it only a digest,
 *       and of its effects an {@link next700.protocol.checkpoints.Image}; its history then begins with that base.
 *   <li>ABORTs and all that is made of them carry such histories, with the certificate of the base.
 * </ul>
 *
 * <p><b>Why that is sound</b> ({@code LCS.StableInAll}). Let a certificate of instance {@code i} cover the first {@code n}
 * requests. Every correct replica signed it, so each has had that prefix in its local history of {@code i}, which only
 * grows (Lemma 1), and signed it while it had not stopped, so that its ABORT has it too. A proof of ABORTs of {@code i}
 * has {@code f + 1} of correct replicas: at the first {@code n} positions no other value can have {@code f + 1} of
 * {@code 2f + 1} votes. None of these requests can have {@code f + 1} votes beyond position {@code n} either, since a
 * correct local history has no request twice. So every abort history of {@code i} begins with this prefix, whether it is
 * counted request by request or taken from the certificate; so does, as an init history, every local history of every
 * later instance, and every abort history there. Of an earlier instance all this need not hold, in which another history
 * may have been aborted with: a certificate founds histories of its own instance and of later ones only.
 *
 * <p>Fewer signatures would not do: a correct replica that did not sign may have executed something else, and with the
 * Byzantine ones it may be all that a proof tells of the requests before the checkpoint ({@code StableAtFPlus1}).
 */
package next700.protocol.checkpoints;
