--------------------------- MODULE MCZLightGiven ----------------------------
(***************************************************************************)
(* ZLight in an instance that was switched to.                              *)
(***************************************************************************)
EXTENDS MCZLight, Given

GivenSpec == Init /\ [][Next /\ UNCHANGED given]_<<vars, given>>

SometimesThere == SometimesGiven /\ SometimesOfZLight
=============================================================================
