----------------------------- MODULE Unanimity ------------------------------
(***************************************************************************)
(* One instance of Quorum, or ZLight, as far as its safety goes: a replica *)
(* executes what it is sent, and a request commits when all replicas have  *)
(* answered alike (thesis B.3, Z4).  Quorum refines this, once for each    *)
(* instance (MCQuorumRefines).                                             *)
(***************************************************************************)
EXTENDS AbortingInstance

(* Step Q2, with B.6: r's local history becomes h, which r tells up to a.  *)
Execute(r, i, h, a) ==
  /\ Runs(r)
  /\ MayBegin(r, i)
  /\ Extends(r, i, h)
  /\ OnlyInvoked(r, i, h)
  /\ IsPrefix(a, h)
  /\ IsPrefix(i, a)
  /\ based' = based \cup {<<r, i>>}
  /\ held' = held \cup {<<r, g>> : g \in {b \in History : IsPrefix(b, h)}}
  /\ answered' = answered \cup {<<r, a>>}
  /\ UNCHANGED <<valid, invoked, stopped, committed, aborted>>

AnsweredByAll(h) == \A r \in Correct : <<r, h>> \in answered

(* Step Q3, which is Z4. *)
Commit(h) ==
  /\ AnsweredByAll(h)
  /\ committed' = committed \cup {h}
  /\ UNCHANGED <<valid, invoked, based, held, stopped, answered, aborted>>

Next ==
  \/ \E x \in Request : Invoke(x)
  \/ Validate
  \/ \E r \in Correct, i \in InitHistory :
       \/ Adopt(r, i)
       \/ Stop(r, i)
       \/ \E h, a \in History : Execute(r, i, h, a)
  \/ \E h \in History : Commit(h) \/ Abort(h)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

Lemmas ==
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
