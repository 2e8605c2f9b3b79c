------------------------------ MODULE MCQuorum ------------------------------
(***************************************************************************)
(* Quorum within bounds that TLC can exhaust.                              *)
(***************************************************************************)
EXTENDS Quorum, MCPanicking

(* Correct replicas are alike, and so are clients of a kind. *)
Symmetry == Permutations(Correct) \cup Permutations(CorrectClient)

FairSpec     == Spec /\ Fairness
ReliableSpec == Spec /\ ReliableFairness

Sometimes == SometimesOfAll
=============================================================================
