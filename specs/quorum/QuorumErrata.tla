---------------------------- MODULE QuorumErrata ----------------------------
(***************************************************************************)
(* Quorum's guards, broken one at a time; those that it shares with ZLight *)
(* and Chain are in PanickingErrata.                                       *)
(***************************************************************************)
EXTENDS MCQuorum, PanickingErrata

AbortsOfAnyInstance(i) ==
  {[from |-> j, history |-> lh[n][j]] : <<n, j>> \in {<<m, k>> \in (1..i) \X Correct : stopped[m][k]}}

(* B.6 *)
AnyOfByzantine(i, j, c)  ==
  IF c \in CorrectClient THEN {None, init[i][c]} ELSE Histories
Returned(i) == IF i = 1 THEN {} ELSE {e.history : e \in aborted[i - 1]}
AuthenticWithAnyInit(i, r, ih) ==
  ClientOf(r) \in CorrectClient => r \in sent[i][ClientOf(r)]
AnyOffer(i, j, c) == IF base[i][j] # Uninitialised THEN {None} ELSE Histories

(* Appendix A, 3.2 *)
Same(i)     == i
Straight(c) == 2
=============================================================================
