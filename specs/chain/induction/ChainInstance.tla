---------------------------- MODULE ChainInstance ---------------------------
(***************************************************************************)
(* One instance of Chain, as far as its safety goes (thesis B.4 and        *)
(* 3.5.1.2): a replica executes what its predecessor set has executed, and *)
(* a request commits when the last f+1 replicas have answered alike.  The  *)
(* chain is as long as it is, and the order of the replicas in it is that  *)
(* of numbers.                                                             *)
(***************************************************************************)
EXTENDS AbortingInstance

CONSTANT
  Covered  \* as many replicas as chain authenticators reach: the sets of f+1

ASSUME Replica \subseteq Nat
ASSUME Covered = {p \in SUBSET Replica : Cardinality(p) = F + 1}

(* Proved by counting. *)
ASSUME OneIsCorrect == \A p \in Covered : \E r \in p : r \notin Byzantine

(* Of the replicas before r, those nearest to it are in p, and no other.   *)
ArePredecessors(p, r) ==
  /\ \A k \in p : k < r
  /\ \A k \in Replica : k < r => k \in p \/ \A m \in p : k < m

(* Step C2, and C3 for the first f+1 replicas: all that come before have   *)
(* executed it, and the client vouches for it.                             *)
VouchedByAllBefore(r, a) == \A k \in Correct : k < r => <<k, a>> \in answered

(* Step C3 for the others: "if it can verify MACs from all processes from  *)
(* its predecessor set against the content of m".                          *)
VouchedByPredecessors(p, a) == \A k \in p \ Byzantine : <<k, a>> \in answered

(* r's local history becomes h, which it passes on up to a.                *)
PassOn(r, i, h, a) ==
  /\ based' = based \cup {<<r, i>>}
  /\ held' = held \cup {<<r, g>> : g \in {b \in History : IsPrefix(b, h)}}
  /\ answered' = answered \cup {<<r, a>>}
  /\ UNCHANGED <<valid, invoked, stopped, committed, aborted>>

(* What of h was not in the local history comes with a. *)
OnlyPassedOn(r, h, a) ==
  \A x \in Range(h) : x \in Range(a) \/ \E g \in History : <<r, g>> \in held /\ x \in Range(g)

ExecuteFirst(r, i, h, a) ==
  /\ Runs(r)
  /\ MayBegin(r, i)
  /\ VouchedByAllBefore(r, a)
  /\ Extends(r, i, h)
  /\ OnlyInvoked(r, i, h)
  /\ IsPrefix(a, h)
  /\ IsPrefix(i, a)
  /\ PassOn(r, i, h, a)

ExecuteLater(r, p, i, h, a) ==
  /\ Runs(r)
  /\ MayBegin(r, i)
  /\ ArePredecessors(p, r)
  /\ VouchedByPredecessors(p, a)
  /\ Extends(r, i, h)
  /\ OnlyPassedOn(r, h, a)
  /\ IsPrefix(a, h)
  /\ IsPrefix(i, a)
  /\ PassOn(r, i, h, a)

(* Sigma_last. *)
AreLast(p) == \A k \in Replica : k \in p \/ \A m \in p : k < m

(* Step C4. *)
Commit(p, h) ==
  /\ AreLast(p)
  /\ VouchedByPredecessors(p, h)
  /\ committed' = committed \cup {h}
  /\ UNCHANGED <<valid, invoked, based, held, stopped, answered, aborted>>

Next ==
  \/ \E x \in Request : Invoke(x)
  \/ Validate
  \/ \E r \in Correct, i \in InitHistory :
       \/ Adopt(r, i)
       \/ Stop(r, i)
       \/ \E h, a \in History :
            \/ ExecuteFirst(r, i, h, a)
            \/ \E p \in Covered : ExecuteLater(r, p, i, h, a)
  \/ \E p \in Covered, h \in History : Commit(p, h)
  \/ \E h \in History : Abort(h)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

(* C.2, Lemma 2: what a replica has executed, all before it have.          *)
NobodyIsBypassed ==
  \A j, k \in Correct, h \in History : k < j /\ <<j, h>> \in answered => <<k, h>> \in answered

Lemmas ==
  /\ NobodyIsBypassed
  /\ OneHistory
  /\ AnswersAreHeld
  /\ CommitsAreLocalPrefixes
  /\ HoldersHaveBegun
  /\ BasesAreHeld
  /\ StoppedHasBegun
  /\ AnswersExtendInits
  /\ HeldIsKnown
  /\ WhatIsMissingCannotCommit
  /\ Validity
  /\ InitOrder

THEOREM Spec => [](Lemmas /\ Validity /\ InitOrder /\ CommitOrder /\ AbortOrder)
=============================================================================
