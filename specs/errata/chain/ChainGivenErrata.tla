-------------------------- MODULE ChainGivenErrata --------------------------
(***************************************************************************)
(* The broken guards of ChainErrata that need init histories.               *)
(***************************************************************************)
EXTENDS MCChainGiven, ChainErrata

GivenFairSpec     == GivenSpec /\ Fairness
GivenReliableSpec == GivenSpec /\ ReliableFairness
=============================================================================
