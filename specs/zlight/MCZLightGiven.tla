--------------------------- MODULE MCZLightGiven ----------------------------
(***************************************************************************)
(* ZLight in an instance that was switched to.                             *)
(***************************************************************************)
EXTENDS MCZLight, Given

GivenSpec == Init /\ [][Next /\ UNCHANGED given]_<<vars, given>>

GivenFairSpec     == GivenSpec /\ Fairness
GivenReliableSpec == GivenSpec /\ ReliableFairness

SometimesThere == SometimesGiven /\ SometimesOfZLight
=============================================================================
