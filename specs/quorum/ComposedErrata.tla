--------------------------- MODULE ComposedErrata ---------------------------
(***************************************************************************)
(* The broken guards of QuorumErrata that two composed instances need.      *)
(***************************************************************************)
EXTENDS MCComposed, QuorumErrata

(* A guard that is broken may make steps count that MCComposed leaves out. *)
NeverExecuted(j, r) == FALSE
NeverFrozen(j)      == FALSE
=============================================================================
