/**
 * Zyzzyva (Kotla, Alvisi, Dahlin, Clement, Wong: SOSP 2007, TOCS 2009, CACM 2008): a primary orders, replicas execute at once and
 * answer, and clients find out what is decided. Steps that comments cite are the paper's.
 *
 * <table>
 * <caption>Where what stands</caption>
 * <tr><th>in the paper</th><th>here</th></tr>
 * <tr><td>1, 4a to 4d</td><td>{@code ZyzzyvaClient}</td></tr>
 * <tr><td>2, 3, 5; FILL-HOLE, CONFIRM-REQ</td><td>{@code Agreement}</td></tr>
 * <tr><td>checkpoints</td><td>{@code Checkpointing}</td></tr>
 * <tr><td>VC1 to VC5, 4d</td><td>{@code Hatred}, {@code ViewChanging}, {@code NewViewRule}</td></tr>
 * <tr><td>the history, roll-back</td><td>{@code SpeculativeLog}</td></tr>
 * </table>
 *
 * <p>Where the paper is wrong, and what is done: what a new view begins with is decided by the evidence of the highest view
 * ({@link next700.protocol.zyzzyva.NewViewRule}); the printed rule is kept beside it, to be looked at.
 *
 * <p>What was decided, where the sources say too little or differ:
 *
 * <ul>
 *   <li>Clients authenticate requests by a MAC for each replica, since they have no keys to sign with. A replica that a client gave
 *       no MAC stays behind, and takes the request with the next view, where {@code f+1} others report it.
 *   <li>A commit certificate counts in a VIEW-CHANGE beside {@code 2f+1} VIEW-CONFIRMs of its view, and only if it is not shorter than
 *       what that view began with.
 *   <li>A replica keeps its old history until {@code 2f+1} VIEW-CONFIRMs begin the new view: that is what it reports if the view does
 *       not begin.
 *   <li>A checkpoint is stable when {@code 2f+1} replicas of one view say that they hold a commit certificate for it, not when
 *       {@code f+1} say that they executed it: what is complete only may be forgotten. Replicas send one another their answers at a
 *       checkpoint, and make the certificate themselves.
 *   <li>A replica that executed a request whose client asks again waits for a certificate of it, and then hates the primary: with one
 *       replica silent and one left behind no client could complete, though everybody has answered.
 *   <li>A primary in whose view nothing completes hates itself: with a replica that is silent and one that is elsewhere it cannot
 *       tell.
 *   <li>Whoever waits for a request in vain asks the others for what it lacks, too, not only the primary.
 *   <li>A VIEW-CHANGE reports requests without their ORDER-REQs: of {@code f+1} that report the same one is correct.
 * </ul>
 *
 * <p>Left out: batches, the commit optimisation (a flag by which replicas agree before they execute), values that the primary
 * chooses (ND), and answers by one replica in full where the others send digests.
 *
 * <p>Bounds: between two stable checkpoints a history has at most two intervals of requests; a NEW-VIEW carries {@code 2f+1} of
 * them.
 */
package next700.protocol.zyzzyva;
