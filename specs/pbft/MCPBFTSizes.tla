----------------------------- MODULE MCPBFTSizes -----------------------------
(***************************************************************************)
(* PBFT's sizes where f is 2, so that 2f, f+1 and 2 are no longer one       *)
(* number: not in whole runs of seven replicas, but in every state of one   *)
(* number after the first view, whether or not it can come about.  Correct  *)
(* replicas have accepted either request or none, have promised what had    *)
(* prepared, and have left for the next view, or not.                      *)
(***************************************************************************)
EXTENDS MCPBFT

Told(j) ==
  [sent |-> TRUE, p |-> LatestOnly(promised[j]), q |-> LatestOfEach(accepted[j])]

SizesInit ==
  \E took \in [Correct -> Request \cup {Free}], promising, leaving \in SUBSET Correct :
    /\ accepted = [j \in Correct |-> IF took[j] = Free THEN {} ELSE {Proposal(0, 1, took[j])}]
    /\ promised = [j \in Correct |-> IF j \in promising THEN accepted[j] ELSE {}]
    /\ executed = [j \in Correct |-> {}]
    /\ view     = [j \in Correct |-> IF j \in leaving THEN 1 ELSE 0]
    /\ active   = [j \in Correct |-> j \notin leaving]
    /\ changes  = [v \in View |-> [j \in Correct |-> IF v = 1 /\ j \in leaving THEN Told(j) ELSE NoChange]]
    /\ selected = [v \in View |-> NotYet]
    /\ \A j \in promising : took[j] # Free /\ Prepared(j, 0, 1, took[j])

SizesSpec == SizesInit /\ [][FALSE]_vars

(* What all correct replicas do suffices. *)
SizesSuffice ==
  /\ \A r \in Request :
       (\A k \in Correct : Proposal(0, 1, r) \in accepted[k]) =>
         Cardinality(Backups(0) \cap Correct) >= PrepareQuorum
  /\ Cardinality(Correct) >= CommitQuorum
  /\ Cardinality(Correct) >= ChangeQuorum

(* In one view no two requests prepare, whoever says so. *)
SizesKeepPreparedUnique ==
  \A j, k \in Correct, r, s \in Request : Prepared(j, 0, 1, r) /\ Prepared(k, 0, 1, s) => r = s

(* What may have committed is all that a NEW-VIEW can select. *)
SizesKeepCommitted ==
  \A r \in Request : Committed(0, 1, r) => Choices(1, 1) \subseteq {r}

(* What nobody correct has accepted none selects; and if all have promised *)
(* and left, what they promised can be selected without Byzantine help.    *)
SizesKeepOut ==
  \A r \in Choices(1, 1) \ {Free} : \E j \in Correct : Proposal(0, 1, r) \in accepted[j]
=============================================================================
