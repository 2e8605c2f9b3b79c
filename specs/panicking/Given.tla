------------------------------- MODULE Given --------------------------------
(***************************************************************************)
(* An instance that was switched to, without the instances before it.      *)
(*                                                                         *)
(* What an instance reads of its predecessor is which histories are its    *)
(* abort histories.  By AbstractSpec that can be any set of histories      *)
(* without repetitions.  So here instance 2 begins with any such set, of a *)
(* predecessor that is left open, and clients come to it with a request    *)
(* that was aborted and one of the histories.  With Theorem 1 (MCTheorem1) *)
(* what holds here holds in any composition.                               *)
(*                                                                         *)
(* The set does not grow: a run in which it does is a run with the last    *)
(* set.  And it need not be larger than what replicas begin with: what     *)
(* extends the longest common prefix of some extends that of more.         *)
(***************************************************************************)
EXTENDS MCPanicking

CONSTANT Givens  \* how many init histories there may be at most

VARIABLE given

GivenSets == {H \in SUBSET Histories : Cardinality(H) \in 1..Givens}

(* Clients at the door of instance 2, each with a request of its own: in   *)
(* place of ClientsBegin.                                                  *)
AtTheDoor ==
  /\ given \in GivenSets
  /\ inst  = [c \in CorrectClient |-> 2]
  /\ phase = [c \in CorrectClient |-> "switching"]
  /\ req \in {f \in [CorrectClient -> Request] : \A c \in CorrectClient : ClientOf(f[c]) = c}
  /\ \E g \in [CorrectClient -> given] :
       init = [i \in 1..Instances + 1 |-> [c \in CorrectClient |-> IF i = 2 THEN g[c] ELSE None]]

(* Nobody is in instance 1: it never does anything.                        *)
OnlyTheSecond == {2}

GivenIsAbortHistory(i, h) ==
  IF i = 1 THEN h \in given ELSE \E aborts \in Proofs(i) : Extracts(aborts, h)

(* It refines Abstract.                                                    *)
Second == INSTANCE AbstractSpec WITH A <- OpenView(2)
SecondIsAbstract == Second!Spec

SometimesGiven ==
  /\ Reached(21, "a commit in an instance that was switched to", committed[2] # {})
  /\ Reached(22, "an abort in it after a commit",
       committed[2] # {} /\ AbortHistories(2) # {})
  /\ Reached(23, "correct replicas that began with different init histories",
       \E j, k \in Correct :
         /\ Initialised(2, j) /\ Initialised(2, k)
         /\ SubSeq(lh[2][j], 1, base[2][j]) # SubSeq(lh[2][k], 1, base[2][k]))
  /\ Reached(24, "a commit of a request that was in the init history",
       \E e \in committed[2] : \E h \in given : e.request \in Range(h))
=============================================================================
