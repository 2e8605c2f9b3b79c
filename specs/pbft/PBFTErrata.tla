----------------------------- MODULE PBFTErrata -----------------------------
(***************************************************************************)
(* PBFT's guards, broken one at a time.                                    *)
(***************************************************************************)
EXTENDS MCPBFT

OneLess == 2 * F - 1
TwoF    == 2 * F
JustF   == F
Two     == 2
Zero    == 0

AcceptsAny(j, v, n) == TRUE

(* The new primary takes the last number that it selected for a new one.   *)
WithoutTheLast(v, n) ==
  IF n = Numbers THEN {Free} ELSE {r \in Request : Selects(v, n, r)} \cup {Free}
=============================================================================
