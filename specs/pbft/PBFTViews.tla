------------------------------ MODULE PBFTViews ------------------------------
(***************************************************************************)
(* How correct replicas of PBFT come together in one view once the network *)
(* has healed (TOCS 2002, section 4.5.2): whatever happened before, a      *)
(* request that is pending gets executed.                                  *)
(*                                                                         *)
(* Before, VIEW-CHANGEs were lost and timers expired in any order, so that *)
(* replicas begin in any views, installed or not.  From then on each says  *)
(* its latest VIEW-CHANGE again and again; what it said before is not      *)
(* heard any more.                                                         *)
(*                                                                         *)
(* Time is only order here.  A timer that runs expires sooner or later.    *)
(* Where the primary and 2f+1 correct replicas are in a view, it is         *)
(* long enough by then: each view's is twice that of the one before.  What *)
(* needs a Byzantine replica's help may happen, and need not.              *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  F,          \* the fault threshold f
  Byzantine,  \* the Byzantine replicas, at most f
  Starts,     \* replicas may be in views 0..Starts when the network heals
  Views       \* the last view looked at

Replica == 0..3 * F
Correct == Replica \ Byzantine

Primary(v) == v % (3 * F + 1)

VARIABLES
  view,    \* view[j]: the view that j is in, or changes to
  active,  \* active[j]: whether it has installed it
  done     \* done[j]: whether the request has been executed at j

vars == <<view, active, done>>

(* It took 2f+1 VIEW-CHANGEs to begin a view.                              *)
HasBegun(v) ==
  v = 0 \/ Cardinality({j \in Correct : view[j] >= v} \cup Byzantine) >= 2 * F + 1

Init ==
  /\ view   \in [Correct -> 0..Starts]
  /\ active \in [Correct -> BOOLEAN]
  /\ done   = [j \in Correct |-> FALSE]
  /\ \A j \in Correct : view[j] = 0 => active[j]
  /\ \A j \in Correct : active[j] => HasBegun(view[j])

-----------------------------------------------------------------------------
(* Who is where, with the Byzantine replicas that may say they are. *)

In(v)        == {j \in Correct : view[j] = v}
TakesPart(v) == {j \in In(v) : active[j]}
AtLeast(v)   == {j \in Correct : view[j] >= v}
Beyond(v)    == {j \in Correct : view[j] > v}

ChangeQuorum == 2 * F + 1
CommitQuorum == 2 * F + 1

(* "if a replica receives a set of f + 1 valid view-change messages from   *)
(* other replicas for views greater than its current view, it sends a      *)
(* view-change message for the smallest view in the set, even if its timer *)
(* has not expired".                                                       *)
JoinQuorum == F + 1

IsGood(v) == Primary(v) \in In(v) /\ Cardinality(In(v)) >= ChangeQuorum

Leave(j, v) ==
  /\ v <= Views
  /\ view'   = [view EXCEPT ![j] = v]
  /\ active' = [active EXCEPT ![j] = FALSE]
  /\ UNCHANGED done

Join(j, who) ==
  /\ Cardinality(who) >= JoinQuorum
  /\ \E v \in view[j] + 1..Views :
       /\ \A k \in who \ Byzantine : v <= view[k]
       /\ v = view[j] + 1 \/ \E k \in who \ Byzantine : v = view[k]
       /\ Leave(j, v)

(* Whose VIEW-CHANGEs set the timer of a view that has not begun.  "it     *)
(* starts a timer when it has received 2f + 1 view-change messages for     *)
(* view v + 1".  Erratum: those for later views count as well, or two who  *)
(* wait in one view and one who has gone on wait for each other for ever.  *)
SetsTimer(v) == AtLeast(v)

TimerRuns(j, byzantine) ==
  ~done[j] /\ (active[j] \/ Cardinality(SetsTimer(view[j]) \cup byzantine) >= ChangeQuorum)

Expire(j, byzantine) ==
  /\ TimerRuns(j, byzantine)
  /\ ~IsGood(view[j])
  /\ Leave(j, view[j] + 1)

Enter(j, v) ==
  /\ view'   = [view EXCEPT ![j] = v]
  /\ active' = [active EXCEPT ![j] = TRUE]
  /\ UNCHANGED done

(* The primary has 2f+1 VIEW-CHANGEs for the view.                         *)
Begin(j, byzantine) ==
  /\ ~active[j]
  /\ j = Primary(view[j]) \/ Primary(view[j]) \in byzantine
  /\ Cardinality(In(view[j]) \cup byzantine) >= ChangeQuorum
  /\ Enter(j, view[j])

(* A NEW-VIEW is shown to those who have not come to its view.             *)
Follow(j) ==
  \E v \in view[j]..Views :
    /\ TakesPart(v) # {}
    /\ v > view[j] \/ ~active[j]
    /\ Enter(j, v)

Execute(j, byzantine) ==
  /\ active[j] /\ ~done[j]
  /\ Primary(view[j]) \in Correct \cup byzantine
  /\ Cardinality(TakesPart(view[j]) \cup byzantine) >= CommitQuorum
  /\ done' = [done EXCEPT ![j] = TRUE]
  /\ UNCHANGED <<view, active>>

(* f+1 who have executed show it to the others.                            *)
Fetch(j) ==
  /\ ~done[j]
  /\ Cardinality({k \in Correct : done[k]}) >= F + 1
  /\ done' = [done EXCEPT ![j] = TRUE]
  /\ UNCHANGED <<view, active>>

Next ==
  \E j \in Correct :
    \/ Join(j, Beyond(view[j]) \cup Byzantine)
    \/ Expire(j, Byzantine) \/ Begin(j, Byzantine) \/ Execute(j, Byzantine)
    \/ Follow(j) \/ Fetch(j)

Fairness ==
  \A j \in Correct :
    /\ WF_vars(Join(j, Beyond(view[j])))
    /\ WF_vars(Expire(j, {})) /\ WF_vars(Begin(j, {})) /\ WF_vars(Execute(j, {}))
    /\ WF_vars(Follow(j)) /\ WF_vars(Fetch(j))

Spec == Init /\ [][Next]_vars /\ Fairness

-----------------------------------------------------------------------------

ViewsTypeOK ==
  /\ view \in [Correct -> 0..Views]
  /\ active \in [Correct -> BOOLEAN]
  /\ done \in [Correct -> BOOLEAN]

(* After the network has healed, the request is executed everywhere.       *)
PBFT_EverythingIsExecuted == \A j \in Correct : <>done[j]

(* Byzantine replicas alone make nobody leave a view in which all is well. *)
PBFT_GoodViewsStay ==
  [][\A j \in Correct : IsGood(view[j]) => view'[j] = view[j]]_vars

(* What must happen now and then. *)
TwoBehindOne ==
  \E v \in 0..Views - 1 : Cardinality({j \in In(v) : ~active[j]}) = 2 * F /\ Cardinality(Beyond(v)) = 1
DoneWhereABackupLied ==
  \E j \in Correct : done[j] /\ Primary(view[j]) \in Correct /\ Cardinality(TakesPart(view[j])) < CommitQuorum
=============================================================================
