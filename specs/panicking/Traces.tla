------------------------------- MODULE Traces -------------------------------
(***************************************************************************)
(* How TLC follows recorded runs of the implementation.                    *)
(*                                                                         *)
(* Byzantine processes take no recorded steps: the specifications have them *)
(* able to do anything as it is.  Each trace is one behaviour, in which TLC *)
(* follows the cursor.  A step that cannot be taken ends it, and a module  *)
(* that extends this one says why: it goes through the guards in order, by *)
(* their names, and through what the record claims of the step's outcome.  *)
(*                                                                         *)
(* The operators Trace... are replaced by Java methods that read the       *)
(* recording (next700.model.trace.TraceOperators).                         *)
(***************************************************************************)
EXTENDS Integers

TraceCount         == 0
TraceLength(n)     == 0
TraceEvent(n, k)   == [step |-> "Q1"]
TraceClientOf(r)   == 0
TraceTimeOf(r)     == 0
TraceSay(value)    == TRUE

VARIABLES trace, cursor

(* A trace has one behaviour, so its place in the trace tells a state. *)
Place == <<trace, cursor>>

TraceBegins == trace \in 1..TraceCount /\ cursor = 1

(* There is a step yet, and it is taken; or it is refused, for a reason.   *)
HasNext == cursor <= TraceLength(trace)
Event   == TraceEvent(trace, cursor)
Goes    == cursor' = cursor + 1 /\ UNCHANGED trace

Done == TraceLength(trace) + 2

RejectsWith(why, before) ==
  /\ TraceSay(<<"rejected", trace, cursor, why, before>>)
  /\ cursor' = Done
  /\ UNCHANGED trace

Accepts ==
  /\ cursor = TraceLength(trace) + 1
  /\ TraceSay(<<"accepted", trace>>)
  /\ cursor' = Done
  /\ UNCHANGED trace
=============================================================================
