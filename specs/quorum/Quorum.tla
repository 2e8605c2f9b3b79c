------------------------------- MODULE Quorum -------------------------------
(***************************************************************************)
(* Quorum: steps Q1-Q3 (thesis B.3, Q3 being Z4 of B.2) over the panicking *)
(* mechanism and the init histories of Panicking.  A client sends its      *)
(* request to all replicas, and commits when all have answered alike.      *)
(***************************************************************************)
EXTENDS Panicking

vars == shared

Init == SharedInit

-----------------------------------------------------------------------------
(* Clients: B.3 Steps Q1 and Q3 (= Z4). *)

(* Step Q1.  "On Invoke_i(req), client c sends message <REQ, req, i> to    *)
(* all replicas and triggers timer T."                                     *)
Q1(c, r) == Invoke(c, r)

(* How many replicas must have answered alike: all of them. *)
CommitQuorum == 3 * F + 1

MatchingAnswers(i, r, h) == MatchingAmong(Replica, CommitQuorum, i, r, h)

(* Step Q3 (Z4).  "If client c receives 3f + 1 <RESP, ...> messages from   *)
(* different replicas before expiration of T, with identical digests of    *)
(* replicas' local history (LHDigest) and identical replies, then the      *)
(* client commits req with reply."                                         *)
Commit(c, h) == MatchingAnswers(inst[c], req[c], h) /\ Accept(c, h)

Q3(c) == Outstanding(c) /\ \E h \in Answers(c) : Commit(c, h)

-----------------------------------------------------------------------------
(* Replicas: B.3 Step Q2 with B.6. *)

(* Step Q2.  "updates t_j[c] to req.t_c, executes req, and sends <RESP,    *)
(* reply_j, D(LH_j), i, req.t_c, r_j> to c."                               *)
Receive(i, j, r, ih) == AuthenticRequest(i, r, ih) /\ Perform(i, j, r, ih)

Q2(i, j, r) == \E ih \in Offered(i, j, ClientOf(r)) : Receive(i, j, r, ih)

-----------------------------------------------------------------------------
(* Panicking: B.5. *)

P1(c) == Panic(c)
P2(i, j, c) == \E ih \in Offered(i, j, c) : Stop(i, j, c, ih)
P3(c) == MayAbort(c) /\ \E h \in Histories : Abort(c, h)

-----------------------------------------------------------------------------

Next ==
  \/ \E c \in CorrectClient, r \in Request : Q1(c, r)
  \/ \E i \in Instance, j \in Correct, r \in Request : Q2(i, j, r)
  \/ \E c \in CorrectClient : Q3(c)
  \/ \E c \in CorrectClient : P1(c)
  \/ \E i \in Instance, j \in Correct, c \in Client : P2(i, j, c)
  \/ \E c \in CorrectClient : P3(c)

Spec == Init /\ [][Next]_vars

(* Fair-loss links: timers expire, and a PANIC, which is sent again and    *)
(* again, arrives, as do the ABORTs that answer it.  A REQ is sent once    *)
(* and may be lost.  (Some replica or other receives what it has not yet:  *)
(* there are finitely many, so in the end all do.)                         *)
Fairness ==
  \A c \in CorrectClient :
    /\ WF_vars(P1(c))
    /\ WF_vars(P3(c))
    /\ WF_vars(\E i \in Instance, j \in Correct : P2(i, j, c))

(* Without link failures a REQ arrives too, and so does its RESP. *)
ReliableFairness ==
  /\ Fairness
  /\ \A c \in CorrectClient : WF_vars(Q3(c)) /\ WF_vars(\E r \in Request : Q1(c, r))
  /\ WF_vars(\E i \in Instance, j \in Correct, r \in Request : Q2(i, j, r))
=============================================================================
