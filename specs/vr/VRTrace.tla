------------------------------- MODULE VRTrace -------------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of VR.       *)
(*                                                                         *)
(*   recorded step      what it is here                                    *)
(*   Recovery           Crash, and the RECOVERY of the next life           *)
(*   StartViewChange    Timeout, or StartViewChange: a run does not say    *)
(*                      which                                              *)
(*   Execute            nothing: the up-call belongs to the step before it *)
(*   all others         the action of that name                            *)
(*                                                                         *)
(* An operation is known by its client and number.                         *)
(***************************************************************************)
EXTENDS VR, Replay

TraceOperations == (1 .. 1000) \X (1 .. 1000000)

OperationOf(e) == <<e.request[1].c, e.request[1].s>>

EndsAt(e) == view'[e.process] = e.view /\ Len(log'[e.process]) = e.n

(* The same of a step that tells it of a commit-number. *)
IsTold(e) == EndsAt(e) /\ commit'[e.process] = Max(commit[e.process], e.k)

TakeCrash(e) ==
  /\ nonce[e.process] + 1 < e.n   \* the first life is number 1; some may have been too short to be told of
  /\ CrashAs(e.process, e.n - 1)
  /\ view'[e.process] = e.view

TakeStartViewChange(e) ==
  /\ IF view[e.process] < e.view THEN Timeout(e.process) \/ StartViewChange(e.process) ELSE FALSE
  /\ view'[e.process] = e.view

IsAnswer(e, m) == m.kind = "RECOVERYRESPONSE" /\ m.to = e.peer[1] /\ m.nonce + 1 = e.n /\ m.view = e.view

TakeRecoveryResponse(e) ==
  /\ RecoveryResponse(e.process)
  /\ \/ \E m \in msgs' \ msgs : IsAnswer(e, m)
     \/ msgs' = msgs /\ \E m \in msgs : IsAnswer(e, m) /\ m.from = e.process

IsStateFor(e, m) == m.kind = "NEWSTATE" /\ m.to = e.peer[1] /\ m.n = e.n /\ m.view = e.view

TakeNewState(e) ==
  /\ NewState(e.process)
  /\ \/ \E m \in msgs' \ msgs : IsStateFor(e, m)
     \/ msgs' = msgs /\ \E m \in msgs : IsStateFor(e, m)

TakeExecute(e) ==
  /\ e.n <= commit[e.process]
  /\ log[e.process][e.n] = OperationOf(e)
  /\ UNCHANGED vars

TakeStep(e) ==
  LET r == e.process
  IN
  CASE e.step = "VR.Request"          -> Request(r, OperationOf(e)) /\ EndsAt(e)
    [] e.step = "VR.Prepare" -> Prepare(r) /\ EndsAt(e) /\ log'[r][e.n] = OperationOf(e)
    [] e.step = "VR.Commit" -> Commit(r) /\ commit'[r] = e.n
    [] e.step = "VR.Learn" -> Learn(r) /\ commit'[r] = e.n
    [] e.step = "VR.Execute" -> TakeExecute(e)
    [] e.step = "VR.StartViewChange" -> TakeStartViewChange(e)
    [] e.step = "VR.DoViewChange" -> DoViewChange(r) /\ EndsAt(e)
    [] e.step = "VR.StartView" -> StartView(r) /\ IsTold(e)
    [] e.step = "VR.ReceiveStartView" -> ReceiveStartView(r) /\ IsTold(e)
    [] e.step = "VR.GetStateOfView" -> GetStateOfView(r) /\ view'[r] = e.view /\ commit[r] = e.n
    [] e.step = "VR.GetState" -> GetState(r) /\ EndsAt(e)
    [] e.step = "VR.NewState" -> TakeNewState(e)
    [] e.step = "VR.ReceiveNewState" -> ReceiveNewState(r) /\ IsTold(e)
    [] e.step = "VR.Recovery" -> TakeCrash(e)
    [] e.step = "VR.RecoveryResponse" -> TakeRecoveryResponse(e)
    [] e.step = "VR.Recover" -> Recover(r) /\ IsTold(e)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>

(* What is claimed of all states, of those of the trace, too. *)
TraceInvariant ==
  /\ VR_CommittedIsHeld /\ VR_Agreement /\ VR_ExecutedOnce /\ VR_Survival /\ VR_OneLogPerView
  /\ VR_RecoversWhatItKnew
=============================================================================
