------------------------------- MODULE Replay -------------------------------
(***************************************************************************)
(* How TLC follows recorded runs of an implementation, whatever they are   *)
(* runs of.  A trace specification extends the specification and this      *)
(* module, and says which action a recorded step is:                       *)
(*                                                                         *)
(*   EXTENDS Register, Replay                                              *)
(*                                                                         *)
(*   Take(e) == CASE e.step = "Ask"    -> Ask(e.process)                   *)
(*                [] e.step = "Return" -> Return(e.process)                *)
(*                                                                         *)
(*   TraceSpec ==                                                          *)
(*     Init /\ ReplayBegins /\ [][Replays(Take, vars)]_<<vars, replay>>    *)
(*                                                                         *)
(* A step is a record with the fields of the record that the process told  *)
(* of: step and process, and whatever else there is.  If the step does not *)
(* say which of several things has happened, TLC follows them all, and the *)
(* run is accepted if one of them leads to its end.                        *)
(*                                                                         *)
(* The operators Replay... are replaced by Java methods that read the      *)
(* recording (next700.model.trace.ReplayOperators).                        *)
(***************************************************************************)
EXTENDS Integers

ReplayRuns                  == 0
ReplayLength(n)             == 0
ReplayStep(n, k)            == [step |-> "", process |-> 0]
ReplayAccepts(n)            == TRUE
ReplayRefuses(n, k, action) == TRUE

VARIABLE replay   \* <<n, k>>: step k of run n is next; 0 where it is over

ReplayBegins == replay \in (1..ReplayRuns) \X {1}

Replays(Take(_), vars) ==
  LET run == replay[1]
      at  == replay[2]
  IN
  /\ at > 0
  /\ IF at > ReplayLength(run)
     THEN ReplayAccepts(run) /\ UNCHANGED vars /\ replay' = <<run, 0>>
     ELSE IF ENABLED Take(ReplayStep(run, at))
     THEN Take(ReplayStep(run, at)) /\ replay' = <<run, at + 1>>
     ELSE /\ ReplayRefuses(run, at, Take(ReplayStep(run, at)))
          /\ UNCHANGED vars /\ replay' = <<run, 0>>
=============================================================================
