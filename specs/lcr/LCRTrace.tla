------------------------------ MODULE LCRTrace -------------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of LCR.       *)
(*                                                                          *)
(*   trace                     here                                         *)
(*   a step record             RingEvent(trace, cursor)                     *)
(*   step, process             the action of that name, and its process     *)
(*   view                      Broadcast, Data, Ack, Deliver: that of the   *)
(*                             message; otherwise the new one               *)
(*   from, number, clock       the message; number 0 where there is none    *)
(*   peer                      whose RECOVER, ACK_RECOVER or END_RECOVERY   *)
(*   views                     all views that the run knows, RingViews      *)
(*                                                                          *)
(* A run does not record crashes.  A process that takes no more steps will  *)
(* do: the views without it are in the record.                              *)
(*                                                                          *)
(* The implementation differs from LCR in three ways that are told here:    *)
(*                                                                          *)
(*   an ACK stands for all of its sender's messages before it, and may wait *)
(*   for a message to ride on: it is overtaken, and overtakes nothing;      *)
(*   ACK_RECOVER and END_RECOVERY are recorded one by one, as they arrive;  *)
(*   a process that has sent END_RECOVERY for a view keeps that promise     *)
(*   while a larger change interrupts: it installs the view after all when  *)
(*   it has heard END_RECOVERY from everyone, or of one that has installed  *)
(*   it, since that one has heard everyone.                                 *)
(*                                                                          *)
(* Each trace is one behaviour, in which TLC follows the cursor.  A step    *)
(* that cannot be taken ends it, and Refusal says why.                      *)
(*                                                                          *)
(* The operators Ring... are replaced by Java methods that read the         *)
(* recording (next700.model.trace.RingOperators).                           *)
(***************************************************************************)
EXTENDS LCR, TLC

RingCount       == 0
RingLength(n)   == 0
RingEvent(n, k) == [step |-> "Broadcast"]
RingViews(n)    == <<>>
RingSay(value)  == TRUE

VARIABLES
  trace, cursor,
  entered,  \* the views that any process has installed
  heard     \* heard[p]: whose ACK_RECOVER of the running view change has been
            \* recorded, and whose END_RECOVERY, of any, as pairs <<view, from>>

(* A trace has one behaviour, so its place in the trace tells a state. *)
Place == <<trace, cursor>>

-----------------------------------------------------------------------------

(* Mail is not forgotten: the views are all there from the beginning. *)
NothingFinished(p) == NoView

ViewsOf(n) ==
  [k \in DOMAIN RingViews(n) |->
     [ring    |-> Range(RingViews(n)[k].ring),
      parties |-> Range(RingViews(n)[k].parties)]]

(* A clock is recorded by place in the ring of its view. *)
ClockOf(e) ==
  LET ring == RingViews(trace)[e.view].ring
  IN  [p \in Proc |-> IF p \in Range(ring) THEN e.clock[CHOOSE k \in DOMAIN ring : ring[k] = p] ELSE 0]

EventName(e) == <<e.view, e.from, e.number>>

PacketName(packet) == <<packet.view, packet.from, packet.clock[packet.from]>>

(* The first message among the ACKs that it overtakes, and the ACKs that    *)
(* are before every message.                                                *)
FirstData(p) ==
  LET all == {k \in DOMAIN inbox[p] : inbox[p][k].kind = "data"}
  IN  IF all = {} THEN 0 ELSE CHOOSE k \in all : \A h \in all : k <= h

AcksBefore(p) == SubSeq(inbox[p], 1, IF FirstData(p) = 0 THEN Len(inbox[p]) ELSE FirstData(p) - 1)
AllAfter(p)   == SubSeq(inbox[p], Len(AcksBefore(p)) + 1, Len(inbox[p]))

Acknowledges(e, packet) ==
  packet.kind = "ack" /\ packet.view = e.view /\ packet.from = e.from
    /\ packet.clock[packet.from] <= e.number

AcksTaken(p, e) == SelectSeq(AcksBefore(p), LAMBDA packet : Acknowledges(e, packet))
AcksLeft(p, e)  == SelectSeq(AcksBefore(p), LAMBDA packet : ~Acknowledges(e, packet))

(* The head of the inbox put where it is taken. *)
TakeData(p) ==
  LET k    == FirstData(p)
      m    == Plain(inbox[p][k])
      last == p = Predecessor(p, m.from)
      rest == [inbox EXCEPT ![p] = SubSeq(@, 1, k - 1) \o SubSeq(@, k + 1, Len(@))]
  IN
  /\ pending' = [pending EXCEPT ![p] = @ \cup {Entry(m, last)}]
  /\ inbox'   = Sent(rest, p, IF last THEN "ack" ELSE "data", m)
  /\ clock'   = [clock EXCEPT ![p][m.from] = @ + 1]
  /\ UNCHANGED <<group, delivered, said, order, mail, heard>>

(* An ACK that is sent on is the packet that came. *)
TakeAcks(p, e) ==
  LET taken == AcksTaken(p, e)
      rest  == [inbox EXCEPT ![p] = AcksLeft(p, e) \o AllAfter(p)]
      to    == Successor(p)
      names == {PacketName(packet) : packet \in Range(taken)}
  IN
  /\ pending' = [pending EXCEPT ![p] = {IF Name(d) \in names THEN [d EXCEPT !.stable = TRUE] ELSE d : d \in @}]
  /\ inbox'   = IF AckStops(p, e) \/ status[to] # "up" THEN rest ELSE [rest EXCEPT ![to] = @ \o taken]
  /\ UNCHANGED <<group, clock, delivered, said, order, mail, heard>>

HasPromised(p, v) == v > view[p] /\ [view |-> v, from |-> p] \in ends

HeardEnds(p, v) == {h[2] : h \in {x \in heard[p].ends : x[1] = v}}

(* Which views p can install, since it has promised to, and knows that all  *)
(* have, or another has installed it.                                       *)
Promised(p) ==
  {v \in DOMAIN views :
     HasPromised(p, v) /\ (v \in entered \/ Party(v) \subseteq HeardEnds(p, v))}

Hurries(p) == Promised(p) # {} /\ ~Closing(p)

Goal(p) == IF Hurries(p) THEN CHOOSE v \in Promised(p) : \A w \in Promised(p) : v <= w ELSE next[p]

Entries(p, e) == {d \in pending[p] : Name(d) = EventName(e)}

MayDeliver(p, d) == d \in First(p) /\ (d.stable \/ Closing(p) \/ Hurries(p))

-----------------------------------------------------------------------------

RefusalBroadcast(e) ==
  LET p == e.process IN
  IF ~Running(p) THEN "the process has frozen (Running)"
  ELSE IF ~Idle(p) THEN "the process has messages to deliver (Idle)"
  ELSE IF e.view # view[p] THEN "the process is not in this view"
  ELSE IF e.from # p THEN "the message is another process's"
  ELSE IF ClockOf(e) # Stamp(p) THEN "the clock is not the process's (Stamp)"
  ELSE ""

RefusalData(e) ==
  LET p == e.process IN
  IF ~Running(p) THEN "the process has frozen (Running)"
  ELSE IF ~Idle(p) THEN "the process has messages to deliver (Idle)"
  ELSE IF FirstData(p) = 0 THEN "no message is on its way to the process"
  ELSE LET packet == inbox[p][FirstData(p)] IN
       IF ~Readable(p, packet) THEN "the next message is of another view (Readable)"
       ELSE IF PacketName(packet) # EventName(e) THEN "another message is before it on the link"
       ELSE IF packet.clock # ClockOf(e) THEN "the clock is not the message's"
       ELSE IF ~Fresh(p, Plain(packet)) THEN "the message is old (Fresh)"
       ELSE ""

RefusalAck(e) ==
  LET p == e.process IN
  IF ~Running(p) THEN "the process has frozen (Running)"
  ELSE IF ~Idle(p) THEN "the process has messages to deliver (Idle)"
  ELSE IF e.view # view[p] THEN "the process is not in this view (Readable)"
  ELSE IF \A packet \in Range(AcksTaken(p, e)) : PacketName(packet) # EventName(e)
    THEN "no such ACK is on its way, or a message is before it"
  ELSE ""

RefusalDeliver(e) ==
  LET p == e.process IN
  IF Entries(p, e) = {} THEN "the message is not in the pending list"
  ELSE LET d == CHOOSE x \in Entries(p, e) : TRUE IN
       IF d \notin First(p) THEN "the message is not the first of the pending list (First)"
       ELSE IF ~MayDeliver(p, d) THEN "the message is not stable"
       ELSE ""

RefusalViewChange(e) ==
  LET p == e.process IN
  IF ~Idle(p) THEN "the process has messages to deliver (Idle)"
  ELSE IF ~MayFreeze(p) THEN "the process is ending another view change (MayFreeze)"
  ELSE IF e.view <= next[p] THEN "the process has seen this view, or a newer one"
  ELSE IF p \notin Party(e.view) THEN "the process takes no part in the change to this view"
  ELSE ""

RefusalOfRecover(e) ==
  LET p == e.process
      r == {x \in recovers : x.view = e.view /\ x.from = e.peer}
  IN
  IF r = {} THEN "no such RECOVER was sent"
  ELSE IF ~FrozenFor(p, CHOOSE x \in r : TRUE) THEN "the process has not frozen for this view (FrozenFor)"
  ELSE IF HasAcked(p, CHOOSE x \in r : TRUE) THEN "the process has answered this RECOVER already"
  ELSE ""

RefusalAckRecover(e) ==
  LET p == e.process IN
  IF e.view # next[p] THEN "the ACK_RECOVER is of another view change (AckedBy)"
  ELSE IF [view |-> e.view, from |-> e.peer, to |-> p] \notin acks THEN "no such ACK_RECOVER was sent"
  ELSE ""

RefusalEndRecovery(e) ==
  LET p == e.process IN
  IF e.view # next[p] /\ ~HasPromised(p, e.view) THEN "the END_RECOVERY is of another view change (EndedBy)"
  ELSE IF [view |-> e.view, from |-> e.peer] \notin ends THEN "no such END_RECOVERY was sent"
  ELSE ""

RefusalView(e) ==
  LET p == e.process IN
  IF ~Closing(p) /\ ~Hurries(p) THEN "not all have ended this view change (AllEnded)"
  ELSE IF e.view # Goal(p) THEN "the process is changing to another view"
  ELSE IF pending[p] # {} THEN "the pending list is not empty (forceDeliver)"
  ELSE ""

Refusal(e) ==
  CASE e.step = "Broadcast"   -> RefusalBroadcast(e)
    [] e.step = "Data"        -> RefusalData(e)
    [] e.step = "Ack"         -> RefusalAck(e)
    [] e.step = "Deliver"     -> RefusalDeliver(e)
    [] e.step = "ViewChange"  -> RefusalViewChange(e)
    [] e.step = "Recover"     -> RefusalOfRecover(e)
    [] e.step = "AckRecover"  -> RefusalAckRecover(e)
    [] e.step = "EndRecovery" -> RefusalEndRecovery(e)
    [] e.step = "View"        -> RefusalView(e)
    [] OTHER                  -> "LCR has no such step"

-----------------------------------------------------------------------------

Silent == [acks |-> {}, ends |-> {}]

(* END_RECOVERY may arrive before the last ACK_RECOVER. *)
AfterEnd(p, ended) ==
  IF phase[p] = "ending" /\ \A q \in Party(next[p]) : <<next[p], q>> \in ended THEN "closing" ELSE phase[p]

HearAck(p, q) ==
  LET acked == heard[p].acks \cup {q}
      all   == phase[p] = "recovering" /\ Party(next[p]) \subseteq acked
  IN
  /\ heard' = [heard EXCEPT ![p].acks = acked]
  /\ IF all THEN AckRecover(p) ELSE UNCHANGED vars

HearEnd(p, v, q) ==
  /\ heard' = [heard EXCEPT ![p].ends = @ \cup {<<v, q>>}]
  /\ phase' = [phase EXCEPT ![p] = AfterEnd(p, heard[p].ends \cup {<<v, q>>})]
  /\ UNCHANGED <<group, local, view, next, start, inbox, mail>>

(* A delivery that is forced begins to close the view that it is forced by. *)
TakeDeliver(p, d) ==
  /\ delivered' = [delivered EXCEPT ![p] = Append(@, Name(d))]
  /\ pending'   = [pending EXCEPT ![p] = @ \ {d}]
  /\ IF d.stable \/ Closing(p)
     THEN UNCHANGED <<next, phase>>
     ELSE next' = [next EXCEPT ![p] = Goal(p)] /\ phase' = [phase EXCEPT ![p] = "closing"]
  /\ UNCHANGED <<group, clock, said, view, start, inbox, mail, heard>>

TakeView(p) ==
  /\ view'   = [view EXCEPT ![p] = Goal(p)]
  /\ next'   = [next EXCEPT ![p] = Goal(p)]
  /\ phase'  = [phase EXCEPT ![p] = "running"]
  /\ clock'  = [clock EXCEPT ![p] = NewClock(p)]
  /\ inbox'  = [inbox EXCEPT ![p] = SelectSeq(@, LAMBDA packet : packet.view >= Goal(p))]
  /\ start'  = IF Joins(p) THEN [start EXCEPT ![p] = Goal(p)] ELSE start
  /\ status' = IF p \in views[Goal(p)].ring THEN status ELSE [status EXCEPT ![p] = "left"]
  /\ UNCHANGED <<views, pending, delivered, said, mail, heard>>

Take(e) ==
  LET p == e.process IN
  CASE e.step = "Broadcast"   -> Broadcast(p) /\ UNCHANGED heard
    [] e.step = "Data"        -> TakeData(p)
    [] e.step = "Ack"         -> TakeAcks(p, e)
    [] e.step = "Deliver"     -> TakeDeliver(p, CHOOSE d \in Entries(p, e) : TRUE)
    [] e.step = "ViewChange"  -> ViewChange(p, e.view) /\ heard' = [heard EXCEPT ![p].acks = {}]
    [] e.step = "Recover"     -> UNCHANGED heard /\
                                 ReceiveRecover(p, CHOOSE r \in recovers : r.view = e.view /\ r.from = e.peer)
    [] e.step = "AckRecover"  -> HearAck(p, e.peer)
    [] e.step = "EndRecovery" -> HearEnd(p, e.view, e.peer)
    [] e.step = "View"        -> TakeView(p)

(* The process as it was when the step was refused, and what was to come.   *)
BeforeStep(e) ==
  [view      |-> view[e.process],
   next      |-> next[e.process],
   phase     |-> phase[e.process],
   clock     |-> clock[e.process],
   pending   |-> {<<Name(d), d.stable>> : d \in pending[e.process]},
   delivered |-> delivered[e.process],
   inbox     |-> [k \in DOMAIN inbox[e.process] |->
                    <<inbox[e.process][k].kind, PacketName(inbox[e.process][k])>>]]

-----------------------------------------------------------------------------

TraceInit ==
  /\ trace \in 1..RingCount /\ cursor = 1
  /\ heard     = [p \in Proc |-> Silent]
  /\ entered   = {1}
  /\ status    = [p \in Proc |-> "up"]
  /\ views     = ViewsOf(trace)
  /\ view      = [p \in Proc |-> IF p \in views[1].ring THEN 1 ELSE NoView]
  /\ next      = view
  /\ phase     = [p \in Proc |-> IF p \in views[1].ring THEN "running" ELSE "joining"]
  /\ clock     = [p \in Proc |-> Zero]
  /\ pending   = [p \in Proc |-> {}]
  /\ delivered = [p \in Proc |-> <<>>]
  /\ said      = {}
  /\ inbox     = [p \in Proc |-> <<>>]
  /\ recovers  = {} /\ acks = {} /\ ends = {}
  /\ start     = view

Done == RingLength(trace) + 2

TraceNext ==
  /\ UNCHANGED trace
  /\ \/ /\ cursor <= RingLength(trace)
        /\ LET e   == RingEvent(trace, cursor)
               why == Refusal(e)
           IN  IF why = ""
               THEN /\ Take(e)
                    /\ cursor' = cursor + 1
                    /\ entered' = IF e.step = "View" THEN entered \cup {e.view} ELSE entered
               ELSE /\ RingSay(<<"rejected", trace, cursor, why, BeforeStep(e)>>)
                    /\ cursor' = Done
                    /\ UNCHANGED <<vars, heard, entered>>
     \/ /\ cursor = RingLength(trace) + 1
        /\ RingSay(<<"accepted", trace>>)
        /\ cursor' = Done
        /\ UNCHANGED <<vars, heard, entered>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, trace, cursor, heard, entered>>
=============================================================================
