------------------------------- MODULE Chain --------------------------------
(***************************************************************************)
(* Chain: steps C1-C4 (thesis B.4) with chain authenticators (3.5.1.2) over *)
(* the panicking mechanism and the init histories of Panicking.  The head  *)
(* numbers the requests, each replica executes them and passes them on to  *)
(* the next, and a client commits what the last f+1 have executed alike.   *)
(*                                                                         *)
(* Replicas are 1..3f+1, the head first.  What a correct replica has passed *)
(* on is chained[i][j]: its n-th CHAIN, with a MAC for each of its         *)
(* successors.  A Byzantine replica has no state; its own MACs say what is *)
(* wanted, and it can pass on any MAC that a correct one has made, or none. *)
(* A MAC that does not verify makes a replica stop executing Step C3: that *)
(* is as if nothing more arrived, which it may as well.                    *)
(***************************************************************************)
EXTENDS Panicking

VARIABLE chained  \* chained[i][j]: what j passed on, [request, init], by sequence number

vars == <<shared, chained>>

Init == SharedInit /\ chained = [i \in Instance |-> [j \in Correct |-> <<>>]]

TheHead == 1
TheTail == 3 * F + 1

-----------------------------------------------------------------------------
(* Chain authenticators: 3.5.1.2. *)

(* "requiring processes to generate (at most) f + 1 MACs" *)
Covered == F + 1

