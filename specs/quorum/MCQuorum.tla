------------------------------ MODULE MCQuorum ------------------------------
(***************************************************************************)
(* Quorum within bounds that TLC can exhaust.                               *)
(***************************************************************************)
EXTENDS Quorum, TLC

CONSTANTS
  Requests,    \* requests per client
  Operations   \* operations that a Byzantine client proposes under one t_c

MCRequest ==
  TLCEval({r \in [client : Client, time : 1..Requests, operation : 1..Operations] :
             r.client \in ByzantineClient \/ r.operation = 1})

(* An abort history has no repetition, so these are all there can be. *)
MCHistories ==
  TLCEval(UNION {{h \in [1..n -> MCRequest] : NoRepetition(h)} : n \in 0..Cardinality(MCRequest)})

(* Correct replicas are alike, and so are clients of a kind. *)
Symmetry == Permutations(Correct) \cup Permutations(CorrectClient)

-----------------------------------------------------------------------------
(* Fewer states for the same claims.                                        *)
(*                                                                          *)
(* One instance after the other.  Actions of instance i read nothing of the *)
(* instances after it, and those of i + 1 read of i only whether a history  *)
(* can be extracted from ABORTs, which stays true once it is.  So every run *)
(* can be reordered, to the same final state, into one that is through with *)
(* i before it begins with i + 1, in which P3 comes last of the steps of i; *)
(* and what is needed of i from then on is the set of its abort histories.  *)
(* Abandon(i) keeps that set and forgets the rest of i.                     *)
(*                                                                          *)
(* Every abort history that a client could extract is held to the           *)
(* properties, extracted or not (View).                                     *)
(*                                                                          *)
(* A replica is taken to have answered each request in its local history    *)
(* (Answering), also those adopted of which it did not receive the REQ.     *)
(* That allows more commits, so what holds here holds in Quorum.            *)

VARIABLES
  open,        \* the instance that runs now
  extractable  \* extractable[i]: the abort histories of i so far

mcVars == <<vars, open, extractable>>

Extractable(i, h) == \E aborts \in Proofs(i) : Extracts(aborts, h)
AbortHistories(i) == TLCEval({h \in Histories : Extractable(i, h)})

MCInit ==
  /\ Init
  /\ open = 1
  /\ extractable = [i \in Instance |-> AbortHistories(i)]

MCIsAbortHistory(i, h) == h \in extractable[i]

MCAnswering(i, r)  == {j \in Correct : r \in Range(lh[i][j])}
MCNoted(answers, r) == answers

MCView(i) ==
  [id      |-> i,
   next    |-> NextInstance(i),
   commits |-> {e.history : e \in committed[i]},
   aborts  |-> extractable[i],
   inits   |-> ValidInitHistories(i),
   valid   |-> UNION {sent[i][c] : c \in CorrectClient}
                 \cup {r \in Request : ClientOf(r) \in ByzantineClient}]

(* The chain so far. *)
MCViews == [i \in 1..open |-> View(i)]

Abandon(i) ==
  /\ i = open
  /\ i < Instances
  /\ \E c \in CorrectClient : inst[c] = i /\ MayAbort(c)
  /\ extractable[i] # {}
  /\ open' = i + 1
  /\ lh'       = [lh EXCEPT ![i] = [j \in Correct |-> <<>>]]
  /\ ts'       = [ts EXCEPT ![i] = [j \in Correct |-> [c \in Client |-> 0]]]
  /\ base'     = [base EXCEPT ![i] = [j \in Correct |-> 0]]
  /\ stopped'  = [stopped EXCEPT ![i] = [j \in Correct |-> FALSE]]
  /\ panicked' = [panicked EXCEPT ![i] = [c \in CorrectClient |-> FALSE]]
  /\ UNCHANGED <<inst, phase, req, init, sent, answered, told, extractable>>

Stays == UNCHANGED <<open, extractable>>

Extracted ==
  /\ UNCHANGED open
  /\ extractable' = [extractable EXCEPT ![open] =
       IF SignedAborts(open)' = SignedAborts(open) THEN @ ELSE AbortHistories(open)']

(* Steps that change nothing are left out: there are many of them. *)
Executed(j, r) == r \in Range(lh[open][j])
Frozen(j)      == stopped[open][j]

MCNext ==
  \/ \E c \in CorrectClient, r \in Request :
       inst[c] = open /\ ClientOf(r) = c /\ Consecutive(c, r) /\ Q1(c, r) /\ Stays
  \/ \E j \in Correct, r \in Request : ~Executed(j, r) /\ Q2(open, j, r) /\ Extracted
  \/ \E c \in CorrectClient : inst[c] = open /\ Q3(c) /\ Stays
  \/ \E c \in CorrectClient : inst[c] = open /\ P1(c) /\ Stays
  \/ \E j \in Correct, c \in Client : ~Frozen(j) /\ P2(open, j, c) /\ Extracted
  \/ \E c \in CorrectClient : inst[c] = open - 1 /\ P3(c) /\ Stays
  \/ \E i \in Instance : Abandon(i)

MCSpec == MCInit /\ [][MCNext]_mcVars

(* The specification as it is, with nothing left out. *)
WholeSpec ==
  /\ Init
  /\ open = 1
  /\ extractable = [i \in Instance |-> {}]
  /\ [][Next /\ Stays]_mcVars

FairSpec     == WholeSpec /\ Fairness
ReliableSpec == WholeSpec /\ ReliableFairness

(* Quorum's condition of Progress, in the last instance: no early timer,   *)
(* no contention.  That there is no failure is for the cfg to say.         *)
PatientInTheLast(c) == inst[c] < Instances
AloneInTheLast(c) ==
  inst[c] = Instances =>
    \A d \in CorrectClient \ {c} : inst[d] = Instances => phase[d] \in {"idle", "switching"}

-----------------------------------------------------------------------------
(* Lemma 1 and its consequence, of the instances not forgotten. *)
MC_Lemma1 ==
  [][\A i \in open'..Instances, j \in Correct : IsPrefix(lh[i][j], lh'[i][j])]_mcVars

MC_OneAbortMessage ==
  [][\A i \in open'..Instances, j \in Correct :
       stopped[i][j] => stopped'[i][j] /\ lh'[i][j] = lh[i][j]]_mcVars

MC_CommitsAreLocalPrefixes ==
  \A i \in open..Instances : \A e \in committed[i] : \A j \in Correct : IsPrefix(e.history, lh[i][j])

-----------------------------------------------------------------------------
(* Sometimes-properties: a model that never gets there proves nothing.     *)
(* Each is reported once (by each worker) as a line of the output.         *)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..9 : TLCSet(k, FALSE)

Sometimes ==
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
       Cardinality(SignedAborts(open)) < ProofSize /\ AbortHistories(open) # {})
  /\ Reached(9, "an abort history with a request that was never committed",
       \E i \in Instance : \E e \in aborted[i] :
         \E r \in Range(e.history) : \A n \in Instance : ~Committed(n, r))
=============================================================================
