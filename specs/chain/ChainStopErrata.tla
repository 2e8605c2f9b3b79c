-------------------------- MODULE ChainStopErrata ---------------------------
(***************************************************************************)
(* P2 as printed, at the head: it signs its local history, and goes on     *)
(* executing in Step C2.  Chain takes a replica's ABORT to be its local    *)
(* history, which no longer grows; here it is what the replica has signed. *)
(***************************************************************************)
EXTENDS ChainErrata

VARIABLE signed  \* signed[i][j]: the history in the ABORT of j, once there is one

Signs(i, j) == stopped'[i][j] /\ ~stopped[i][j]

SigningSpec ==
  /\ Init
  /\ signed = [i \in Instance |-> [j \in Correct |-> None]]
  /\ [][/\ Next
        /\ signed' = [i \in Instance |-> [j \in Correct |->
             IF Signs(i, j) THEN lh'[i][j] ELSE signed[i][j]]]]_<<vars, signed>>

AsSigned(i) ==
  {[from |-> j, history |-> signed[i][j]] : j \in {k \in Correct : stopped[i][k]}}
=============================================================================
