---------------------------- MODULE RegisterTrace ----------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of Register. *)
(*                                                                         *)
(*   recorded step   what it is here                                       *)
(*   Ask             Ask, or AskAgain; whether it is a write shows when it *)
(*                   tells                                                 *)
(*   Answer          Answer, while the client asks; later it matters to    *)
(*                   nobody                                                *)
(*   Tell            Tell, of this value                                   *)
(*   Take            Take, of this value                                   *)
(*   Return          Return, of this value; or Tell, of a read that writes *)
(*                   nothing back                                          *)
(*                                                                         *)
(* A crash is no recorded step: the replica comes back with what it held.  *)
(* What liars answer is not recorded: anything that they may say.          *)
(***************************************************************************)
EXTENDS Register, Replay

ValueOf(e) == <<e.stamp.number, e.stamp.writer, e.value>>

(* An answer that a replica has told of may still be on its way when the client goes on without it. *)
AnyOf(replicas) == SUBSET replicas

(* What the simulator's liars make up. *)
LiarsMake == {<<n, w, 0 - n>> : n \in 1..4, w \in 1..3}

TakeAsk(e) == IF at[e.process] = "idle" THEN Ask(e.process) ELSE AskAgain(e.process)

TakeAnswer(e) ==
  /\ held[e.process] = ValueOf(e)
  /\ IF at[e.client] = "asks" THEN Answer(e.client, e.process) ELSE UNCHANGED vars

TakeTell(e) == TellAs(e.process, e.value) /\ chosen'[e.process] = ValueOf(e)

TakeReturn(e) ==
  IF at[e.process] = "tells" THEN Return(e.process) /\ chosen[e.process] = ValueOf(e)
  ELSE TakeTell(e) /\ at'[e.process] = "idle"

TakeStep(e) ==
  CASE e.step = "Ask"    -> TakeAsk(e)
    [] e.step = "Answer" -> TakeAnswer(e)
    [] e.step = "Tell"   -> TakeTell(e) /\ at'[e.process] = "tells"
    [] e.step = "Take"   -> TakeAs(e.process, ValueOf(e))
    [] e.step = "Return" -> TakeReturn(e)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>
=============================================================================
