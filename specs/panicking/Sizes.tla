------------------------------- MODULE Sizes --------------------------------
(***************************************************************************)
(* The sizes of quorums and proofs where f is 2, so that 3f+1, 2f+2 and    *)
(* f+3 are no longer one number.  Whole runs of seven replicas are too      *)
(* many; but what sizes are for can be asked of any one state: correct      *)
(* replicas have executed any histories, all have answered and stopped, and *)
(* nothing happens any more.  Not every such state can come about: what     *)
(* holds of all holds of those.                                            *)
(***************************************************************************)
EXTENDS MCPanicking

AfterAnything ==
  /\ ClientsBegin
  /\ sent      = [i \in Instance |-> [c \in CorrectClient |-> {r \in Request : ClientOf(r) = c}]]
  /\ panicked  = [i \in Instance |-> [c \in CorrectClient |-> TRUE]]
  /\ lh        \in [Instance -> [Correct -> Histories]]
  /\ ts        = [i \in Instance |-> [j \in Correct |-> [c \in Client |-> 0]]]
  /\ base      = [i \in Instance |-> [j \in Correct |-> 0]]
  /\ answered  = [i \in Instance |-> [j \in Correct |-> Range(lh[i][j])]]
  /\ stopped   = [i \in Instance |-> [j \in Correct |-> TRUE]]
  /\ committed = [i \in Instance |-> {}]
  /\ aborted   = [i \in Instance |-> {}]

(* What correct replicas alone must suffice for: a client that has heard    *)
(* them all aborts, and without Byzantine replicas it commits.             *)
EnoughToAbort == Cardinality(Correct) >= ProofSize

(* A.1: only what a correct replica has executed is in an abort history.   *)
SizesKeepValidity ==
  \A h \in Histories : IsAbortHistory(1, h) => Range(h) \subseteq UNION {Range(lh[1][j]) : j \in Correct}
=============================================================================
