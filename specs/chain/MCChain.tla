------------------------------ MODULE MCChain -------------------------------
(***************************************************************************)
(* Chain within bounds that TLC can exhaust.  Replicas are not alike: each *)
(* has its place in the chain.                                             *)
(***************************************************************************)
EXTENDS Chain, MCPanicking

Symmetry == Permutations(CorrectClient)

FairSpec     == Spec /\ Fairness
ReliableSpec == Spec /\ ReliableFairness

SometimesOfChain ==
  /\ Reached(10, "a request that one replica executed and a later one never will",
       \E i \in Instance, j, k \in Correct :
         j < k /\ stopped[i][k] /\ Len(lh[i][k]) < Len(lh[i][j]))
  /\ Reached(11, "two commits in one instance",
       \E i \in Instance : Cardinality(committed[i]) > 1)

Sometimes == SometimesOfAll /\ SometimesOfChain
=============================================================================
