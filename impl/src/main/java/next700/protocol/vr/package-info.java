/**
 * Viewstamped Replication Revisited (Liskov and Cowling, MIT-CSAIL-TR-2012-021): a replicated state machine that tolerates f
 * crashes of {@code 2f+1} replicas. Sections and steps that comments cite are the paper's; so are the names.
 *
 * <table>
 * <caption>Where what stands</caption>
 * <tr><th>in the paper</th><th>here</th></tr>
 * <tr><td>Figure 2</td><td>{@code ReplicaState}, {@code Configuration}, {@code ClientTable}</td></tr>
 * <tr><td>4.1 Normal operation</td><td>{@code NormalOperation}, {@code VrClient}</td></tr>
 * <tr><td>4.2 View changes</td><td>{@code ViewChange}</td></tr>
 * <tr><td>4.3 Recovery</td><td>{@code Recovering}</td></tr>
 * <tr><td>5.2 State transfer</td><td>{@code StateTransfer}</td></tr>
 * </table>
 *
 * <p>Where the paper is wrong, and what is done:
 *
 * <ul>
 *   <li>State transfer to a later view keeps the log until the new one is there, and the view does not count as normal
 *       before: as printed it loses what is committed.
 *   <li>The view-number is on disk before anything is said of it, as in the original VR (8.2 mentions it): without it a
 *       STARTVIEWCHANGE or DOVIEWCHANGE is counted whose sender has crashed since and come back to the view before.
 * </ul>
 *
 * <p>Where it says too little, and what was decided:
 *
 * <ul>
 *   <li>A replica that hears of a later view goes to that one; its own timer takes it to the next.
 *   <li>A STARTVIEWCHANGE, DOVIEWCHANGE or STARTVIEW that is lost is not sent again: who waits for longer than its patience begins
 *       the next view; who hears the primary of a view that it waits for asks for its state.
 *   <li>A PREPARE or COMMIT of the view that a replica changes to tells that the view has begun: it asks for the state.
 *   <li>A STARTVIEW counts once, and only for a view that a replica is not yet in.
 *   <li>Of a COMMIT beyond its log a backup executes what it has, and asks for the rest.
 *   <li>Of two answers of one replica to a RECOVERY the one of the later view counts; the primary's must be of the latest view
 *       of all that have come, not of some {@code f+1} of them.
 *   <li>A replica that is behind the view that a recovering one had goes on to that view.
 *   <li>A PREPARE is sent again with every heartbeat until it is committed, and answered again.
 * </ul>
 *
 * <p>Bounds: a log grows for ever, and travels whole in DOVIEWCHANGE, STARTVIEW and RECOVERYRESPONSE. If more than f
 * replicas are down or recovering at one time, nothing can start again: what is on disk is too little for that.
 */
package next700.protocol.vr;
