---------------------------- MODULE MCQuorumSizes ----------------------------
(***************************************************************************)
(* Quorum's sizes where f is 2.                                            *)
(***************************************************************************)
EXTENDS MCQuorum, Sizes

SizesSpec == AfterAnything /\ [][FALSE]_vars

EnoughToCommit == Cardinality(Replica) >= CommitQuorum

SizesKeepAbortOrder ==
  \A r \in Request : \A h \in {Answer(1, j, r) : j \in Answering(1, r)} :
    MatchingAnswers(1, r, h) => \A g \in Histories : IsAbortHistory(1, g) => IsPrefix(h, g)
=============================================================================
