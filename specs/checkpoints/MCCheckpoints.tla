--------------------------- MODULE MCCheckpoints ----------------------------
(***************************************************************************)
(* Checkpoints within bounds that TLC can exhaust.                         *)
(***************************************************************************)
EXTENDS Checkpoints, TLC

Symmetry == Permutations(Correct) \cup Permutations(Request)

(* A protocol that orders requests: all replicas execute them in the order *)
(* of those that are ahead.                                                *)
OneOrder(i, j, r) ==
  \A k \in Correct : Len(lh[i][k]) > Len(lh[i][j]) => lh[i][k][Len(lh[i][j]) + 1] = r

(* A Byzantine replica that claims whatever can be told in so many requests. *)
Anything(i) ==
  TLCEval(UNION {[1..n -> Request \cup {Garbage}] : n \in 0..Cardinality(Request) + 1})

(* Two instances, with fewer interleavings: who crosses a multiple signs at *)
(* once (certificates may still be late), and who waits for a checkpoint   *)
(* stops by Stop, or need not.                                             *)
ExecuteAndSign(i, j, r) ==
  /\ began[i][j]
  /\ ~halted[i][j]
  /\ r \notin Range(lh[i][j])
  /\ MayExecute(i, j, r)
  /\ lh' = [lh EXCEPT ![i][j] = Append(@, r)]
  /\ cc' = [cc EXCEPT ![i][j] =
       IF @ = Len(lh[i][j]) \div CHK THEN (Len(lh[i][j]) + 1) \div CHK ELSE @]
  /\ UNCHANGED <<began, lastcc, halted>>

Never(i, j) == FALSE

(* Both have one order, and the first has room for one request. *)
OneBefore(i, j, r) == OneOrder(i, j, r) /\ (i = 1 => lh[i][j] = <<>>)

(* No garbage: that is for the models of one instance. *)
Plausible(i) ==
  UNION {{SubSeq(lh[e][j], 1, n) : n \in 0..Len(lh[e][j])} : e \in Instance, j \in Correct}

(* ABORTs of those only who have stopped, where there is an instance to    *)
(* switch to: that anybody may stop is a step there.                       *)
ProofsOfStopped(i) ==
  ProofsOf(i, {j \in Correct : IF i < Instances THEN halted[i][j] ELSE began[i][j]})

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..9 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a stable checkpoint at all", \A j \in Correct : lastcc[1][j] > 0)
  /\ Reached(2, "a stable checkpoint at some only",
       \E j, k \in Correct : lastcc[1][j] > 0 /\ lastcc[1][k] = 0)
  /\ Reached(3, "replicas that diverge after a stable checkpoint",
       \E j, k \in Correct :
         lastcc[1][j] > 0 /\ ~IsPrefix(lh[1][j], lh[1][k]) /\ ~IsPrefix(lh[1][k], lh[1][j]))
  /\ Reached(4, "an abort history from a truncated and a whole history",
       \E j, k \in Correct : lastcc[1][j] # lastcc[1][k] /\ Len(lh[1][j]) > lastcc[1][j] * CHK
         /\ Len(lh[1][k]) > lastcc[1][j] * CHK)
  /\ Reached(5, "a replica that gave up waiting", \E j \in Correct : halted[1][j])
  /\ Reached(6, "two checkpoints outstanding", \E j \in Correct : cc[1][j] > lastcc[1][j] + 1)

SometimesTwo ==
  /\ Sometimes
  /\ Reached(7, "replicas that began with different init histories",
       \E j, k \in Correct :
         began[2][j] /\ lh[2][j] = <<>> /\ Len(lh[2][k]) > cc[2][k] * CHK)
  /\ Reached(8, "a base of the first instance in the second",
       \E j \in Correct : lastcc[2][j] > 0 /\ CertifiedStates(2) = {})
  /\ Reached(9, "a checkpoint of the second instance",
       \E j \in Correct : lastcc[2][j] > lastcc[1][j])
=============================================================================
