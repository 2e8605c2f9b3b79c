------------------------- MODULE AbortingInstance ---------------------------
(***************************************************************************)
(* What one instance of Quorum, ZLight and Chain has of safety, apart from *)
(* how a request is executed and commits: init histories, panicking and    *)
(* abort histories (thesis B.5, B.6), for every number of replicas, faults, *)
(* clients and requests.  An abstract module extends this one, adds steps  *)
(* that execute and commit, and is proved by induction.                    *)
(*                                                                         *)
(* A local history is known by the histories that are prefixes of it.      *)
(* Only correct replicas have one; a Byzantine replica answers, and tells, *)
(* whatever anybody waits for.                                             *)
(***************************************************************************)
EXTENDS Integers, FiniteSets, Sequences, Histories

CONSTANTS
  F,          \* the fault threshold f
  Replica,
  Byzantine,  \* the Byzantine replicas
  Request,
  History,    \* histories of this instance
  InitHistory,\* histories that it can begin with
  Aborting,   \* as many replicas as an abort history needs ABORTs of
  Backing     \* as many replicas as must tell alike

ASSUME
  /\ F \in Nat
  /\ History \subseteq Seq(Request)
  /\ InitHistory \subseteq Seq(Request)
  /\ Byzantine \subseteq Replica

ASSUME
  /\ Cardinality(Replica) = 3 * F + 1
  /\ Cardinality(Byzantine) <= F
  /\ Aborting = {q \in SUBSET Replica : Cardinality(q) = 2 * F + 1}
  /\ Backing = {w \in SUBSET Replica : Cardinality(w) = F + 1}

(* Proved by counting. *)
ASSUME SomebodyIsCorrect == \E r \in Replica : r \notin Byzantine
ASSUME MajorityIsCorrect ==
  \A q \in Aborting : \E w \in Backing : \A k \in w : k \in q /\ k \notin Byzantine

Correct == Replica \ Byzantine

VARIABLES
  valid,      \* the valid init histories
  invoked,    \* the requests that were invoked
  based,      \* <<r, i>>: r has adopted the init history i
  held,       \* <<r, h>>: h is a prefix of r's local history
  stopped,    \* the replicas that have sent their ABORT
  answered,   \* <<r, h>>: r has sent an answer with the history h
  committed,  \* the commit histories
  aborted     \* the abort histories

vars == <<valid, invoked, based, held, stopped, answered, committed, aborted>>

TypeOK ==
  /\ valid \subseteq InitHistory
  /\ invoked \subseteq Request
  /\ based \subseteq Correct \X InitHistory
  /\ held \subseteq Correct \X History
  /\ stopped \subseteq Correct
  /\ answered \subseteq Correct \X History
  /\ committed \subseteq History
  /\ aborted \subseteq History

Init ==
  /\ valid \in SUBSET InitHistory
  /\ invoked \in SUBSET Request
  /\ based = {}
  /\ held = {}
  /\ stopped = {}
  /\ answered = {}
  /\ committed = {}
  /\ aborted = {}

-----------------------------------------------------------------------------
(* What clients, and the instance before, may do. *)

Invoke(x) ==
  /\ invoked' = invoked \cup {x}
  /\ UNCHANGED <<valid, based, held, stopped, answered, committed, aborted>>

(* Some histories become abort histories of the instance before.           *)
Validate ==
  /\ valid' \in SUBSET InitHistory
  /\ valid \subseteq valid'
  /\ UNCHANGED <<invoked, based, held, stopped, answered, committed, aborted>>

-----------------------------------------------------------------------------
(* Replicas. *)

Runs(r) == r \notin stopped
Uninitialised(r) == \A i \in InitHistory : <<r, i>> \notin based

(* r has begun with i, or may begin with it now. *)
MayBegin(r, i) == <<r, i>> \in based \/ (Uninitialised(r) /\ i \in valid)

Prefixes(i) == {h \in History : IsPrefix(h, i)}

(* B.6: "r_j sets LH_j to IH". *)
Adopt(r, i) ==
  /\ Runs(r)
  /\ Uninitialised(r)
  /\ i \in valid
  /\ based' = based \cup {<<r, i>>}
  /\ held' = held \cup {<<r, g>> : g \in Prefixes(i)}
  /\ UNCHANGED <<valid, invoked, stopped, answered, committed, aborted>>

