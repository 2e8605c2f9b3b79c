------------------------- MODULE ZLightGivenErrata --------------------------
(***************************************************************************)
(* The broken guards of ZLightErrata that need init histories.              *)
(***************************************************************************)
EXTENDS MCZLightGiven, ZLightErrata

GivenFairSpec     == GivenSpec /\ Fairness
GivenReliableSpec == GivenSpec /\ ReliableFairness
=============================================================================
