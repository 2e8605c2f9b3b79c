------------------------------- MODULE ZLight -------------------------------
(***************************************************************************)
(* ZLight: steps Z1-Z4 (thesis B.2) over the panicking mechanism and the   *)
(* init histories of Panicking.  The primary numbers the requests, all     *)
(* replicas execute them in that order, and a client commits when all have *)
(* answered alike.                                                         *)
(*                                                                         *)
(* What a correct primary has ordered is ordered[i]: its n-th ORDER goes to *)
(* all, with the entries of the client's authenticator as they came.  A    *)
(* Byzantine primary has no state: to each replica it sends any request    *)
(* under any number, with any init history, as long as MAC_j is the        *)
(* client's.  A Byzantine client chooses the replicas at which its MAC     *)
(* verifies: that is chosen when the ORDER arrives.                        *)
(***************************************************************************)
EXTENDS Panicking

CONSTANT Primary  \* "the primary, say r_1"

VARIABLES
  ordered,  \* ordered[i]: the ORDERs of a correct primary, [request, init]
  sn,       \* sn[i][j]: sn_j, how many ORDERs j has executed
  halted    \* halted[i][j]: whether a MAC_j did not verify at j

ordering == <<ordered, sn, halted>>
vars     == <<shared, ordering>>

Init ==
  /\ SharedInit
  /\ ordered = [i \in Instance |-> <<>>]
  /\ sn      = [i \in Instance |-> [j \in Correct |-> 0]]
  /\ halted  = [i \in Instance |-> [j \in Correct |-> FALSE]]

-----------------------------------------------------------------------------
(* Clients: Steps Z1 and Z4. *)

(* Step Z1.  "On Invoke_i(req), client c sends the message <REQ, req, i>   *)
(* to the primary and triggers timer T."                                   *)
Z1(c, r) == Invoke(c, r) /\ UNCHANGED ordering

(* How many replicas must have answered alike: all of them. *)
CommitQuorum == 3 * F + 1

MatchingAnswers(i, r, h) == MatchingAmong(Replica, CommitQuorum, i, r, h)

(* Step Z4, as Q3 of Quorum. *)
Commit(c, h) ==
  /\ MatchingAnswers(inst[c], req[c], h)
  /\ Accept(c, h)
  /\ UNCHANGED ordering

Z4(c) == Outstanding(c) /\ \E h \in Answers(c) : Commit(c, h)

-----------------------------------------------------------------------------
(* The primary: Step Z2. *)

(* "req.t_c is higher than t_1[c]".  Erratum: in print t_1[c] and sn_1 are *)
(* also those of Step Z3, which Z2 then disables at the primary.  What the *)
(* primary has ordered counts here, what it has executed there.            *)
NotOrdered(i, r) ==
  \A n \in DOMAIN ordered[i] :
    LET q == ordered[i][n].request
    IN  ClientOf(q) = ClientOf(r) => TimeOf(q) < TimeOf(r)

(* What Z2 does to the counters with which the primary executes: no more   *)
(* than an init history does.                                              *)
CountersOrdered(i, r, ih) ==
  /\ ts' = [ts EXCEPT ![i][Primary] = TimesWith(i, Primary, ih)]
  /\ UNCHANGED sn

(* Step Z2.  "The primary r_1 on receiving m' = <REQ, req, i> [...]        *)
(* increments sn_1, and sends <<ORDER, req, i, sn>, MAC_j> to every        *)
(* replica r_j."  B.6: "the primary executes the step only if IH can be    *)
(* verified", unless it is initialised; it begins with IH, and the ORDER   *)
(* carries IH on.                                                          *)
Order(i, r, ih) ==
  /\ Primary \in Correct
  /\ AuthenticRequest(i, r, ih)
  /\ MayProceed(i, Primary, ih)
  /\ NotOrdered(i, r)
  /\ ordered' = [ordered EXCEPT ![i] = Append(@, [request |-> r, init |-> ih])]
  /\ lh' = [lh EXCEPT ![i][Primary] = HistoryWith(i, Primary, ih)]
  /\ base' = [base EXCEPT ![i][Primary] = BaseWith(i, Primary, ih)]
  /\ CountersOrdered(i, r, ih)
  /\ UNCHANGED <<clients, answered, stopped, told, halted>>

Z2(i, r) ==
  Primary \in Correct /\ \E ih \in Offered(i, Primary, ClientOf(r)) : Order(i, r, ih)

-----------------------------------------------------------------------------
(* Replicas: Step Z3. *)

(* "on receiving (from primary r_1) <<ORDER, req, i, sn'>, MAC_j>": of a   *)
(* correct primary, its n-th one.  Erratum: links are not FIFO (3.3), and   *)
(* what becomes of an ORDER that arrives before its turn is not said.  If   *)
(* it is dropped, it never comes again, and the next client waits in vain   *)
(* (EarlyOrderIsDropped); it is kept.                                       *)
OrderedAs(i, n, r, ih) ==
  Primary \in Correct =>
    n \in DOMAIN ordered[i] /\ ordered[i][n] = [request |-> r, init |-> ih]

(* "MAC_j authenticates req and i": a correct client sent it.  Whether it  *)
(* covers IH is not said, and need not be (InitNotCovered in errata).      *)
Authenticates(i, j, r) == ClientOf(r) \in CorrectClient => r \in sent[i][ClientOf(r)]

(* "if MAC_j verification fails": what Byzantine clients can bring about.  *)
(* A Byzantine primary can too, but it might as well send nothing.         *)
MayFailToVerify(r) == ClientOf(r) \in ByzantineClient

(* "r_j stops executing Step Z3 in instance i." *)
Listens(i, j) == ~halted[i][j]

(* "sn' = sn_j + 1" *)
NextNumber(i, j) == {sn[i][j] + 1}

(* "t_j[c] < req.t_c".  A request that j has from the init history counts  *)
(* as new once: it is answered without being executed.                     *)
MayTake(i, j, r, ih) ==
  IF Known(i, j, HistoryWith(i, j, ih), r) THEN r \notin answered[i][j]
  ELSE Fresh(TimesWith(i, j, ih), r)

(* Step Z3.  "updates sn_j to sn' and t_j[req.c] to req.t_c, executes req, *)
(* and sends <RESP, reply_j, D(LH_j), i, req.t_c, r_j> to c."              *)
Execute(i, j, n, r, ih) ==
  /\ Listens(i, j)
  /\ OrderedAs(i, n, r, ih)
  /\ Authenticates(i, j, r)
  /\ n \in NextNumber(i, j)
  /\ Perform(i, j, r, ih)
  /\ MayTake(i, j, r, ih)
  /\ sn' = [sn EXCEPT ![i][j] = n]
  /\ UNCHANGED <<ordered, halted>>

(* "Moreover, if MAC_j verification fails, r_j stops executing Step Z3."   *)
Halt(i, j, n, r, ih) ==
  /\ Listens(i, j)
  /\ OrderedAs(i, n, r, ih)
  /\ n \in NextNumber(i, j)
  /\ MayFailToVerify(r)
  /\ halted' = [halted EXCEPT ![i][j] = TRUE]
  /\ UNCHANGED <<shared, ordered, sn>>

(* The init histories that can come with the n-th ORDER. *)
OfferedWith(i, j, n) ==
  IF Primary \in Correct
  THEN IF n \in DOMAIN ordered[i] THEN {ordered[i][n].init} ELSE {}
  ELSE IF Initialised(i, j) THEN {None} ELSE ValidInitHistories(i)

Z3(i, j, r) ==
  \E n \in NextNumber(i, j) : \E ih \in OfferedWith(i, j, n) :
    Execute(i, j, n, r, ih) \/ Halt(i, j, n, r, ih)

-----------------------------------------------------------------------------
(* Panicking: B.5. *)

P1(c) == Panic(c) /\ UNCHANGED ordering
P2(i, j, c) == \E ih \in Offered(i, j, c) : Stop(i, j, c, ih) /\ UNCHANGED ordering
P3(c) == MayAbort(c) /\ \E h \in Histories : Abort(c, h) /\ UNCHANGED ordering

-----------------------------------------------------------------------------

Next ==
  \/ \E c \in CorrectClient, r \in Request : Z1(c, r)
  \/ \E i \in Instance, r \in Request : Z2(i, r)
  \/ \E i \in Instance, j \in Correct, r \in Request : Z3(i, j, r)
  \/ \E c \in CorrectClient : Z4(c)
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
  /\ \A c \in CorrectClient : WF_vars(Z4(c)) /\ WF_vars(\E r \in Request : Z1(c, r))
  /\ WF_vars(\E i \in Instance, r \in Request : Z2(i, r))
  /\ WF_vars(\E i \in Instance, j \in Correct, r \in Request : Z3(i, j, r))

-----------------------------------------------------------------------------

OrderingTypeOK ==
  /\ \A i \in Instance : \A n \in DOMAIN ordered[i] : ordered[i][n].request \in Request
  /\ \A i \in Instance, j \in Correct : sn[i][j] \in Nat /\ halted[i][j] \in BOOLEAN

(* C.1, ZLight Progress: "all replicas execute all requests in the same    *)
(* order (established by the sequence numbers assigned by the primary)".   *)
(* It is the primary's order whenever the primary is correct.              *)
C_OneOrder ==
  Primary \in Correct =>
    \A i \in Instance, j, k \in Correct :
      SubSeq(lh[i][j], 1, Max(base[i][j], 0)) = SubSeq(lh[i][k], 1, Max(base[i][k], 0)) =>
        IsPrefix(lh[i][j], lh[i][k]) \/ IsPrefix(lh[i][k], lh[i][j])
=============================================================================
