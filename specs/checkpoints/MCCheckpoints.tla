--------------------------- MODULE MCCheckpoints ----------------------------
(***************************************************************************)
(* Checkpoints within bounds that TLC can exhaust.                         *)
(***************************************************************************)
EXTENDS Checkpoints, TLC

Symmetry == Permutations(Correct) \cup Permutations(Request)

(* A protocol that orders requests: all replicas execute them in the order *)
(* of the one that is ahead.                                               *)
Longest == CHOOSE j \in Correct : \A k \in Correct : Len(lh[k]) <= Len(lh[j])
OneOrder(j, r) ==
  Len(lh[j]) < Len(lh[Longest]) => r = lh[Longest][Len(lh[j]) + 1]

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..5 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a stable checkpoint at all", \A j \in Correct : lastcc[j] > 0)
  /\ Reached(2, "a stable checkpoint at some only",
       \E j, k \in Correct : lastcc[j] > 0 /\ lastcc[k] = 0)
  /\ Reached(3, "replicas that diverge after a stable checkpoint",
       \E j, k \in Correct : lastcc[j] > 0 /\ ~IsPrefix(lh[j], lh[k]) /\ ~IsPrefix(lh[k], lh[j]))
  /\ Reached(4, "an abort history from a truncated and a whole history",
       \E j, k \in Correct : lastcc[j] # lastcc[k] /\ Len(lh[j]) > lastcc[j] * CHK
         /\ Len(lh[k]) > lastcc[j] * CHK)
  /\ Reached(5, "a replica that gave up waiting", \E j \in Correct : halted[j])
=============================================================================
