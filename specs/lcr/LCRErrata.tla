------------------------------ MODULE LCRErrata ------------------------------
(***************************************************************************)
(* Figures 2.5 and 2.7 as they are printed, one line at a time, and guards  *)
(* that were left out: each model here replaces an operator of LCR by one   *)
(* of this module (its "breaks" in models.json) and must fail.              *)
(***************************************************************************)
EXTENDS MCLCR

(* 2.4.1 *)
Unordered(m, n) == FALSE

(* Figure 2.5 *)
Never(p)             == FALSE
OnlyAtTheLast(p, m)  == p = Predecessor(p, m.from)
NotWhereItStops(p, m) == ~AckStops(p, m)
Overtaking(queue, packet) ==
  IF packet.kind = "ack" THEN <<packet>> \o queue ELSE Append(queue, packet)
AnyAtAll(p, m) == TRUE

(* 2.5.2: what is in the inbox is in the forward queue, and counted. *)
QueuedOf(p, q) ==
  Cardinality({k \in DOMAIN inbox[p] : inbox[p][k].kind = "data" /\ inbox[p][k].from = q})
CountedOnReceipt(p) == [q \in Proc |-> IF q = p THEN clock[p][p] + 1 ELSE clock[p][q] + QueuedOf(p, q)]

(* Who precedes a process that is no longer in the ring?  Nobody. *)
OfMembersOnly(p, q) == IF q \in Members(p) THEN PredecessorIn(Members(p), q) ELSE -1

(* Deliver what is first, stable or not; what is stable, first or not. *)
FirstOfAll(p)  == First(p)
AnyStable(p)   == {e \in pending[p] : e.stable} \cup (IF Closing(p) THEN First(p) ELSE {})

(* Figure 2.7 *)
AnyPending(p)        == pending[p]
CountedAgain(c, e)   == [c EXCEPT ![e.from] = @ + 1]
CountedOnce(c, e)    == [c EXCEPT ![e.from] = IF @ < Number(e) THEN Number(e) ELSE @]
AtAnyTime(p, r)      == TRUE
AnyPacket(p, packet) == TRUE
InsideTheLoop(r)     == r.list # {}
OnlyTheRing(v)       == views[v].ring
Always(p)            == TRUE
AckedByAny(p)        == {a.from : a \in {b \in acks : b.to = p}}
EndedByAny(p)        == {e.from : e \in ends}

(* As printed, clocks go on from view to view, and messages know no views.  *)
ClockGoesOn(p) == clock[p]
NoEpoch(m)     == 0

(* 2.4: "only if m was previously utoBroadcast by some correct process". *)
CorrectBroadcasters == {p \in Proc : status[p] # "crashed"}
=============================================================================
