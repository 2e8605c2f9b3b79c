------------------------------ MODULE MCZLight ------------------------------
(***************************************************************************)
(* ZLight within bounds that TLC can exhaust.                              *)
(***************************************************************************)
EXTENDS ZLight, MCPanicking

(* Correct replicas but the primary are alike, and so are clients of a kind. *)
Symmetry == Permutations(Correct \ {Primary}) \cup Permutations(CorrectClient)

FairSpec     == Spec /\ Fairness
ReliableSpec == Spec /\ ReliableFairness

SometimesOfZLight ==
  /\ Reached(10, "a MAC that verified at one replica and not at another",
       \E i \in Instance, j, k \in Correct : halted[i][j] /\ lh[i][k] # lh[i][j])
  /\ Reached(11, "two commits in one instance",
       \E i \in Instance : Cardinality(committed[i]) > 1)

Sometimes == SometimesOfAll /\ SometimesOfZLight
=============================================================================
