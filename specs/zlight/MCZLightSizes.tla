---------------------------- MODULE MCZLightSizes ----------------------------
(***************************************************************************)
(* ZLight's sizes where f is 2.                                            *)
(***************************************************************************)
EXTENDS MCZLight, Sizes

SizesSpec ==
  /\ AfterAnything
  /\ ordered = [i \in Instance |-> <<>>]
  /\ sn      = [i \in Instance |-> [j \in Correct |-> Len(lh[i][j])]]
  /\ halted  = [i \in Instance |-> [j \in Correct |-> FALSE]]
  /\ [][FALSE]_vars

EnoughToCommit == Cardinality(Replica) >= CommitQuorum

SizesKeepAbortOrder ==
  \A r \in Request : \A h \in {Answer(1, j, r) : j \in Answering(1, r)} :
    MatchingAnswers(1, r, h) => \A g \in Histories : IsAbortHistory(1, g) => IsPrefix(h, g)
=============================================================================
