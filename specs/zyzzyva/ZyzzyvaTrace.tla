---------------------------- MODULE ZyzzyvaTrace ----------------------------
(***************************************************************************)
(* Whether recorded runs of next700.protocol.zyzzyva are behaviours of     *)
(* Zyzzyva. A VIEW-CONFIRM tells by which VIEW-CHANGEs its view was         *)
(* decided: those of correct replicas must have been sent, and what a liar *)
(* said is taken as it was told. A replica that was killed in the middle   *)
(* of a view change begins it again. Runs with stable checkpoints have no  *)
(* words here.                                                             *)
(***************************************************************************)
EXTENDS Zyzzyva, Replay

TraceRequests == [client : 1 .. 1000, timestamp : 1 .. 1000000]

ReportOf(o, v) ==
  [from |-> o.from, to |-> v,
   evidence |-> [kind |-> IF o.committed THEN "commit" ELSE "view", view |-> o.view, log |-> Prefix(o.log, o.proved)],
   log |-> o.log]

TakeViewConfirm(e) ==
  LET q == {ReportOf(e.reports[i], e.view) : i \in DOMAIN e.reports}
  IN /\ IsQuorum(q)
     /\ \A m \in q : m.from \in Byzantine \/ m \in changes
     /\ e.history \in Picked(q)
     /\ ConfirmWith(e.process, e.view, e.history)
     /\ newViews' = newViews \cup {<<e.view, e.history>>}

TakeViewChange(e) ==
  IF view[e.process] = e.view /\ status[e.process] = "leaving"
  THEN e.n = Len(log[e.process]) /\ UNCHANGED vars
  ELSE e.n = Len(log[e.process]) /\ LeaveFor(e.process, e.view)

TakeEnter(e) ==
  \E m \in confirms :
    m.view = e.view /\ Len(m.log) = e.n /\ EnterWith(e.process, m.view, m.log)

TakeStep(e) ==
  LET r == e.process IN
  CASE e.step = "ZV.Order" -> ActiveView(r) = e.view /\ Order(r, e.request[1]) /\ Len(log'[r]) = e.n
    [] e.step = "ZV.LocalCommit" -> LocalCommit(r) /\ ActiveView(r) = e.view /\ Len(evidence'[r].log) = e.n
    [] e.step = "ZV.ViewChange" -> TakeViewChange(e)
    [] e.step = "ZV.ViewConfirm" -> TakeViewConfirm(e)
    [] e.step = "ZV.Enter" -> TakeEnter(e)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>
=============================================================================
