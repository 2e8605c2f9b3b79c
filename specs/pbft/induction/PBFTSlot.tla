------------------------------ MODULE PBFTSlot ------------------------------
(***************************************************************************)
(* One sequence number of PBFT, over all views: what is proved of it by    *)
(* induction, for every number of replicas, faults, views and requests.    *)
(* PBFT refines it, once for each number (MCPBFTRefines).                  *)
(*                                                                         *)
(* Only correct replicas have a state.  A Byzantine one has sent whatever  *)
(* anybody waits for: it counts in every quorum, with any word, and any    *)
(* word in each.                                                           *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  F,          \* the fault threshold f
  Replica,
  Byzantine,  \* the Byzantine replicas
  View,
  Request,
  Quorum,     \* as many replicas as a certificate is made of
  Vouching    \* as many replicas as have a correct one among them

ASSUME
  /\ F \in Nat
  /\ View \subseteq Nat
  /\ Byzantine \subseteq Replica

ASSUME
  /\ Cardinality(Replica) = 3 * F + 1
  /\ Cardinality(Byzantine) <= F
  /\ Quorum = {q \in SUBSET Replica : Cardinality(q) = 2 * F + 1}
  /\ Vouching = {w \in SUBSET Replica : Cardinality(w) = F + 1}

(* Proved by counting. *)
ASSUME QuorumsMeet == \A p, q \in Quorum : \E r \in p \cap q : r \notin Byzantine
ASSUME OneIsCorrect == \A w \in Vouching : \E r \in w : r \notin Byzantine

Correct == Replica \ Byzantine

VARIABLES
  left,      \* <<r, v>>: r is in a later view than v, or changes to one
  accepted,  \* <<r, v, x>>: r stands by x in view v
  stood,     \* <<r, v, x>>: r has stood by x in view v, or in a later one
  promised,  \* <<r, v, x>>: x prepared at r in view v, and r has sent COMMIT
  executed   \* <<r, v, x>>: x committed at r in view v

vars == <<left, accepted, stood, promised, executed>>

TypeOK ==
  /\ left \subseteq Correct \X View
  /\ accepted \subseteq Correct \X View \X Request
  /\ stood \subseteq Correct \X View \X Request
  /\ promised \subseteq Correct \X View \X Request
  /\ executed \subseteq Correct \X View \X Request

Init ==
  /\ left = {}
  /\ accepted = {}
  /\ stood = {}
  /\ promised = {}
  /\ executed = {}

-----------------------------------------------------------------------------

(* A replica gives up all views before v.                                  *)
Leave(r, v) ==
  /\ left' = left \cup {<<r, u>> : u \in {w \in View : w < v}}
  /\ UNCHANGED <<accepted, stood, promised, executed>>

InView(r, v) == <<r, v>> \notin left
AcceptsOne(r, v) == \A y \in Request : <<r, v, y>> \notin accepted

(* The VIEW-CHANGEs for v of the quorum q are there: its correct members   *)
(* have left every earlier view, so that what they tell of these is final. *)
Changed(q, v) == \A k \in q \ Byzantine, u \in View : u < v => <<k, u>> \in left

(* Condition B: nothing prepared before v at the members of q.  In view 0  *)
(* there is no view before.                                                *)
NothingPrepared(q, v) ==
  \A k \in q \ Byzantine, u \in View, y \in Request : u < v => <<k, u, y>> \notin promised

(* Condition A1: what prepared before v at the members of q did so before  *)
(* u, or is x in u.                                                        *)
Uncontradicted(q, v, u, x) ==
  \A k \in q \ Byzantine, t \in View, y \in Request :
    t < v /\ <<k, t, y>> \in promised => t < u \/ (t = u /\ y = x)

(* Condition A2: the members of w stood by x in u or later.  (That they    *)
(* did so before v as well, as they did, the proof can do without.)        *)
Vouched(w, u, x) == \A k \in w \ Byzantine : <<k, u, x>> \in stood

Accept(r, v, x) ==
  /\ accepted' = accepted \cup {<<r, v, x>>}
  /\ stood' = stood \cup {<<r, u, x>> : u \in {t \in View : t <= v}}
  /\ UNCHANGED <<left, promised, executed>>

(* A request for the number that no NEW-VIEW had one for.                  *)
AcceptFree(r, v, x) ==
  \E q \in Quorum :
    /\ InView(r, v)
    /\ AcceptsOne(r, v)
    /\ Changed(q, v)
    /\ NothingPrepared(q, v)
    /\ Accept(r, v, x)

(* A request that a NEW-VIEW selects.                                      *)
AcceptSelected(r, v, x) ==
  \E q \in Quorum, w \in Vouching, u \in View :
    /\ InView(r, v)
    /\ AcceptsOne(r, v)
    /\ u < v
    /\ Changed(q, v)
    /\ Uncontradicted(q, v, u, x)
    /\ Vouched(w, u, x)
    /\ Accept(r, v, x)

Promise(r, v, x) ==
  \E q \in Quorum :
    /\ InView(r, v)
    /\ <<r, v, x>> \in accepted
    /\ \A k \in q \ Byzantine : <<k, v, x>> \in accepted
    /\ promised' = promised \cup {<<r, v, x>>}
    /\ UNCHANGED <<left, accepted, stood, executed>>

Execute(r, v, x) ==
  \E q \in Quorum :
    /\ \A k \in q \ Byzantine : <<k, v, x>> \in promised
    /\ executed' = executed \cup {<<r, v, x>>}
    /\ UNCHANGED <<left, accepted, stood, promised>>

Next ==
  \E r \in Correct, v \in View :
    \/ Leave(r, v)
    \/ \E x \in Request :
         \/ AcceptFree(r, v, x)
         \/ AcceptSelected(r, v, x)
         \/ Promise(r, v, x)
         \/ Execute(r, v, x)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

(* PBFT.OneVote: a correct replica stands by one request in a view.        *)
OneVote ==
  \A r \in Correct, v \in View, x, y \in Request :
    <<r, v, x>> \in accepted /\ <<r, v, y>> \in accepted => x = y

(* PBFT.PreparedIsCertain: what prepared, a quorum has accepted.           *)
PreparedIsCertain ==
  \A r \in Correct, v \in View, x \in Request :
    <<r, v, x>> \in promised =>
      \E q \in Quorum : \A k \in q \ Byzantine : <<k, v, x>> \in accepted

(* PBFT.CommittedIsPrepared: what committed, prepared at a quorum.         *)
CommittedIsPrepared ==
  \A r \in Correct, v \in View, x \in Request :
    <<r, v, x>> \in executed =>
      \E q \in Quorum : \A k \in q \ Byzantine : <<k, v, x>> \in promised

(* PBFT.CommittedSurvives: where a replica stood by another request in a   *)
(* later view, no quorum can commit the first one any more.                *)
CommittedSurvives ==
  \A r \in Correct, u, v \in View, x, y \in Request, q \in Quorum :
    u < v /\ <<r, v, y>> \in stood /\ x # y =>
      \E k \in q \ Byzantine : <<k, u>> \in left /\ <<k, u, x>> \notin promised

AcceptedIsStood == accepted \subseteq stood

Lemmas ==
  /\ OneVote
  /\ AcceptedIsStood
  /\ PreparedIsCertain
  /\ CommittedIsPrepared
  /\ CommittedSurvives

(* In one view no two requests prepare.                                    *)
PreparedUnique ==
  \A r, s \in Correct, v \in View, x, y \in Request :
    <<r, v, x>> \in promised /\ <<s, v, y>> \in promised => x = y

(* PBFT.Agreement. *)
Agreement ==
  \A r, s \in Correct, u, v \in View, x, y \in Request :
    <<r, u, x>> \in executed /\ <<s, v, y>> \in executed => x = y

THEOREM Spec => [](Lemmas /\ PreparedUnique /\ Agreement)
=============================================================================
