-------------------------- MODULE ZLightDropErrata --------------------------
(***************************************************************************)
(* Step Z3 as printed, over links that are not FIFO (3.3): an ORDER that    *)
(* arrives before its turn finds sn' # sn_j + 1, and is dropped.  A primary *)
(* sends an ORDER once, so that it never comes again.                      *)
(***************************************************************************)
EXTENDS ZLightErrata

VARIABLE early  \* early[i][j]: the numbers of the ORDERs that came to j before their turn

Early(i, j, n) ==
  /\ n \in DOMAIN ordered[i]
  /\ n > sn[i][j] + 1
  /\ early' = [early EXCEPT ![i][j] = @ \cup {n}]
  /\ UNCHANGED vars

Arrives == \E i \in Instance, j \in Correct : \E n \in DOMAIN ordered[i] : Early(i, j, n)

UnorderedLinks ==
  /\ Init
  /\ early = [i \in Instance |-> [j \in Correct |-> {}]]
  /\ [][(Next /\ UNCHANGED early) \/ Arrives]_<<vars, early>>
  /\ ReliableFairness

(* What was dropped is never the next. *)
NextNotDropped(i, j) == {sn[i][j] + 1} \ early[i][j]
=============================================================================
