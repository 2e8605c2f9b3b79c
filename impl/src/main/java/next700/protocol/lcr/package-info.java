/**
 * LCR, uniform total order broadcast on a ring (thesis chapter 2), as a pure state machine.
 *
 * <p>Steps, with the lines of the figures that they render:
 *
 * <table>
 * <caption>Steps</caption>
 * <tr><th>step</th><th>where</th></tr>
 * <tr><td>{@code LCR.Broadcast}</td><td>Figure 2.5, lines 5-8</td></tr>
 * <tr><td>{@code LCR.Data}</td><td>Figure 2.5, lines 9-18</td></tr>
 * <tr><td>{@code LCR.Ack}</td><td>Figure 2.5, lines 19-23</td></tr>
 * <tr><td>{@code LCR.Deliver}</td><td>Figure 2.5, lines 24-27; Figure 2.7, lines 13-17</td></tr>
 * <tr><td>{@code LCR.ViewChange}</td><td>Figure 2.7, lines 1-2</td></tr>
 * <tr><td>{@code LCR.Recover}</td><td>Figure 2.7, lines 8-12</td></tr>
 * <tr><td>{@code LCR.AckRecover}</td><td>Figure 2.7, lines 3-4</td></tr>
 * <tr><td>{@code LCR.EndRecovery}</td><td>Figure 2.7, line 5</td></tr>
 * <tr><td>{@code LCR.View}</td><td>Figure 2.7, lines 6-7; Figure 2.5, lines 1-4</td></tr>
 * <tr><td>{@code LCR.Stop}</td><td>not in the thesis: a member that cannot go on safely stops</td></tr>
 * </table>
 *
 * <p>Departures from the print, and why:
 *
 * <ul>
 *   <li>Figure 2.5, line 20 guards the forwarding of an acknowledgement only. As printed it guards lines 21-23, and the
 *       predecessor of the predecessor of a message's sender never delivers it.
 *   <li>Figure 2.5, line 18 is taken for every message, not only in the else branch where the print indents it.
 *   <li>2.4.1 does not say how messages compare whose senders stand the other way round on the ring. Here it is the
 *       converse ({@code RingOrder}).
 *   <li>2.5.2: a message in the forward queue counts as received only when it leaves the queue. Together with line 18 as
 *       printed, a message that fairness lets overtake the queue would claim to come after what it overtakes, and total
 *       order breaks.
 *   <li>2.5.2: every message announces how many follow it, so that nobody stops counting between two bursts ({@code
 *       Turns}); and counts are of what leaves the forward queue.
 *   <li>An acknowledgement names the sequence number that the clock has for the message's sender, not the whole clock,
 *       and stands for all messages of that sender before it; each sender's become stable in order.
 *   <li>Messages on the ring name their view. As printed, those of the old view are taken for ones of the new.
 *   <li>Figure 2.7, lines 14-17: pending messages are delivered in the order of 2.4.1; the print names none.
 *   <li>Figure 2.7, lines 11 and 17: what is recovered is counted when it is added, as {@code C[k] := C_m[k]} would, and
 *       not once more when it is delivered. Clocks begin at 0 in every view, when nothing is pending.
 *   <li>Figure 2.7, line 8: a RECOVER is handled by a process that has frozen, because it makes the process freeze.
 *   <li>Figure 2.7, lines 3 and 5: whoever is suspected is waited for no longer. A change of membership that knows of more
 *       interrupts the one that is running. A member that missed the end of an interrupted change installs its view when
 *       it hears from one that has.
 *   <li>2.4.3 leaves agreement on views to a group communication system; here it is part of the protocol ({@code
 *       LcrProcess}), and what happens where the failure detector errs is a policy ({@code Survival}).
 * </ul>
 */
package next700.protocol.lcr;
