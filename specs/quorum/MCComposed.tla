----------------------------- MODULE MCComposed -----------------------------
(***************************************************************************)
(* Composed instances of Quorum, with fewer states for the same claims.     *)
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
(***************************************************************************)
EXTENDS MCQuorum

VARIABLES
  open,        \* the instance that runs now
  extractable  \* extractable[i]: the abort histories of i so far

mcVars == <<vars, open, extractable>>

MCInit ==
  /\ Init
  /\ open = 1
  /\ extractable = [i \in Instance |-> AbortHistories(i)]

MCIsAbortHistory(i, h) == h \in extractable[i]

MCAnswering(i, r)  == {j \in Correct : r \in Range(lh[i][j])}
MCNoted(answers, r) == answers

MCView(i) == [View(i) EXCEPT !.aborts = extractable[i]]

(* The chain so far. *)
MCViews == [i \in 1..open |-> MCView(i)]

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

Q1_Open(c, r)    == inst[c] = open /\ Q1(c, r) /\ Stays
Q2_Open(i, j, r) == i = open /\ ~Executed(j, r) /\ Q2(i, j, r) /\ Extracted
Q3_Open(c)       == inst[c] = open /\ Q3(c) /\ Stays
P1_Open(c)       == inst[c] = open /\ P1(c) /\ Stays
P2_Open(i, j, c) == i = open /\ ~Frozen(j) /\ P2(i, j, c) /\ Extracted
P3_Abandoned(c)  == inst[c] = open - 1 /\ P3(c) /\ Stays

MCNext ==
  \/ \E c \in CorrectClient, r \in Request : Q1_Open(c, r)
  \/ \E i \in Instance, j \in Correct, r \in Request : Q2_Open(i, j, r)
  \/ \E c \in CorrectClient : Q3_Open(c)
  \/ \E c \in CorrectClient : P1_Open(c)
  \/ \E i \in Instance, j \in Correct, c \in Client : P2_Open(i, j, c)
  \/ \E c \in CorrectClient : P3_Abandoned(c)
  \/ \E i \in Instance : Abandon(i)

MCSpec == MCInit /\ [][MCNext]_mcVars

(* Lemma 1 and its consequence, of the instances not forgotten. *)
MC_Lemma1 ==
  [][\A i \in open'..Instances, j \in Correct : IsPrefix(lh[i][j], lh'[i][j])]_mcVars

MC_OneAbortMessage ==
  [][\A i \in open'..Instances, j \in Correct :
       stopped[i][j] => stopped'[i][j] /\ lh'[i][j] = lh[i][j]]_mcVars

MC_CommitsAreLocalPrefixes ==
  \A i \in open..Instances : \A e \in committed[i] : \A j \in Correct : IsPrefix(e.history, lh[i][j])
=============================================================================
