---------------------------- MODULE MCPanicking -----------------------------
(***************************************************************************)
(* What the models of Quorum, ZLight and Chain share: bounds that TLC can  *)
(* exhaust, conditions of Progress, and what a model must have reached.    *)
(***************************************************************************)
EXTENDS Panicking, TLC

CONSTANTS
  Requests,    \* requests per client
  Operations   \* operations that a Byzantine client proposes under one t_c

MCRequest ==
  TLCEval({r \in [client : Client, time : 1..Requests, operation : 1..Operations] :
             r.client \in ByzantineClient \/ r.operation = 1})

(* A Byzantine client that makes no request of its own: it panics, and     *)
(* chooses the init history that a replica begins with.                    *)
RequestsOfOthers == TLCEval({r \in MCRequest : r.client \in CorrectClient})

(* An abort history has no repetition, so these are all there can be. *)
MCHistories ==
  TLCEval(UNION {{h \in [1..n -> Request] : NoRepetition(h)} : n \in 0..Cardinality(Request)})

(* Clients number their requests one by one; the protocol asks only that   *)
(* the numbers grow.                                                       *)
Consecutive(c, r) == TimeOf(r) = IF req[c] = None THEN 1 ELSE TimeOf(req[c]) + 1

(* The abort histories of i that could be extracted so far. *)
AbortHistories(i) ==
  IF Cardinality(SignedAborts(i)) + Cardinality(Byzantine) < ProofSize THEN {}
  ELSE TLCEval({h \in Histories : \E aborts \in Proofs(i) : Extracts(aborts, h)})

(* Conditions of Progress, in the last instance: no early timer; and for   *)
(* Quorum no contention.  That there is no failure is for models to say.   *)
PatientInTheLast(c) == inst[c] < Instances
AloneInTheLast(c) ==
  inst[c] = Instances =>
    \A d \in CorrectClient \ {c} : inst[d] = Instances => phase[d] \in {"idle", "switching"}

-----------------------------------------------------------------------------
(* An instance with every abort history that is in somebody's reach, told  *)
(* or not.  A model that looks at these (Views <- OpenViews) need not have *)
(* clients take them (MayAbort <- Nobody), which saves states.             *)
OpenView(i) == [View(i) EXCEPT !.aborts = AbortHistories(i)]
OpenViews   == [i \in Instance |-> OpenView(i)]
Nobody(c)   == FALSE

(* It refines Abstract.                                                    *)
First == INSTANCE AbstractSpec WITH A <- OpenView(1)
FirstIsAbstract == First!Spec

-----------------------------------------------------------------------------
(* Sometimes-properties: a model that never gets there proves nothing.     *)
(* Each is reported once (by each worker) as a line of the output.         *)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..30 : TLCSet(k, FALSE)

SometimesOfAll ==
  /\ Reached(1, "a commit in instance 1", committed[1] # {})
  /\ Reached(2, "an abort in instance 1 after a commit in it",
       committed[1] # {} /\ aborted[1] # {})
  /\ Reached(3, "a commit in instance 2 after a switch", Instances > 1 /\ committed[2] # {})
  /\ Reached(4, "commits in instances 1 and 2",
       Instances > 1 /\ committed[1] # {} /\ committed[2] # {})
  /\ Reached(5, "an abort in the last instance with a history that is not empty",
       AbortHistories(Instances) \ {<<>>} # {})
  /\ Reached(6, "correct replicas initialised from different init histories",
       \E i \in Instance, j, k \in Correct :
         /\ Initialised(i, j) /\ Initialised(i, k)
         /\ SubSeq(lh[i][j], 1, base[i][j]) # SubSeq(lh[i][k], 1, base[i][k]))
  /\ Reached(7, "correct replicas with histories in different orders",
       \E i \in Instance, j, k \in Correct :
         ~IsPrefix(lh[i][j], lh[i][k]) /\ ~IsPrefix(lh[i][k], lh[i][j]))
  /\ Reached(8, "an abort history with the help of a Byzantine replica's ABORT",
       \E i \in Instance : Cardinality(SignedAborts(i)) < ProofSize /\ AbortHistories(i) # {})
  /\ Reached(9, "an abort history with a request that was never committed",
       \E i \in Instance : \E e \in aborted[i] :
         \E r \in Range(e.history) : \A n \in Instance : ~Committed(n, r))
=============================================================================
