/**
 * PBFT (Castro and Liskov, Practical Byzantine Fault Tolerance and Proactive Recovery, TOCS 20(4), 2002), as a total order
 * ({@code PbftOrder}) that others build on, and on its own as an Abstract instance that never aborts ({@code Pbft}).
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><th>step</th><th>where in the paper</th><th>where here</th></tr>
 * <tr><td>{@code PBFT.Request}, {@code PBFT.Relay}</td><td>4.1, 4.2; vouching is explained below</td>
 *     <td>{@code Requests}, {@code Pending}</td></tr>
 * <tr><td>{@code PBFT.PrePrepare}, {@code PBFT.Prepare}, {@code PBFT.Commit}</td><td>4.3</td>
 *     <td>{@code NormalCase}, {@code Slot}, {@code Votes}</td></tr>
 * <tr><td>{@code PBFT.Execute}, {@code PBFT.Reply}, {@code PBFT.Committed}</td><td>4.1, 4.3</td>
 *     <td>{@code Executor}, {@code Execution}, {@code PbftClient}</td></tr>
 * <tr><td>{@code PBFT.Checkpoint}</td><td>4.4</td>
 *     <td>{@code Executor}, {@code StateTransfer}, {@code Checkpoints}, {@code Log}</td></tr>
 * <tr><td>{@code PBFT.ViewChange}, {@code PBFT.NewView}</td><td>4.5, Figure 4</td>
 *     <td>{@code ViewChanges}, {@code Views}, {@code NewViewRule}, {@code Patience}</td></tr>
 * <tr><td>{@code PBFT.Status}, {@code PBFT.Content}</td><td>5.2</td><td>{@code CatchingUp}</td></tr>
 * <tr><td>{@code PBFT.StateTransfer}</td><td>5.3, without its hierarchy of partitions</td>
 *     <td>{@code StateTransfer}</td></tr>
 * </table>
 *
 * <p>Choices, and why:
 *
 * <ul>
 *   <li>Votes carry authenticators; CHECKPOINT, VIEW-CHANGE and NEW-VIEW are signed. The normal case then costs no
 *       signature but one for each checkpoint interval. What prepared is claimed without proof, as in TOCS: a claim
 *       counts when {@code f + 1} replicas say that they pre-prepared the batch ({@code NewViewRule}). The paper's
 *       VIEW-CHANGE-ACKs, by which replicas without signatures convince one another of what a VIEW-CHANGE said, are not
 *       needed, since anyone can check the VIEW-CHANGEs that a NEW-VIEW carries; nor is the weak certificate on checkpoints,
 *       since a signed checkpoint certificate proves itself. Signed PREPAREs, as in the paper of 1999, would prove claims
 *       at the price of a signature and {@code 2f} verifications for each batch.
 *   <li>A NEW-VIEW carries all VIEW-CHANGEs that its primary has, {@code 2f + 1} or more: a false claim may make it
 *       wait for more than {@code 2f + 1}, but hides nothing.
 *   <li>A batch executes when {@code 2f + 1} COMMITs stand for it, whether or not it prepared here ({@code
 *       committed}): {@code f + 1} correct replicas have it prepared.
 *   <li>A replica that accepted a proposal waits for it to execute, as it does for a client's request: without that, null
 *       requests could be stuck for ever.
 *   <li>Replicas that have gone on to a later view count among those that left the earlier ones, for whether the next
 *       primary is late ({@code Views.isAgreedUpon}). Counted for their own view only, two replicas that wait for the same
 *       primary would wait for ever once a third one gives up on it.
 *   <li>A client's authenticator may be good for some replicas only. A backup accepts a request that {@code f + 1} replicas
 *       vouch for, as in the paper; and clients whose requests held up a view need {@code 2f + 1} vouchers for a while
 *       ({@code Pending}).
 *   <li>A replica that lost its memory comes back by a stable checkpoint beyond all it may have voted on ({@code
 *       FormerLife}). The paper estimates that bound by asking the others; here it is noted durably once for each window.
 * </ul>
 *
 * <p>Bounds: what is kept is within the watermarks, one VIEW-CHANGE and four CHECKPOINTs for each replica, one request for
 * each client; a state travels in one message.
 */
package next700.protocol.pbft;
