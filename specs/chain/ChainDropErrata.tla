--------------------------- MODULE ChainDropErrata ---------------------------
(***************************************************************************)
(* Step C3 as printed, over links that are not FIFO (3.3): a CHAIN message  *)
(* that arrives before its turn finds sn # sn_j + 1, and is dropped.  Its   *)
(* sender sends it once, so that it never comes again.                     *)
(***************************************************************************)
EXTENDS ChainErrata

VARIABLE early  \* early[i][j]: the numbers of the CHAINs that came to j before their turn

Early(i, j, n) ==
  /\ n \in DOMAIN chained[i][j - 1]
  /\ n > Len(chained[i][j]) + 1
  /\ early' = [early EXCEPT ![i][j] = @ \cup {n}]
  /\ UNCHANGED vars

Arrives ==
  \E i \in Instance, j \in Correct \ {TheHead} :
    j - 1 \in Correct /\ \E n \in DOMAIN chained[i][j - 1] : Early(i, j, n)

UnorderedLinks ==
  /\ Init
  /\ early = [i \in Instance |-> [j \in Correct |-> {}]]
  /\ [][(Next /\ UNCHANGED early) \/ Arrives]_<<vars, early>>
  /\ ReliableFairness

(* What was dropped is never the next. *)
NextNotDropped(i, j) == {Len(chained[i][j]) + 1} \ early[i][j]
=============================================================================
