-------------------------------- MODULE PBFT --------------------------------
(***************************************************************************)
(* PBFT (Castro, Liskov, "Practical Byzantine Fault Tolerance and Proactive *)
(* Recovery", TOCS 2002): the three phases of the normal case (section 3.3) *)
(* and view changes with the sets P and Q (section 4.4), where VIEW-CHANGEs *)
(* are signed, so that they need no acknowledgements.  What is agreed on is *)
(* which request stands at which sequence number; executing in that order  *)
(* is not in doubt.  Checkpoints and watermarks are left out.              *)
(*                                                                         *)
(* Replicas are 0..3f, and replica v mod (3f+1) is the primary of view v.  *)
(* As in Panicking there is no bag of messages: what a correct replica has *)
(* sent follows from its state, and what is Byzantine has none.  A         *)
(* Byzantine replica votes for everything, and its VIEW-CHANGE, with an    *)
(* empty P and a full Q, stands in the way of nothing and vouches for      *)
(* anything; that is the most that it can do for a NEW-VIEW.               *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  F,          \* the fault threshold f
  Byzantine,  \* the Byzantine replicas, at most f
  Views,      \* how many views there are: 0..Views-1
  Numbers,    \* how many sequence numbers: 1..Numbers
  Request,    \* the requests that clients could ever make
  Free        \* no request

Replica == 0..3 * F
Correct == Replica \ Byzantine
View    == 0..Views - 1
Number  == 1..Numbers

Primary(v) == v % (3 * F + 1)

VARIABLES
  view,      \* view[j]: the view that j is in, or changes to
  active,    \* active[j]: whether it has installed it
  accepted,  \* accepted[j]: what j pre-prepared, [view, number, request]
  promised,  \* promised[j]: for what j sent COMMIT, which it does once prepared
  executed,  \* executed[j]: what has committed at j
  changes,   \* changes[v][j]: the VIEW-CHANGE of j for view v, [p, q], or none
  selected   \* selected[v]: what a correct primary's NEW-VIEW for v selects

vars == <<view, active, accepted, promised, executed, changes, selected>>

NoChange == [sent |-> FALSE, p |-> {}, q |-> {}]
Nothing  == [n \in Number |-> Free]
NotYet   == [sent |-> FALSE, at |-> Nothing]

Init ==
  /\ view     = [j \in Correct |-> 0]
  /\ active   = [j \in Correct |-> TRUE]
  /\ accepted = [j \in Correct |-> {}]
  /\ promised = [j \in Correct |-> {}]
  /\ executed = [j \in Correct |-> {}]
  /\ changes  = [v \in View |-> [j \in Correct |-> NoChange]]
  /\ selected = [v \in View |-> NotYet]

Proposal(v, n, r) == [view |-> v, number |-> n, request |-> r]

-----------------------------------------------------------------------------
(* Certificates. *)

(* How many votes a Byzantine replica has: one. *)
Duplicates == 1

ByzantineVotes(replicas) == Duplicates * Cardinality(replicas \cap Byzantine)

Backups(v) == Replica \ {Primary(v)}

(* "2f matching prepares from different backups", beside the pre-prepare.  *)
PrepareQuorum == 2 * F

Prepared(j, v, n, r) ==
  /\ Proposal(v, n, r) \in accepted[j]
  /\ Cardinality({k \in Backups(v) \cap Correct : Proposal(v, n, r) \in accepted[k]})
       + ByzantineVotes(Backups(v)) >= PrepareQuorum

(* "2f + 1 commits (possibly including its own)". *)
CommitQuorum == 2 * F + 1

CommittedLocal(j, v, n, r) ==
  /\ Proposal(v, n, r) \in promised[j]
  /\ Cardinality({k \in Correct : Proposal(v, n, r) \in promised[k]})
       + ByzantineVotes(Replica) >= CommitQuorum

-----------------------------------------------------------------------------
(* The normal case. *)

Takes(j, v) == view[j] = v /\ active[j]

Proposed(j, v, n) == \E m \in accepted[j] : m.view = v /\ m.number = n

(* The primary assigns the next sequence number: the least that has no     *)
(* request yet in its view.                                                *)
IsNext(p, v, n) == ~Proposed(p, v, n) /\ \A m \in 1..n - 1 : Proposed(p, v, m)

(* Step PBFT.PrePrepare.                                                   *)
PrePrepare(p, n, r) ==
  LET v == view[p] IN
  /\ p = Primary(v)
  /\ Takes(p, v)
  /\ IsNext(p, v, n)
  /\ r \notin {m.request : m \in {o \in accepted[p] : o.view = v}}
  /\ accepted' = [accepted EXCEPT ![p] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, promised, executed, changes, selected>>

(* A backup accepts one request for a view and number, of a correct primary *)
(* what it has proposed, and multicasts its PREPARE.                       *)
AcceptsOne(j, v, n) == ~Proposed(j, v, n)

(* Step PBFT.Prepare.                                                      *)
Prepare(j, n, r) ==
  LET v == view[j] IN
  /\ j # Primary(v)
  /\ Takes(j, v)
  /\ AcceptsOne(j, v, n)
  /\ Primary(v) \in Correct => Proposal(v, n, r) \in accepted[Primary(v)]
  /\ accepted' = [accepted EXCEPT ![j] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, promised, executed, changes, selected>>

(* Step PBFT.Commit.                                                       *)
Commit(j, n, r) ==
  LET v == view[j] IN
  /\ Takes(j, v)
  /\ Prepared(j, v, n, r)
  /\ Proposal(v, n, r) \notin promised[j]
  /\ promised' = [promised EXCEPT ![j] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, accepted, executed, changes, selected>>

Execute(j, n, r) ==
  LET v == view[j] IN
  /\ Takes(j, v)
  /\ CommittedLocal(j, v, n, r)
  /\ Proposal(v, n, r) \notin executed[j]
  /\ executed' = [executed EXCEPT ![j] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, accepted, promised, changes, selected>>

-----------------------------------------------------------------------------
(* View changes. *)

(* P: "the requests that prepared at j", of each number the latest.        *)
LatestOnly(ms) == {m \in ms : \A o \in ms : o.number = m.number => o.view <= m.view}

(* Q: "the requests that pre-prepared at j", of each number and request    *)
(* the latest.                                                             *)
LatestOfEach(ms) ==
  {m \in ms : \A o \in ms : o.number = m.number /\ o.request = m.request => o.view <= m.view}

(* A VIEW-CHANGE tells of certificates of all views, not of the last only. *)
Remembered(j, ms) == ms

MayLeave(j, v) == TRUE

(* Step PBFT.ViewChange.                                                   *)
ViewChange(j, v) ==
  /\ v > view[j]
  /\ MayLeave(j, v)
  /\ view'    = [view EXCEPT ![j] = v]
  /\ active'  = [active EXCEPT ![j] = FALSE]
  /\ changes' = [changes EXCEPT ![v][j] =
       [sent |-> TRUE,
        p |-> LatestOnly(Remembered(j, promised[j])),
        q |-> LatestOfEach(Remembered(j, accepted[j]))]]
  /\ UNCHANGED <<accepted, promised, executed, selected>>

Senders(v) == {j \in Correct : changes[v][j].sent}

ChangeQuorum == 2 * F + 1
VouchQuorum  == F + 1

(* Condition A1: 2f+1 VIEW-CHANGEs do not contradict that r prepared at n  *)
(* in view u, "and no request prepared in a later view".                   *)
Agrees(m, n, r, u) ==
  \A o \in m.p : o.number = n => o.view < u \/ (o.view = u /\ o.request = r)

Uncontradicted(v, n, r, u) ==
  Cardinality({j \in Senders(v) : Agrees(changes[v][j], n, r, u)})
    + ByzantineVotes(Replica) >= ChangeQuorum

(* Condition A2: f+1 VIEW-CHANGEs say that r pre-prepared in view u or     *)
(* later: so a correct replica did.                                        *)
Vouched(v, n, r, u) ==
  Cardinality({j \in Senders(v) : \E o \in changes[v][j].q :
                 o.number = n /\ o.request = r /\ o.view >= u})
    + ByzantineVotes(Replica) >= VouchQuorum

(* Somebody says that r prepared at n in view u.                           *)
Claimed(v, n, r, u) ==
  Byzantine # {} \/ \E j \in Senders(v) : Proposal(u, n, r) \in changes[v][j].p

Selects(v, n, r) ==
  \E u \in 0..v - 1 : Claimed(v, n, r, u) /\ Uncontradicted(v, n, r, u) /\ Vouched(v, n, r, u)

(* Condition B: 2f+1 VIEW-CHANGEs in which nothing prepared at n.  (The    *)
(* paper puts a null request there; to leave the number free is as safe,   *)
(* and what a number beyond the last needs anyway.)                        *)
NothingPrepared(v, n) ==
  Cardinality({j \in Senders(v) : \A o \in changes[v][j].p : o.number # n})
    + ByzantineVotes(Replica) >= ChangeQuorum

(* What a NEW-VIEW may put at n, of the VIEW-CHANGEs sent so far.  All     *)
(* conditions ask for enough of them, so that more allow more.             *)
Choices(v, n) ==
  {r \in Request : Selects(v, n, r)} \cup (IF NothingPrepared(v, n) THEN {Free} ELSE {})

(* The number at which a selected request stands: its own. *)
At(n) == n

Preprepares(v, choice) ==
  {Proposal(v, At(n), choice[n]) : n \in {m \in Number : choice[m] # Free}}

Enter(j, v, choice) ==
  /\ active'   = [active EXCEPT ![j] = TRUE]
  /\ accepted' = [accepted EXCEPT ![j] = @ \cup Preprepares(v, choice)]

(* Step PBFT.NewView.  A correct primary sends one; a Byzantine one sends  *)
(* to each replica one of its own, which the replica checks as the primary *)
(* would.                                                                  *)
NewView(j, choice) ==
  LET v == view[j] IN
  /\ v > 0
  /\ ~active[j]
  /\ IF j = Primary(v) \/ Primary(v) \in Byzantine
     THEN \A n \in Number : choice[n] \in Choices(v, n)
     ELSE selected[v].sent /\ choice = selected[v].at
  /\ selected' = IF j = Primary(v)
                 THEN [selected EXCEPT ![v] = [sent |-> TRUE, at |-> choice]]
                 ELSE selected
  /\ Enter(j, v, choice)
  /\ UNCHANGED <<view, promised, executed, changes>>

-----------------------------------------------------------------------------

Next ==
  \/ \E j \in Correct, n \in Number, r \in Request :
       PrePrepare(j, n, r) \/ Prepare(j, n, r) \/ Commit(j, n, r) \/ Execute(j, n, r)
  \/ \E j \in Correct, v \in View : ViewChange(j, v)
  \/ \E j \in Correct, choice \in [Number -> Request \cup {Free}] : NewView(j, choice)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What is claimed. *)

TypeOK ==
  \A j \in Correct :
    /\ view[j] \in View
    /\ promised[j] \subseteq accepted[j]
    /\ executed[j] \subseteq promised[j]
    /\ \A m, o \in accepted[j] : m.view = o.view /\ m.number = o.number => m = o

(* In one view no two requests prepare at one number.                      *)
PBFT_PreparedUnique ==
  \A j, k \in Correct : \A m \in promised[j], o \in promised[k] :
    m.view = o.view /\ m.number = o.number => m.request = o.request

(* Of all views, correct replicas execute the same request at a number.    *)
PBFT_Agreement ==
  \A j, k \in Correct : \A m \in executed[j], o \in executed[k] :
    m.number = o.number => m.request = o.request

(* The same of what could be executed, whether or not anybody has: a model *)
(* of this needs no Execute.                                               *)
Committed(v, n, r) ==
  Cardinality({k \in Correct : Proposal(v, n, r) \in promised[k]})
    + ByzantineVotes(Replica) >= CommitQuorum

PBFT_CommittedAgree ==
  \A v, u \in View, n \in Number, r, s \in Request :
    Committed(v, n, r) /\ Committed(u, n, s) => r = s

(* What has committed in a view is all that can be proposed at its number  *)
(* in later ones.                                                          *)
PBFT_CommittedSurvives ==
  \A j, k \in Correct : \A m \in executed[j], o \in accepted[k] :
    m.number = o.number /\ o.view > m.view => m.request = o.request
=============================================================================