Extends(r, i, h) == IsPrefix(i, h) /\ \A g \in History : <<r, g>> \in held => IsPrefix(g, h)

(* What is new in h was invoked. *)
OnlyInvoked(r, i, h) ==
  \A x \in Range(h) :
    x \in invoked \/ x \in Range(i) \/ \E g \in History : <<r, g>> \in held /\ x \in Range(g)

(* Step P2, with B.6. *)
Stop(r, i) ==
  /\ Runs(r)
  /\ MayBegin(r, i)
  /\ based' = based \cup {<<r, i>>}
  /\ held' = held \cup {<<r, g>> : g \in Prefixes(i)}
  /\ stopped' = stopped \cup {r}
  /\ UNCHANGED <<valid, invoked, answered, committed, aborted>>

-----------------------------------------------------------------------------
(* Clients. *)

(* All members of w tell that g is a prefix of their local history.        *)
Tell(w, q, g) == \A k \in w : k \in q /\ k \notin Byzantine /\ <<k, g>> \in held

(* What f+1 of the ABORTs tell alike is in h.                              *)
HasWhatIsTold(q, h) ==
  \A g \in History, w \in Backing : Tell(w, q, g) => IsPrefix(g, h)

(* Each request of h is told by f+1, one of which is correct.              *)
OnlyWhatIsTold(q, h) ==
  \A x \in Range(h) : \E k \in Correct, g \in History : <<k, g>> \in held /\ x \in Range(g)

AllStopped(q) == \A k \in q \ Byzantine : k \in stopped

(* Step P3. *)
Abort(h) ==
  \E q \in Aborting :
    /\ AllStopped(q)
    /\ HasWhatIsTold(q, h)
    /\ OnlyWhatIsTold(q, h)
    /\ aborted' = aborted \cup {h}
    /\ UNCHANGED <<valid, invoked, based, held, stopped, answered, committed>>

-----------------------------------------------------------------------------

Comparable(g, h) == IsPrefix(g, h) \/ IsPrefix(h, g)

(* What is held are the prefixes of one history. *)
OneHistory ==
  \A r \in Correct, g, h \in History :
    <<r, g>> \in held /\ <<r, h>> \in held => Comparable(g, h)

(* C.1, StableAnswers: what was answered is held for ever. *)
AnswersAreHeld ==
  \A r \in Correct, h \in History : <<r, h>> \in answered => <<r, h>> \in held

(* C.1: a commit history is a prefix of every correct replica's local      *)
(* history.                                                                *)
CommitsAreLocalPrefixes ==
  \A r \in Correct, h \in committed : <<r, h>> \in held

StoppedHasBegun == \A r \in stopped : \E i \in InitHistory : <<r, i>> \in based

HoldersHaveBegun ==
  \A r \in Correct, h \in History : <<r, h>> \in held => \E i \in InitHistory : <<r, i>> \in based

BasesAreHeld ==
  \A r \in Correct, i \in InitHistory :
    <<r, i>> \in based => i \in valid /\ \A g \in Prefixes(i) : <<r, g>> \in held

AnswersExtendInits ==
  \A h \in History : (\E r \in Correct : <<r, h>> \in answered) => \E i \in valid : IsPrefix(i, h)

Known(x) == x \in invoked \/ \E i \in valid : x \in Range(i)

HeldIsKnown ==
  \A r \in Correct, h \in History, x \in Request :
    <<r, h>> \in held /\ x \in Range(h) => Known(x)

(* C.1, Abort Order: what is missing in an abort history, a correct replica *)
(* has stopped without, so that it can no longer commit.                   *)
WhatIsMissingCannotCommit ==
  \A h \in aborted, g \in History : IsPrefix(g, h) \/ \E k \in stopped : <<k, g>> \notin held

(* A.1, but for repetitions: requests are valid ones. *)
Validity ==
  \A h \in History, x \in Request :
    (h \in committed \/ h \in aborted) /\ x \in Range(h) => Known(x)

(* A.4: what all valid init histories begin with, the others begin with.   *)
InitOrder ==
  \A c, h \in History :
    (h \in committed \/ h \in aborted) /\ (\A i \in valid : IsPrefix(c, i)) => IsPrefix(c, h)

(* A.5 *)
CommitOrder == \A g, h \in committed : Comparable(g, h)

(* A.6 *)
AbortOrder == \A g \in committed, h \in aborted : IsPrefix(g, h)
=============================================================================