(* "for the first 2f replicas, the successor set comprises the next f + 1  *)
(* replicas in the chain, whereas for other replicas (i > 2f), the         *)
(* successor set comprises all subsequent replicas in the chain, as well   *)
(* as the client."                                                         *)
Successors(j) == IF j <= 2 * F THEN j + 1..j + Covered ELSE j + 1..TheTail

(* "the f + 1 first replicas in the chain" *)
ClientSuccessors == 1..Covered

(* "a set of processes q such that p is in q's successor set" *)
Predecessors(j) == {q \in Replica : j \in Successors(q)}

(* Sigma_last: "the last f + 1 replicas in the chain order", whose         *)
(* successor sets the client is in.                                        *)
Last == 2 * F + 1..TheTail

-----------------------------------------------------------------------------
(* Clients: Steps C1 and C4. *)

(* Step C1.  "On Invoke_i(req), client c sends the message <CHAIN, req, i> *)
(* to the head and triggers the timer T."                                  *)
C1(c, r) == Invoke(c, r) /\ UNCHANGED chained

(* How many MACs on the same history a client needs: all of Sigma_last.    *)
CommitQuorum == F + 1

MatchingAnswers(i, r, h) == MatchingAmong(Last, CommitQuorum, i, r, h)

(* Step C4.  "If client c receives <CHAIN, req, i, *, reply, LHDigest>     *)
(* from the tail before expiration of T, and with MACs from last f + 1     *)
(* replicas that authenticate req, i, LHDigest and D(reply), then c        *)
(* commits req with reply."                                                *)
Commit(c, h) ==
  /\ MatchingAnswers(inst[c], req[c], h)
  /\ Accept(c, h)
  /\ UNCHANGED chained

C4(c) == Outstanding(c) /\ \E h \in Answers(c) : Commit(c, h)

-----------------------------------------------------------------------------
(* Replicas: Steps C2 and C3. *)

PassedOn(i, j) == [n \in DOMAIN chained[i][j] |-> chained[i][j][n].request]

(* "req.t_c is higher than t_j[c]".  A request that j has from the init    *)
(* history counts as new once: it is passed on without being executed.     *)
MayTake(i, j, r, ih) ==
  IF Known(i, j, HistoryWith(i, j, ih), r) THEN r \notin Range(PassedOn(i, j))
  ELSE Fresh(TimesWith(i, j, ih), r)

(* Executes req at the next position, and passes it on.                    *)
PassOn(i, j, r, ih) ==
  /\ Perform(i, j, r, ih)
  /\ MayTake(i, j, r, ih)
  /\ chained' = [chained EXCEPT ![i][j] = Append(@, [request |-> r, init |-> ih])]

(* What C2 does at the head.  Erratum: in print the head only numbers the  *)
(* request and sends it; it never executes, nor sets LH_1 to IH.           *)
Lead(i, r, ih) == PassOn(i, TheHead, r, ih)

(* Step C2.  "The head r_1, on receiving m = <CHAIN, req, i> from client   *)
(* c, if the head can verify client's MAC, sends <CHAIN, req, i, sn_1, _>  *)
(* to r_2."                                                                *)
C2(i, r) ==
  /\ TheHead \in Correct
  /\ \E ih \in Offered(i, TheHead, ClientOf(r)) : AuthenticRequest(i, r, ih) /\ Lead(i, r, ih)

(* "sn = sn_j + 1".  Erratum: links are not FIFO (3.3), and what becomes of *)
(* a CHAIN that arrives before its turn is not said.  If it is dropped, it *)
(* never comes again (EarlyChainIsDropped); it is kept.                    *)
NextNumber(i, j) == {Len(chained[i][j]) + 1}

(* Erratum: it is not said that chain authenticators cover IH.  They must, *)
(* or a Byzantine replica passes on another one.                           *)
Covers(macOf, ih) == macOf = ih

(* Whether correct replica q has made a MAC for j: over req, sn and IH.    *)
HasSent(i, q, n, r, ih) ==
  /\ n \in DOMAIN chained[i][q]
  /\ chained[i][q][n].request = r
  /\ Covers(chained[i][q][n].init, ih)

(* "on receiving m = <CHAIN, req, i, sn, REPLY> from the predecessor": what *)
(* a correct one has sent, with the init history as it went on.            *)
FromPredecessor(i, j, n, r, ih) ==
  j - 1 \in Correct =>
    n \in DOMAIN chained[i][j - 1] /\ chained[i][j - 1][n] = [request |-> r, init |-> ih]

(* The client's own MAC for j.  It need not cover IH: whoever could swap IH *)
(* for another has to do so at the head, and then all begin with the other. *)
ClientVouches(i, r) ==
  ClientOf(r) \in CorrectClient => r \in sent[i][ClientOf(r)]

(* "it can verify MACs from all processes from its predecessor set against *)
(* the content of m".                                                      *)
Verifies(i, j, n, r, ih) ==
  /\ \A q \in Predecessors(j) \cap Correct : HasSent(i, q, n, r, ih)
  /\ j \in ClientSuccessors => ClientVouches(i, r)

(* Step C3.  "updates sn_j to sn and t_j[c] to req.t_c, executes req, and  *)
(* sends <CHAIN, req, i, sn, REPLY, LHDigest> to its successor."           *)
Follow(i, j, n, r, ih) ==
  /\ n \in NextNumber(i, j)
  /\ FromPredecessor(i, j, n, r, ih)
  /\ Verifies(i, j, n, r, ih)
  /\ PassOn(i, j, r, ih)

(* The init histories that can come with the n-th CHAIN.                   *)
InitsPassed(i, j, n) ==
  IF j - 1 \in Correct
  THEN IF n \in DOMAIN chained[i][j - 1] THEN {chained[i][j - 1][n].init} ELSE {}
  ELSE {None} \cup ValidInitHistories(i)

C3(i, j, r) ==
  /\ j # TheHead
  /\ \E n \in NextNumber(i, j) : \E ih \in InitsPassed(i, j, n) : Follow(i, j, n, r, ih)

-----------------------------------------------------------------------------
(* Panicking: B.5.  Erratum: in print P2 stops Step C3 and not C2, where   *)
(* the head executes (Runs).                                               *)

P1(c) == Panic(c) /\ UNCHANGED chained
P2(i, j, c) == \E ih \in Offered(i, j, c) : Stop(i, j, c, ih) /\ UNCHANGED chained
P3(c) == MayAbort(c) /\ \E h \in Histories : Abort(c, h) /\ UNCHANGED chained

-----------------------------------------------------------------------------

Next ==
  \/ \E c \in CorrectClient, r \in Request : C1(c, r)
  \/ \E i \in Instance, r \in Request : C2(i, r)
  \/ \E i \in Instance, j \in Correct, r \in Request : C3(i, j, r)
  \/ \E c \in CorrectClient : C4(c)
  \/ \E c \in CorrectClient : P1(c)
  \/ \E i \in Instance, j \in Correct, c \in Client : P2(i, j, c)
  \/ \E c \in CorrectClient : P3(c)

Spec == Init /\ [][Next]_vars

(* As in Quorum: PANICs and ABORTs arrive.                                 *)
Fairness ==
  \A c \in CorrectClient :
    /\ WF_vars(P1(c))
    /\ WF_vars(P3(c))
    /\ WF_vars(\E i \in Instance, j \in Correct : P2(i, j, c))

(* Without link failures everything does.                                  *)
ReliableFairness ==
  /\ Fairness
  /\ \A c \in CorrectClient : WF_vars(C4(c)) /\ WF_vars(\E r \in Request : C1(c, r))
  /\ WF_vars(\E i \in Instance, r \in Request : C2(i, r))
  /\ WF_vars(\E i \in Instance, j \in Correct, r \in Request : C3(i, j, r))

-----------------------------------------------------------------------------

ChainTypeOK ==
  \A i \in Instance, j \in Correct :
    /\ Range(PassedOn(i, j)) \subseteq Request
    /\ answered[i][j] = Range(PassedOn(i, j))

(* C.2, Lemma 2: "If correct replica r_j executes req (at position sn, at  *)
(* time t_1), then all correct replicas before it in the chain execute req *)
(* (at position sn, before t_1)."  Executing is what lengthens LH_j, so    *)
(* that the lemma is also one on local histories, and only holds of those  *)
(* with the chain authenticators covering the init history.                *)
C_Lemma2 ==
  \A i \in Instance, j, k \in Correct :
    k < j =>
      /\ IsPrefix(PassedOn(i, j), PassedOn(i, k))
      /\ PassedOn(i, j) # <<>> => Range(PassedOn(i, j)) \subseteq Range(lh[i][k])

(* C.2, Lemma 3: "If benign client c commits req with history h (at time   *)
(* t_1), then all correct replicas in Sigma_last execute req (before t_1)  *)
(* and the state of their local history upon executing req is h."          *)
C_Lemma3 ==
  \A i \in Instance : \A e \in committed[i] : \A j \in Last \cap Correct :
    e.request \in answered[i][j] /\ Answer(i, j, e.request) = e.history
=============================================================================
