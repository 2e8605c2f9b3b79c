------------------------------- MODULE MCLCR --------------------------------
(***************************************************************************)
(* LCR within bounds that TLC can exhaust.  There is no symmetry: the order *)
(* of 2.4.1 tells every place in the ring from every other.                 *)
(***************************************************************************)
EXTENDS LCR, TLC

CONSTANTS
  Senders,   \* who broadcasts
  Messages,  \* how many messages each
  Crashers,  \* who may crash
  Crashes,   \* how many processes do at most, at any one time or another
  Leavers,   \* who may leave
  Joiners    \* who may join

ASSUME Joiners \cap Founders = {} /\ Founders \cup Joiners = Proc

Lost(how) == Cardinality({p \in Proc : status[p] = how})

Own(p) == Cardinality({name \in said : name[2] = p})

MCMayBroadcast(p) == p \in Senders /\ Own(p) < Messages
MCMayCrash(p)     == p \in Crashers /\ Lost("crashed") < Crashes

(* A process that has something to deliver, or a view to install, does that *)
(* before anyone does anything else.  No other process can tell when it     *)
(* happens, and nothing but a crash could come in between.  A crash there   *)
(* leaves a process that has delivered less, which violates nothing that it *)
(* would not violate having delivered more.                                 *)
Busy == {p \in Up : ~Idle(p) \/ CanInstall(p)}

MCNext ==
  IF Busy # {}
  THEN LET p == CHOOSE q \in Busy : \A r \in Busy : q <= r
       IN  Deliver(p) \/ View(p)
  ELSE \/ \E p \in Proc : Step(p)
       \/ \E p \in Proc : MayCrash(p) /\ Crash(p)
       \/ \E p \in Leavers : Leave(p)
       \/ Exclude
       \/ \E p \in Joiners : Admit(p)

MCSpec == Init /\ [][MCNext]_vars

(* Where processes run, time goes on; nobody is made to broadcast, to       *)
(* crash, to leave or to join.                                              *)
Fairness ==
  /\ WF_vars(\E p \in Proc : Data(p) \/ Ack(p) \/ Deliver(p))
  /\ WF_vars(\E p \in Proc : \E v \in 1..Len(views) : ViewChange(p, v))
  /\ WF_vars(\E p \in Proc : Recover(p) \/ AckRecover(p) \/ EndRecovery(p) \/ View(p))
  /\ WF_vars(Exclude)

FairSpec == MCSpec /\ Fairness

(* Validity and uniform agreement as 2.4 puts them, over time. *)
Correct == {p \in Founders : status[p] = "up"}

LCR_Liveness ==
  \A p \in Founders : \A n \in 1..Messages :
    <<1, p, n>> \in said ~> \/ status[p] # "up"
                           \/ \A q \in Correct : <<1, p, n>> \in Range(delivered[q])

LCR_EventualAgreement ==
  \A q \in Founders : \A p \in Founders : \A n \in 1..Messages :
    <<1, p, n>> \in Range(delivered[q]) ~> \A r \in Correct : <<1, p, n>> \in Range(delivered[r])

-----------------------------------------------------------------------------
(* Sometimes-properties: a model that never gets there proves nothing.      *)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..15 : TLCSet(k, FALSE)

DeliveredBy(p) == Range(delivered[p])

Sometimes ==
  /\ Reached(1, "everyone has delivered messages of all senders",
       \A p \in Current, q \in Senders : \E name \in DeliveredBy(p) : name[2] = q)
  /\ Reached(2, "a stable message waits for one before it",
       \E p \in Up : Running(p) /\ \E e, d \in pending[p] : e.stable /\ ~d.stable /\ Before(d, e))
  /\ Reached(3, "a process has delivered what no other has, and crashed",
       \E p \in Proc : status[p] = "crashed" /\
         \E name \in DeliveredBy(p) : \A q \in Proc \ {p} : name \notin DeliveredBy(q))
  /\ Reached(4, "a message reaches a process by RECOVER only",
       \E p \in Up : Interruptible(p) /\ ~Joins(p) /\ \E e \in pending[p] : Unknown(p, e))
  /\ Reached(5, "a view change is interrupted by another",
       \E p \in Up : Interruptible(p) /\ next[p] > view[p] + 1
         /\ \E r \in recovers : r.from = p /\ r.view < next[p])
  /\ Reached(6, "one process has installed a view that another never will",
       \E p \in Proc, q \in Up : ~Joins(q) /\ view[p] > view[q] /\ next[q] > view[p])
  /\ Reached(7, "a message of the next view waits for its receiver to get there",
       \E p \in Up : \E b \in Range(inbox[p]) : b.view > view[p])
  /\ Reached(8, "a message of an old view is swept from the ring",
       \E p \in Up : CanInstall(p) /\ Swept(p) # inbox[p])
  /\ Reached(9, "a member alone delivers its own message",
       \E p \in Up : ~Joins(p) /\ Members(p) = {p} /\ Running(p) /\ \E e \in pending[p] : e.stable)
  /\ Reached(10, "a message is delivered in a view after its sender crashed",
       \E p \in Up, q \in Proc : status[q] = "crashed" /\ Running(p) /\ q \notin Members(p)
         /\ \E name \in DeliveredBy(p) : name[2] = q)
  /\ Reached(11, "a message of a crashed process is lost, delivered by nobody",
       Quiescent /\ \E q \in Proc : status[q] = "crashed" /\
         \E name \in said : name[2] = q /\ \A p \in Proc : name \notin DeliveredBy(p))
  /\ Reached(12, "who has joined delivers only what is broadcast afterwards",
       \E p \in Joiners : ~Joins(p) /\ (\E name \in DeliveredBy(p) : name[2] # p)
         /\ \E q \in Founders : \E name \in DeliveredBy(q) : name[1] < start[p])
  /\ Reached(13, "the others deliver what who has joined broadcasts",
       \E p \in Joiners, q \in Founders : \E name \in DeliveredBy(q) : name[2] = p)
  /\ Reached(14, "a process delivers a message of its own while it leaves",
       \E p \in Up : Closing(p) /\ p \notin views[next[p]].ring /\ \E e \in pending[p] : e.from = p)
  /\ Reached(15, "a process crashes while it leaves",
       \E p \in Parties : status[p] = "crashed" /\ ~Joins(p) /\ p \notin Current)
=============================================================================
