---------------------------- MODULE RegisterTrace ----------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of Register. *)
(*                                                                         *)
(*   recorded step   what it is here                                       *)
(*   Ask             Ask; whether it is a write shows when it tells        *)
(*   Answer          Answer, while the client asks; later it matters to    *)
(*                   nobody                                                *)
(*   Tell            Tell, of this stamp                                   *)
(*   Take            Take, of this stamp                                   *)
(*   Return          Return, of this stamp                                 *)
(*                                                                         *)
(* A crash is no recorded step: the replica comes back with what it held.  *)
(***************************************************************************)
EXTENDS Register, Replay

StampOf(e) == <<e.stamp.number, e.stamp.writer>>

TakeAnswer(e) ==
  /\ held[e.process] = StampOf(e)
  /\ IF at[e.client] = "asks" THEN Answer(e.client, e.process) ELSE UNCHANGED vars

TakeStep(e) ==
  CASE e.step = "Ask"    -> Ask(e.process)
    [] e.step = "Answer" -> TakeAnswer(e)
    [] e.step = "Tell"   -> Tell(e.process) /\ chosen'[e.process] = StampOf(e)
    [] e.step = "Take"   -> Take(e.process) /\ held'[e.process] = StampOf(e)
    [] e.step = "Return" -> Return(e.process) /\ chosen[e.process] = StampOf(e)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>
=============================================================================
