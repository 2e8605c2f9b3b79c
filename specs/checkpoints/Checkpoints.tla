---------------------------- MODULE Checkpoints -----------------------------
(***************************************************************************)
(* The lightweight checkpoint subprotocol of B.6.1 (LCS.1-LCS.3) over local *)
(* histories, and how abort histories are extracted from ABORTs of which   *)
(* some are truncated.                                                     *)
(*                                                                         *)
(* Which protocol the histories are of does not matter: each correct       *)
(* replica executes requests in an order of its own.  lh[j] is all that j  *)
(* has executed, truncated or not; the last checkpoint tells what of it j  *)
(* still has.  A checkpoint is known by its state, that is by the history  *)
(* that leads to it: digests are ideal.                                    *)
(*                                                                         *)
(* Since a client commits only what all replicas have executed alike, what *)
(* may have been committed is what all correct local histories share.  That *)
(* must be a prefix of every abort history.  A replica that has stopped    *)
(* (P2) is one that does not execute any more, so that ABORTs are looked at *)
(* in every state.                                                         *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, Abstract

CONSTANTS
  F,          \* the fault threshold f
  Replica,    \* the 3f+1 replicas
  Byzantine,  \* those of them that are Byzantine, at most f
  Request,    \* what is executed
  Garbage,    \* a request that nobody executes, and a Byzantine replica claims
  None,       \* no replica
  CHK         \* the length of history between checkpoints

Correct == Replica \ Byzantine

VARIABLES
  lh,      \* lh[j]: what j has executed in this instance
  cc,      \* cc[j]: the checkpoint counter, of the last checkpoint that j has sent
  lastcc,  \* lastcc[j]: the last checkpoint that is stable at j
  halted   \* halted[j]: whether j has given up waiting for one

vars == <<lh, cc, lastcc, halted>>

Init ==
  /\ lh     = [j \in Correct |-> <<>>]
  /\ cc     = [j \in Correct |-> 0]
  /\ lastcc = [j \in Correct |-> 0]
  /\ halted = [j \in Correct |-> FALSE]

-----------------------------------------------------------------------------
(* The subprotocol. *)

(* Nothing is said about the order: in Quorum each replica has its own.    *)
MayExecute(j, r) == TRUE

Execute(j, r) ==
  /\ ~halted[j]
  /\ r \notin Range(lh[j])
  /\ MayExecute(j, r)
  /\ lh' = [lh EXCEPT ![j] = Append(@, r)]
  /\ UNCHANGED <<cc, lastcc, halted>>

StateAt(j, k) == SubSeq(lh[j], 1, k * CHK)

(* LCS.1  "every replica r_j increments the checkpoint counter cc and      *)
(* sends it along with the digest of its local state to every other        *)
(* replica, when its (non-checkpointed suffix of) local history reaches    *)
(* CHK requests.  Then, r_j triggers a checkpoint timer."                  *)
LCS1(j) ==
  /\ cc[j] = lastcc[j]
  /\ Len(lh[j]) >= (cc[j] + 1) * CHK
  /\ cc' = [cc EXCEPT ![j] = @ + 1]
  /\ UNCHANGED <<lh, lastcc, halted>>

(* LCS.2  "if the timer expires and there is no checkpoint, the replica    *)
(* stops executing all requests."                                          *)
LCS2(j) ==
  /\ cc[j] > lastcc[j]
  /\ halted' = [halted EXCEPT ![j] = TRUE]
  /\ UNCHANGED <<lh, cc, lastcc>>

(* From whom a replica needs the digest: "from all replicas".  Byzantine   *)
(* ones send what is wanted.                                               *)
Confirmers == Correct

(* LCS.3  "If replica r_j receives the digest of the same state st with    *)
(* the same checkpoint counter number cc greater than lastcc from all      *)
(* replicas, r_j truncates its local history and checkpoints its state to  *)
(* st and stores cc to variable lastcc."                                   *)
LCS3(j) ==
  /\ cc[j] > lastcc[j]
  /\ \A k \in Confirmers : cc[k] >= cc[j] /\ StateAt(k, cc[j]) = StateAt(j, cc[j])
  /\ lastcc' = [lastcc EXCEPT ![j] = cc[j]]
  /\ UNCHANGED <<lh, cc, halted>>

Next ==
  \/ \E j \in Correct, r \in Request : Execute(j, r)
  \/ \E j \in Correct : LCS1(j) \/ LCS2(j) \/ LCS3(j)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* ABORTs: a checkpoint number, its state, and the requests after it. *)

Beyond(h, k) == SubSeq(h, k * CHK + 1, Len(h))

AbortOf(h, k) == [cc |-> k, state |-> SubSeq(h, 1, k * CHK), suffix |-> Beyond(h, k)]

CorrectAbort(j) == AbortOf(lh[j], lastcc[j])

(* What a Byzantine replica may claim, as far as it can matter: to have    *)
(* executed what a correct one has, or part of it, perhaps with something  *)
(* else after it, and to have checkpointed any of that.                    *)
Claims ==
  LET parts == UNION {{SubSeq(lh[j], 1, n) : n \in 0..Len(lh[j])} : j \in Correct}
      all   == parts \cup {Append(h, Garbage) : h \in parts}
  IN  UNION {{AbortOf(h, k) : k \in 0..Len(h) \div CHK} : h \in all}

ProofSize == 2 * F + 1
Backing   == F + 1

(* Proofs are of 2f+1 replicas, at most f of them Byzantine.  (One is       *)
(* modelled.)                                                              *)
FromCorrect(replicas) == {[from |-> j, abort |-> CorrectAbort(j)] : j \in replicas}

Proofs ==
  {FromCorrect(S) : S \in {T \in SUBSET Correct : Cardinality(T) = ProofSize}}
  \cup IF Byzantine = {} THEN {}
       ELSE {FromCorrect(S) \cup {[from |-> None, abort |-> claim]} :
               S \in {T \in SUBSET Correct : Cardinality(T) = ProofSize - 1}, claim \in Claims}

-----------------------------------------------------------------------------
(* Extraction. *)

Whole(a) == a.state \o a.suffix

(* What a has at position k of the whole history: nothing where truncated. *)
Has(a, k, v) == k > a.cc * CHK /\ k <= Len(Whole(a)) /\ Whole(a)[k] = v

CountOf(proof, Test(_)) == Cardinality({p \in proof : Test(p.abort)})

(* Step P3 from a base on: "the value that appears at position j of f + 1  *)
(* different histories"; a request that is in the base does not appear a   *)
(* second time.                                                            *)
RECURSIVE Extend(_, _)
Extend(proof, h) ==
  LET k      == Len(h) + 1
      values == {v \in Request \cup {Garbage} :
                   LET Backs(a) == Has(a, k, v) IN CountOf(proof, Backs) >= Backing}
  IN  IF values = {} THEN h
      ELSE LET v == CHOOSE w \in values : TRUE
           IN  IF v \in Range(h) THEN h ELSE Extend(proof, Append(h, v))

(* A checkpoint that f+1 ABORTs confirm, the latest.                       *)
Latest(bases) == CHOOSE b \in bases : \A o \in bases : o.cc <= b.cc

(* Repaired.  An ABORT confirms a checkpoint if it is its own, or if the   *)
(* requests that it has lead to the same state.  Nothing is collapsed, so  *)
(* that what follows the base can still be counted request by request.     *)
Confirms(a, cp) ==
  \/ a.cc = cp.cc /\ a.state = cp.state
  \/ a.cc < cp.cc /\ Len(Whole(a)) >= cp.cc * CHK /\ SubSeq(Whole(a), 1, cp.cc * CHK) = cp.state

Checkpoint(a) == [cc |-> a.cc, state |-> a.state]
Start         == [cc |-> 0, state |-> <<>>]

Bases(proof) ==
  {Start} \cup {cp \in {Checkpoint(p.abort) : p \in proof} :
     LET Agrees(a) == Confirms(a, cp) IN CountOf(proof, Agrees) >= Backing}

AbortHistory(proof) == Extend(proof, Latest(Bases(proof)).state)

-----------------------------------------------------------------------------
(* What is claimed. *)

(* A.6 over checkpoints.                                                   *)
MayBeCommitted == CommonPrefix({lh[j] : j \in Correct})

A6_AbortOrder == \A proof \in Proofs : IsPrefix(MayBeCommitted, AbortHistory(proof))

(* A.1 over checkpoints: nothing that no correct replica has executed.     *)
A1_Validity ==
  \A proof \in Proofs :
    /\ NoRepetition(AbortHistory(proof))
    /\ Garbage \notin Range(AbortHistory(proof))

(* A stable checkpoint is a state that all correct replicas have gone      *)
(* through.                                                                *)
LCS_Stable == \A j \in Correct : IsPrefix(StateAt(j, lastcc[j]), MayBeCommitted)
=============================================================================
