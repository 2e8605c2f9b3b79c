---------------------------- MODULE QuorumTrace ----------------------------
(***************************************************************************)
(* Are recorded runs behaviours of Quorum?  Module Trace, which is made    *)
(* from the recordings, has the events of each run in an order that        *)
(* respects causality; each must be a step that Quorum could take next.    *)
(* The cursor says how many events were taken: a run is accepted if it     *)
(* gets past the last.                                                     *)
(*                                                                         *)
(*   event field   meaning                                                 *)
(*   step          Q1, Q2, Q3, P1, P2 or P3                                *)
(*   by            the process; Byzantine ones leave no record             *)
(*   instance                                                              *)
(*   request       its number in Trace; 0 where the step is about none     *)
(*   init          the number of the init history that the client sends    *)
(*                 along (Q1) or the replica adopts now (Q2, P2), or 0     *)
(*   history       the number of the abort history (P3), or 0              *)
(*   length        of the local history after the step (Q2, P2), or of the *)
(*                 commit history (Q3)                                     *)
(*   last          the last request of that history, or 0 if it is empty   *)
(*                                                                         *)
(* An event leaves no choice of the next state, so that run and cursor     *)
(* tell states apart: the model's VIEW.                                    *)
(***************************************************************************)
EXTENDS Quorum, Trace, TLC

VARIABLES run, cursor

traceVars == <<vars, run, cursor>>

Events == TraceRuns[run]

InitOf(e) == IF e.init = 0 THEN None ELSE TraceHistories[e.init]

(* A history of that length that ends with that request. *)
EndsAs(h, e) == Len(h) = e.length /\ (h # <<>> => h[Len(h)] = e.last)

(* A replica adopts an init history in the step if and only if it has not  *)
(* begun yet.                                                              *)
Adopts(e) == (e.init # 0) <=> ~Initialised(e.instance, e.by)

(* The init histories that can have come along. *)
Brought(e, c) ==
  IF c \in ByzantineClient THEN {InitOf(e)} ELSE Offered(e.instance, c)

TakeQ1(e) ==
  /\ inst[e.by] = e.instance
  /\ Q1(e.by, e.request)
  /\ InitOf(e) = CarriedInit(e.instance, e.request)

TakeQ2(e) ==
  /\ Adopts(e)
  /\ \E ih \in Brought(e, ClientOf(e.request)) :
       /\ e.init # 0 => ih = InitOf(e)
       /\ Receive(e.instance, e.by, e.request, ih)
  /\ EndsAs(lh'[e.instance][e.by], e)

TakeQ3(e) ==
  /\ inst[e.by] = e.instance
  /\ req[e.by] = e.request
  /\ \E h \in {Answer(e.instance, j, e.request) : j \in Answering(e.instance, e.request)} :
       EndsAs(h, e) /\ Commit(e.by, h)

TakeP1(e) == inst[e.by] = e.instance /\ req[e.by] = e.request /\ P1(e.by)

TakeP2(e) ==
  /\ Adopts(e)
  /\ \E c \in Client : \E ih \in Brought(e, c) :
       /\ e.init # 0 => ih = InitOf(e)
       /\ Stop(e.instance, e.by, c, ih)
  /\ EndsAs(lh'[e.instance][e.by], e)

TakeP3(e) ==
  /\ inst[e.by] = e.instance
  /\ req[e.by] = e.request
  /\ Abort(e.by, TraceHistories[e.history])

Take(e) ==
  CASE e.step = "Q1" -> TakeQ1(e)
    [] e.step = "Q2" -> TakeQ2(e)
    [] e.step = "Q3" -> TakeQ3(e)
    [] e.step = "P1" -> TakeP1(e)
    [] e.step = "P2" -> TakeP2(e)
    [] e.step = "P3" -> TakeP3(e)

TraceInit == Init /\ run \in DOMAIN TraceRuns /\ cursor = 1

TraceNext ==
  /\ cursor <= Len(Events)
  /\ Take(Events[cursor])
  /\ cursor' = cursor + 1
  /\ run' = run

TraceSpec == TraceInit /\ [][TraceNext]_traceVars

TraceView == <<run, cursor>>

(* On one line, whatever its length. *)
Say(what, value) == PrintT("tell " \o ToString(run) \o " " \o what \o ToString(value))

(* Says how far each run got, and, of a run that was cut before the event  *)
(* that it got stuck at, what the state of that event's instance is there. *)
Tell ==
  /\ PrintT(<<"at", run, cursor>>)
  /\ (cursor = Len(Events) + 1 /\ TraceTell[run] # 0) =>
       LET i == TraceTell[run] IN
       /\ Say("local histories: ", lh[i])
       /\ Say("init histories adopted, by length (-1: none yet): ", base[i])
       /\ Say("stopped: ", stopped[i])
       /\ Say("clients are in instances: ", inst)
       /\ Say("clients are: ", phase)

(* Requests and processes of the trace. *)
TraceClientOf(r) == TraceRequests[r].client
TraceTimeOf(r) == TraceRequests[r].time
TraceRequest == DOMAIN TraceRequests
TraceHistorySet == Range(TraceHistories)
=============================================================================
