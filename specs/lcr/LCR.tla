--------------------------------- MODULE LCR ---------------------------------
(***************************************************************************)
(* LCR, uniform total order broadcast on a ring (thesis, chapter 2): the    *)
(* failure-free protocol of Figure 2.5, the view change of Figure 2.7, and  *)
(* crashes, leaves and joins, for any number of processes.                  *)
(*                                                                          *)
(* The actions are the procedures of the figures:                           *)
(*                                                                          *)
(*   Broadcast     Figure 2.5, lines 5-8     utoBroadcast                   *)
(*   Data          Figure 2.5, lines 9-18    receive a message              *)
(*   Ack           Figure 2.5, lines 19-23   receive an ACK                 *)
(*   Deliver       Figure 2.5, lines 24-27   one turn of tryDeliver's loop, *)
(*                 Figure 2.7, lines 14-17   or of forceDeliver's           *)
(*   ViewChange    Figure 2.7, lines 1-2     freeze, send RECOVER           *)
(*   Recover       Figure 2.7, lines 8-12    receive one RECOVER            *)
(*   AckRecover    Figure 2.7, lines 3-4     every ACK_RECOVER is here      *)
(*   EndRecovery   Figure 2.7, lines 5-6     every END_RECOVERY is here     *)
(*   View          Figure 2.7, line 7        install the new view           *)
(*                                                                          *)
(* Crash, Leave, Exclude and Admit are the world's and the membership       *)
(* service's (2.4.3: "processes agree on a new view"; 2.2.1: a perfect      *)
(* failure detector).                                                       *)
(*                                                                          *)
(* A message is in the forward queue of 2.5.2 before Data, not after it: it *)
(* is counted in C, and put into pending, when it is forwarded.  Counted on *)
(* receipt and then overtaken by a message of the process's own, it makes   *)
(* the order of 2.4.1 cyclic (models.json, CountedInTheQueue).  ACKs        *)
(* keep their place among the messages as well, wherever they ride.         *)
(*                                                                          *)
(* Each line that had to be repaired is a small operator, marked "Erratum", *)
(* so that a model that must fail can put the printed one back              *)
(* (Repaired <- Printed) and show what that breaks.                         *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets

CONSTANTS
  Proc,       \* the processes, numbers; the ring is in their order
  Founders    \* the members of the first view

VARIABLES
  status,     \* status[p]: "up", "crashed" or "left"; who is to join is up
  views,      \* the views agreed so far: their rings, and who takes part in the change
  view,       \* view[p]: the number of the view that p has installed, or NoView
  next,       \* next[p]: the number of the view that p is changing to, or view[p]
  phase,      \* phase[p]: where p is in Figure 2.7, see TypeOK
  clock,      \* clock[p]: C, the local vector clock
  pending,    \* pending[p]: the pending list, entries [view, from, clock, stable]
  delivered,  \* delivered[p]: what p has utoDelivered, a sequence of names
  said,       \* what was utoBroadcast, by name
  inbox,      \* inbox[p]: what is on its way to p on the ring, in order
  recovers,   \* the RECOVER messages sent, [view, from, list]
  acks,       \* the ACK_RECOVER messages sent, [view, from, to]
  ends,       \* the END_RECOVERY messages sent, [view, from]
  start       \* start[p]: the number of the first view that p installed, or NoView

group == <<status, views>>
local == <<clock, pending, delivered, said>>
order == <<view, next, phase, start>>
mail  == <<recovers, acks, ends>>
vars  == <<group, local, order, inbox, mail>>

NoView == 0

Up      == {p \in Proc : status[p] = "up"}
Current == views[Len(views)].ring
Parties == views[Len(views)].parties

Zero == [p \in Proc |-> 0]

Init ==
  /\ status    = [p \in Proc |-> "up"]
  /\ views     = <<[ring |-> Founders, parties |-> Founders]>>
  /\ view      = [p \in Proc |-> IF p \in Founders THEN 1 ELSE NoView]
  /\ next      = view
  /\ phase     = [p \in Proc |-> IF p \in Founders THEN "running" ELSE "joining"]
  /\ clock     = [p \in Proc |-> Zero]
  /\ pending   = [p \in Proc |-> {}]
  /\ delivered = [p \in Proc |-> <<>>]
  /\ said      = {}
  /\ inbox     = [p \in Proc |-> <<>>]
  /\ recovers  = {}
  /\ acks      = {}
  /\ ends      = {}
  /\ start     = view

-----------------------------------------------------------------------------
(* 2.4: the ring, and 2.4.1: the order. *)

Members(p) == views[view[p]].ring

(* In a view of one, a process is its own successor and predecessor. *)
SuccessorIn(members, p) ==
  LET after  == {q \in members : q > p}
      among  == IF after = {} THEN members ELSE after
  IN  CHOOSE q \in among : \A r \in among : q <= r

PredecessorIn(members, p) ==
  LET before == {q \in members : q < p}
      among  == IF before = {} THEN members ELSE before
  IN  CHOOSE q \in among : \A r \in among : q >= r

Successor(p) == SuccessorIn(Members(p), p)

(* predecessor(q, view), as p sees it.  A message of a process that is in   *)
(* no view of p's cannot be on p's ring.                                    *)
Predecessor(p, q) == PredecessorIn(Members(p), q)

(* A message <m, p_j, C_m> without what it says, and with the view in which *)
(* it was broadcast: its name is that view, its sender and how many that    *)
(* has broadcast there.                                                     *)
Message(v, p, c) == [view |-> v, from |-> p, clock |-> c]
Number(m)        == m.clock[m.from]
Name(m)          == <<m.view, m.from, Number(m)>>

Entry(m, stable) == [view |-> m.view, from |-> m.from, clock |-> m.clock, stable |-> stable]
Plain(e)         == Message(e.view, e.from, e.clock)

(* "m_i is ordered before m_j if and only if C_mi[i] <= C_mj[i] when i < j, *)
(* and C_mi[i] < C_mj[i] when i = j."  Erratum: nothing is said of i > j,   *)
(* where one of the two must be first all the same.                         *)
Lower(m, n)        == m.clock[m.from] <= n.clock[m.from]
WhenHigher(m, n)   == ~Lower(n, m)
InView(m, n) ==
  IF m.from = n.from THEN Number(m) < Number(n)
  ELSE IF m.from < n.from THEN Lower(m, n)
  ELSE WhenHigher(m, n)

(* Clocks begin anew in every view, and a view's messages are delivered     *)
(* before the next one's.                                                   *)
Epoch(m)     == m.view
Before(m, n) == IF Epoch(m) # Epoch(n) THEN Epoch(m) < Epoch(n) ELSE InView(m, n)

-----------------------------------------------------------------------------
(* Figure 2.5. *)

Running(p) == status[p] = "up" /\ phase[p] = "running"

(* "pending.first": what nothing in the list is ordered before. *)
First(p) == {e \in pending[p] : \A d \in pending[p] : ~Before(d, e)}

(* What tryDeliver and forceDeliver deliver next.  Erratum: forceDeliver    *)
(* ("for each ... in pending") does not say in which order.                 *)
NextForced(p) == First(p)

Closing(p) == phase[p] = "closing"

Deliverable(p) ==
  IF Closing(p) THEN NextForced(p) ELSE {e \in First(p) : e.stable}

(* Procedures run to their end: nothing else happens at a process that has  *)
(* messages to deliver, unless it crashes.                                  *)
Idle(p) == Deliverable(p) = {}

(* Rsend to successor(p_i, view).  A crashed process receives nothing.      *)
(* Erratum: every message is tagged with the view in which it was sent.     *)
Packet(p, kind, m) == [kind |-> kind, view |-> m.view, from |-> m.from, clock |-> m.clock]

(* Links are FIFO, and ACKs keep their place among the messages. *)
Enqueued(queue, packet) == Append(queue, packet)

Sent(boxes, p, kind, m) ==
  LET to == Successor(p)
  IN  IF status[to] = "up" THEN [boxes EXCEPT ![to] = Enqueued(@, Packet(p, kind, m))] ELSE boxes

(* Erratum: the last member alone would send m to itself, where line 10     *)
(* drops it, and never deliver: alone, its messages are stable at once.     *)
Alone(p) == Members(p) = {p}

(* C_m.  Erratum: with the forward queue of 2.5.2, C must count what has    *)
(* been forwarded; what has only been received will be behind m on the ring.*)
Stamp(p) == [clock[p] EXCEPT ![p] = @ + 1]

(* Lines 5-8. *)
Broadcast(p) ==
  LET m == Message(view[p], p, Stamp(p))
  IN
  /\ Running(p) /\ Idle(p)
  /\ clock'   = [clock EXCEPT ![p][p] = @ + 1]
  /\ pending' = [pending EXCEPT ![p] = @ \cup {Entry(m, Alone(p))}]
  /\ inbox'   = IF Alone(p) THEN inbox ELSE Sent(inbox, p, "data", m)
  /\ said'    = said \cup {Name(m)}
  /\ UNCHANGED <<group, delivered, order, mail>>

(* What p reads from the ring: the head of its inbox, if it is of its view; *)
(* what is newer waits until p is there too.                                *)
Readable(p, packet) == packet.view = view[p]

Receives(p, kind) ==
  /\ Running(p) /\ Idle(p)
  /\ inbox[p] # <<>>
  /\ Head(inbox[p]).kind = kind
  /\ Readable(p, Head(inbox[p]))

Taken(p) == [inbox EXCEPT ![p] = Tail(@)]

(* Line 10. *)
Fresh(p, m) == Number(m) > clock[p][m.from]

(* Line 18.  Erratum: it stands in the else branch, while 2.4.1 counts      *)
(* every message.                                                           *)
Counts(p, m) == TRUE

(* Lines 9-18. *)
Data(p) ==
  LET m    == Plain(Head(inbox[p]))
      last == p = Predecessor(p, m.from)
  IN
  /\ Receives(p, "data")
  /\ IF Fresh(p, m)
     THEN /\ pending' = [pending EXCEPT ![p] = @ \cup {Entry(m, last)}]
          /\ inbox'   = Sent(Taken(p), p, IF last THEN "ack" ELSE "data", m)
          /\ clock'   = IF Counts(p, m) THEN [clock EXCEPT ![p][m.from] = @ + 1] ELSE clock
     ELSE /\ inbox'   = Taken(p)
          /\ UNCHANGED <<clock, pending>>
  /\ UNCHANGED <<group, delivered, said, order, mail>>

(* Line 20: "if p_i # predecessor(predecessor(p_j), view)". *)
AckStops(p, m) == p = Predecessor(p, Predecessor(p, m.from))

(* Line 21.  Erratum: the test of line 20 covers it, so that the process    *)
(* where the ACK stops never learns that m is stable.                       *)
MarksStable(p, m) == TRUE

Stabilised(list, m) == {IF Name(e) = Name(m) THEN [e EXCEPT !.stable = TRUE] ELSE e : e \in list}

(* Lines 19-23. *)
Ack(p) ==
  LET m == Plain(Head(inbox[p]))
  IN
  /\ Receives(p, "ack")
  /\ pending' = IF MarksStable(p, m) THEN [pending EXCEPT ![p] = Stabilised(@, m)] ELSE pending
  /\ inbox'   = IF AckStops(p, m) THEN Taken(p) ELSE Sent(Taken(p), p, "ack", m)
  /\ UNCHANGED <<group, clock, delivered, said, order, mail>>

(* Figure 2.7, line 17.  Erratum: "C[k] <- C[k] + 1" counts a second time   *)
(* what was counted on receipt.  Nothing is counted here: C is reset (View).*)
CountedByForce(c, e) == c

(* Lines 24-27, and lines 14-17 of Figure 2.7. *)
DeliverEntry(p, e) ==
  /\ status[p] = "up"
  /\ e \in Deliverable(p)
  /\ delivered' = [delivered EXCEPT ![p] = Append(@, Name(e))]
  /\ pending'   = [pending EXCEPT ![p] = @ \ {e}]
  /\ clock'     = IF Closing(p) THEN [clock EXCEPT ![p] = CountedByForce(@, e)] ELSE clock
  /\ UNCHANGED <<group, said, order, inbox, mail>>

Deliver(p) == \E e \in Deliverable(p) : DeliverEntry(p, e)

-----------------------------------------------------------------------------
(* Figure 2.7. *)

(* A process that has not yet installed a view is joining. *)
Joins(p) == view[p] = NoView

(* Erratum: "wait until received from all p_j in new_view" waits for ever   *)
(* for one that crashes meanwhile; a newer view interrupts.                 *)
Interruptible(p) == phase[p] \in {"recovering", "ending"}

(* "Every process first completes the execution (if any) of all other      *)
(* procedures described in Figure 2.5.  It then freezes those procedures."  *)
MayFreeze(p) == phase[p] \in {"running", "joining"} \/ Interruptible(p)

(* What a RECOVER says. *)
RecoverOf(p, v) == [view |-> v, from |-> p, list |-> {Plain(e) : e \in pending[p]}]

(* "all p_j in new_view", for whom to wait, too.  Erratum: a process that   *)
(* leaves takes part in the change to the view without it, or the others    *)
(* lose what it has pending, and it what they have.                         *)
Party(v) == views[v].parties

(* Lines 1-2.  The RECOVER to itself arrives at once. *)
CanChange(p, v) ==
  /\ status[p] = "up" /\ Idle(p)
  /\ MayFreeze(p)
  /\ v \in next[p] + 1..Len(views)
  /\ p \in Party(v)

ViewChange(p, v) ==
  /\ CanChange(p, v)
  /\ next'     = [next EXCEPT ![p] = v]
  /\ phase'    = [phase EXCEPT ![p] = "recovering"]
  /\ recovers' = recovers \cup {RecoverOf(p, v)}
  /\ acks'     = acks \cup {[view |-> v, from |-> p, to |-> p]}
  /\ UNCHANGED <<group, local, view, start, inbox, ends>>

(* Erratum: Figure 2.7 handles a RECOVER whenever it comes.  Before the     *)
(* receiver froze, the same message may still come along the ring; and one  *)
(* of an interrupted view change is none of this one.                       *)
FrozenFor(p, r) == phase[p] \in {"recovering", "ending"} /\ next[p] = r.view

HasAcked(p, r) == [view |-> r.view, from |-> p, to |-> r.from] \in acks

(* Line 10 of Figure 2.7. *)
Unknown(p, m) == m.view > view[p] \/ (m.view = view[p] /\ Number(m) > clock[p][m.from])

(* What was broadcast before its first view is not for a process that joins.*)
Merged(p, r) ==
  IF Joins(p) THEN pending[p]
  ELSE pending[p] \cup {Entry(m, FALSE) : m \in {n \in r.list : Unknown(p, n)}}

(* Line 12.  Erratum: it stands inside the loop over the messages, so that  *)
(* an empty list gets no answer (or the extractor moved it there).          *)
Answers(r) == TRUE

(* Lines 8-12. *)
CanMerge(p, r) ==
  /\ status[p] = "up" /\ Idle(p)
  /\ p \in Party(r.view)
  /\ FrozenFor(p, r)
  /\ ~HasAcked(p, r)

ReceiveRecover(p, r) ==
  /\ CanMerge(p, r)
  /\ Answers(r)
  /\ pending' = [pending EXCEPT ![p] = Merged(p, r)]
  /\ acks'    = acks \cup {[view |-> r.view, from |-> p, to |-> r.from]}
  /\ UNCHANGED <<group, clock, delivered, said, order, inbox, recovers, ends>>

Recover(p) == \E r \in recovers : ReceiveRecover(p, r)

(* Whose ACK_RECOVER and END_RECOVERY count.  Erratum: in print they do not *)
(* name their view; after an interruption those of the old one would do.    *)
AckedBy(p) == {a.from : a \in {b \in acks : b.to = p /\ b.view = next[p]}}
EndedBy(p) == {e.from : e \in {d \in ends : d.view = next[p]}}

AllAcked(p) == Party(next[p]) \subseteq AckedBy(p)
AllEnded(p) == Party(next[p]) \subseteq EndedBy(p)

CanFinishAcks(p) == status[p] = "up" /\ phase[p] = "recovering" /\ AllAcked(p)
CanFinishEnds(p) == status[p] = "up" /\ phase[p] = "ending" /\ AllEnded(p)

(* Lines 3-4. *)
AckRecover(p) ==
  /\ CanFinishAcks(p)
  /\ phase' = [phase EXCEPT ![p] = "ending"]
  /\ ends'  = ends \cup {[view |-> next[p], from |-> p]}
  /\ UNCHANGED <<group, local, view, next, start, inbox, recovers, acks>>

(* Lines 5-6. *)
EndRecovery(p) ==
  /\ CanFinishEnds(p)
  /\ phase' = [phase EXCEPT ![p] = "closing"]
  /\ UNCHANGED <<group, local, view, next, start, inbox, mail>>

(* Erratum: what is left on the ring from older views must go: the message  *)
(* has been delivered, and its sender may be gone, so that nobody would     *)
(* stop it.  Packets of newer views stay.                                   *)
Kept(p, packet) == packet.view >= next[p]

Swept(p) == SelectSeq(inbox[p], LAMBDA packet : Kept(p, packet))

(* Mail of view changes that all have finished is forgotten. *)
Finished(p) ==
  LET behind == {view[q] : q \in (Up \cap Parties) \ {p}} \cup {next[p]}
  IN  CHOOSE v \in behind : \A w \in behind : v <= w

CanInstall(p) == status[p] = "up" /\ Closing(p) /\ pending[p] = {}

(* Erratum: who joins starts with C = 0 (Figure 2.5, line 3) among others   *)
(* that have counted, and its messages are ordered before those that it has *)
(* received.  Here all start a view with C = 0; their lists are empty.      *)
NewClock(p) == Zero

(* Line 7.  A process that is not in the view has left. *)
View(p) ==
  /\ CanInstall(p)
  /\ status'   = IF p \in views[next[p]].ring THEN status ELSE [status EXCEPT ![p] = "left"]
  /\ clock'    = [clock EXCEPT ![p] = NewClock(p)]
  /\ view'     = [view EXCEPT ![p] = next[p]]
  /\ phase'    = [phase EXCEPT ![p] = "running"]
  /\ inbox'    = [inbox EXCEPT ![p] = Swept(p)]
  /\ start'    = IF Joins(p) THEN [start EXCEPT ![p] = next[p]] ELSE start
  /\ recovers' = {r \in recovers : r.view > Finished(p)}
  /\ acks'     = {a \in acks : a.view > Finished(p)}
  /\ ends'     = {e \in ends : e.view > Finished(p)}
  /\ UNCHANGED <<views, pending, delivered, said, next>>

-----------------------------------------------------------------------------
(* The world, and the membership service. *)

(* At any time, also inside a view change and between two deliveries.  What *)
(* it has sent may still arrive, or not, as may anything that is on its way *)
(* when its receiver freezes.                                               *)
Crash(p) ==
  /\ status[p] = "up"
  /\ status'  = [status EXCEPT ![p] = "crashed"]
  /\ inbox'   = [inbox EXCEPT ![p] = <<>>]
  /\ pending' = [pending EXCEPT ![p] = {}]
  /\ UNCHANGED <<views, clock, delivered, said, order, mail>>

(* The membership service.  Somebody must be left who has been a member, or *)
(* what was delivered is lost with them all.                                *)
Leaving == {p \in Up : ~Joins(p) /\ p \notin Current}

Agree(ring, also) ==
  /\ \E p \in ring \cap Up : ~Joins(p)
  /\ views' = Append(views, [ring |-> ring, parties |-> ring \cup also])
  /\ UNCHANGED <<status, local, order, inbox, mail>>

(* The detector is perfect: only who has crashed is excluded, and who has   *)
(* left while others, interrupted, still wait for it.                       *)
IsMissed(p) ==
  /\ p \in Parties
  /\ \/ status[p] = "crashed"
     \/ status[p] = "left" /\ \E q \in Up \cap Parties : view[q] < Len(views)

Exclude ==
  \E gone \in SUBSET {p \in Proc : IsMissed(p)} : gone # {} /\ Agree(Current \ gone, Leaving)

(* Who takes part in the change that removes p. *)
WithTheLeaver(p) == Leaving \cup {p}

Leave(p) == Running(p) /\ p \in Current /\ Agree(Current \ {p}, WithTheLeaver(p))

Admit(p) == status[p] = "up" /\ Joins(p) /\ p \notin Current /\ Agree(Current \cup {p}, Leaving)

(* What models bound. *)
MayBroadcast(p) == TRUE
MayCrash(p)     == TRUE

-----------------------------------------------------------------------------

Step(p) ==
  \/ MayBroadcast(p) /\ Broadcast(p)
  \/ Data(p)
  \/ Ack(p)
  \/ Deliver(p)
  \/ \E v \in 1..Len(views) : ViewChange(p, v)
  \/ Recover(p)
  \/ AckRecover(p)
  \/ EndRecovery(p)
  \/ View(p)

Next ==
  \/ \E p \in Proc : Step(p)
  \/ \E p \in Proc : MayCrash(p) /\ Crash(p)
  \/ \E p \in Proc : Leave(p)
  \/ Exclude
  \/ \E p \in Proc : Admit(p)

Spec == Init /\ [][Next]_vars
-----------------------------------------------------------------------------
(* What is claimed. *)

TypeOK ==
  /\ status \in [Proc -> {"up", "crashed", "left"}]
  /\ \A v \in DOMAIN views : views[v].ring \subseteq views[v].parties /\ views[v].parties \subseteq Proc
  /\ \A p \in Proc :
       /\ view[p] \in NoView..Len(views)
       /\ next[p] \in view[p]..Len(views)
       /\ phase[p] \in {"joining", "running", "recovering", "ending", "closing"}
       /\ phase[p] \in {"joining", "running"} <=> next[p] = view[p]
       /\ ~Joins(p) /\ status[p] = "up" => p \in Members(p)
       /\ \A e \in pending[p] : e.from \in Proc /\ e.stable \in BOOLEAN
       /\ \A e, d \in pending[p] : Name(e) = Name(d) => e = d
       /\ \A q \in Proc : view[p] = view[q] => clock[p][q] <= clock[q][q]

Range(s) == {s[k] : k \in DOMAIN s}

(* Of what was broadcast before its first view a process need know nothing. *)
Owed(p, name) == ~Joins(p) /\ name[1] >= start[p]

(* Nothing more can happen, but for new broadcasts and failures.  Every    *)
(* behaviour comes to such a state, since a message makes finitely many     *)
(* steps: so "eventually" means "in every state of this kind".              *)
Quiescent ==
  /\ \A p \in Proc : ~IsMissed(p)
  /\ \A p \in Up :
       /\ Idle(p)
       /\ ~Receives(p, "data") /\ ~Receives(p, "ack")
       /\ \A v \in DOMAIN views : ~CanChange(p, v)
       /\ \A r \in recovers : ~(CanMerge(p, r) /\ Answers(r))
       /\ ~CanFinishAcks(p) /\ ~CanFinishEnds(p) /\ ~CanInstall(p)

(* "If a correct process p_i utoBroadcasts a message m, then p_i eventually *)
(* utoDelivers m."  A process that leaves is correct.                        *)
LCR_Validity ==
  Quiescent => \A name \in said : status[name[2]] # "crashed" => name \in Range(delivered[name[2]])

(* "For any message m, any correct process p_j utoDelivers m at most once,  *)
(* and only if m was previously utoBroadcast by some process."  Erratum:    *)
(* 2.4 says "by some correct process", Lemma 2.4.2 does not.                *)
Broadcasters == Proc

LCR_Integrity ==
  \A p \in Proc :
    /\ Cardinality(Range(delivered[p])) = Len(delivered[p])
    /\ \A name \in Range(delivered[p]) : name \in said /\ name[2] \in Broadcasters

(* "If any process p_i utoDelivers any message m, then every correct        *)
(* process p_j eventually utoDelivers m."                                   *)
LCR_UniformAgreement ==
  Quiescent =>
    \A q \in Proc : \A name \in Range(delivered[q]) :
      \A p \in Current : Owed(p, name) => name \in Range(delivered[p])

(* "For any two messages m and m', if any process p_i utoDelivers m without *)
(* having delivered m', then no process p_j utoDelivers m' before m."       *)
LCR_TotalOrder ==
  \A p, q \in Proc : \A i \in DOMAIN delivered[p], k \in DOMAIN delivered[q] :
    LET m == delivered[p][i]
        n == delivered[q][k]
        without(s, at, name) == \A h \in 1..at : s[h] # name
    IN  m # n /\ Owed(p, n) /\ Owed(q, m) =>
          ~(without(delivered[p], i, n) /\ without(delivered[q], k, m))

(* Wherever nothing more can happen, everyone runs in the latest view. *)
LCR_ViewChangesEnd ==
  Quiescent => \A p \in Current : phase[p] = "running" /\ view[p] = Len(views)

-----------------------------------------------------------------------------
(* What the proofs of 2.4.4 lean on. *)

Holds(p, name) == name \in Range(delivered[p]) \/ \E e \in pending[p] : Name(e) = name

(* Lemma 2.4.3: "all processes stored m_k in their pending list before p_i  *)
(* delivered it", since it is stable then.                                  *)
LCR_StableIsEverywhere ==
  \A p \in Up : ~Joins(p) =>
    \A e \in pending[p] : e.stable => \A q \in Members(p) \cap Up : Holds(q, Name(e))

LCR_DeliveredIsEverywhere ==
  \A p \in Proc : \A name \in Range(delivered[p]) :
    \A q \in Current \cap Up : Owed(q, name) => Holds(q, name)

(* The messages that are not delivered everywhere. *)
Around ==
  UNION {{Plain(e) : e \in pending[p]} : p \in Up}
    \cup UNION {{Plain(b) : b \in Range(inbox[p])} : p \in Up}

(* What q would broadcast now. *)
NextOf(q) == Message(view[q], q, [clock[q] EXCEPT ![q] = @ + 1])

(* Lemma 2.4.3: "once a process p_j sets message m_k to stable, it can no   *)
(* longer receive any message m such that m is before m_k".                 *)
LCR_StableIsFinal ==
  \A p \in Up : Running(p) => \A e \in pending[p] : e.stable =>
    /\ \A m \in Around : m.view = e.view /\ Before(m, e) => Number(m) <= clock[p][m.from]
    /\ \A q \in Members(p) \ {p} : Running(q) /\ view[q] = view[p] => ~Before(NextOf(q), e)

(* 2.4.1: what is defined for pairs is an order. *)
LCR_OrderIsTotal ==
  \A l, m \in Around : Name(l) # Name(m) =>
    /\ Before(l, m) # Before(m, l)
    /\ \A n \in Around : Before(l, m) /\ Before(m, n) => Before(l, n)

(* 2.4.1: it is "the order according to which messages are received by the  *)
(* last process in the ring".                                               *)
LCR_OrderOfTheLast ==
  [][\A p \in Proc : Running(p) /\ Running(p)' /\ p = PredecessorIn(Members(p), 0) =>
       \A e \in pending'[p] : ~Holds(p, Name(e)) => \A d \in pending[p] : Before(d, e)]_vars

(* Lemma 2.4.4: "all processes have a consistent pending list before        *)
(* delivering messages": those who end one view have delivered the same.    *)
LCR_ViewSynchrony ==
  \A p, q \in Proc :
    CanInstall(p) /\ CanInstall(q) /\ next[p] = next[q] /\ ~Joins(p) /\ start[p] = start[q] =>
      delivered[p] = delivered[q]

(* Links are FIFO and lose nothing within a view, so line 10 of Figure 2.5  *)
(* refuses nothing that is of the receiver's view.                          *)
LCR_NothingIsMissed ==
  \A p \in Up : Receives(p, "data") =>
    LET m == Plain(Head(inbox[p])) IN Number(m) = clock[p][m.from] + 1
=============================================================================
