---------------------------- MODULE MCChainGiven ----------------------------
(***************************************************************************)
(* Chain in an instance that was switched to.                              *)
(***************************************************************************)
EXTENDS MCChain, Given

GivenSpec == Init /\ [][Next /\ UNCHANGED given]_<<vars, given>>

GivenFairSpec     == GivenSpec /\ Fairness
GivenReliableSpec == GivenSpec /\ ReliableFairness

SometimesThere == SometimesGiven /\ SometimesOfChain
=============================================================================
