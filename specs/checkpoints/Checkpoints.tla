---------------------------- MODULE Checkpoints -----------------------------
(***************************************************************************)
(* The lightweight checkpoint subprotocol of B.6.1 (LCS.1-LCS.3) over local *)
(* histories, and how abort histories are extracted from ABORTs of which   *)
(* some are truncated.                                                     *)
(*                                                                         *)
(* Repaired.  Print collapses histories, and counts who confirms a         *)
(* checkpoint (CheckpointsErrata).  Here a replica signs what it           *)
(* sends in LCS.1, and what is sent by all, 3f+1 signatures, is a          *)
(* certificate.  An ABORT carries that of its base, so that a base is not  *)
(* in doubt, and none of the requests after it is collapsed.               *)
(*                                                                         *)
(* Which protocol the histories are of does not matter: each correct       *)
(* replica executes requests in an order of its own.  lh[i][j] is all that *)
(* j has executed in instance i, truncated or not; its base tells what of  *)
(* it j still has.  A checkpoint is known by its number and its state, that *)
(* is by the history that leads to it: digests are ideal.                  *)
(*                                                                         *)
(* Since a client commits only what all replicas have executed alike, what *)
(* may have been committed is what all correct local histories share.  That *)
(* must be a prefix of every abort history.  ABORTs are looked at in every *)
(* state: a replica that has stopped (P2) is one that executes no more.    *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, Abstract

CONSTANTS
  F,          \* the fault threshold f
  Replica,    \* the 3f+1 replicas
  Byzantine,  \* those of them that are Byzantine, at most f
  Instances,  \* how many instances are modelled
  Request,    \* what is executed
  Garbage,    \* a request that nobody executes, and a Byzantine replica claims
  None,       \* no replica
  CHK         \* the length of history between checkpoints

Correct  == Replica \ Byzantine
Instance == 1..Instances

VARIABLES
  began,   \* began[i][j]: whether j has its init history, or needs none
  lh,      \* lh[i][j]: what j has executed in instance i
  cc,      \* cc[i][j]: the checkpoint counter, of the last checkpoint that j has signed
  lastcc,  \* lastcc[i][j]: that of j's base, of which it has the certificate
  halted   \* halted[i][j]: whether j executes no more

vars == <<began, lh, cc, lastcc, halted>>

Init ==
  /\ began  = [i \in Instance |-> [j \in Correct |-> i = 1]]
  /\ lh     = [i \in Instance |-> [j \in Correct |-> <<>>]]
  /\ cc     = [i \in Instance |-> [j \in Correct |-> 0]]
  /\ lastcc = [i \in Instance |-> [j \in Correct |-> 0]]
  /\ halted = [i \in Instance |-> [j \in Correct |-> FALSE]]

-----------------------------------------------------------------------------
(* The subprotocol. *)

(* Nothing is said about the order: in Quorum each replica has its own.    *)
MayExecute(i, j, r) == TRUE

Execute(i, j, r) ==
  /\ began[i][j]
  /\ ~halted[i][j]
  /\ r \notin Range(lh[i][j])
  /\ MayExecute(i, j, r)
  /\ lh' = [lh EXCEPT ![i][j] = Append(@, r)]
  /\ UNCHANGED <<began, cc, lastcc, halted>>

StateAt(i, j, k) == SubSeq(lh[i][j], 1, k * CHK)

(* LCS.1  "every replica r_j increments the checkpoint counter cc and      *)
(* sends it along with the digest of its local state to every other        *)
(* replica, when its (non-checkpointed suffix of) local history reaches    *)
(* CHK requests.  Then, r_j triggers a checkpoint timer."  It signs both,  *)
(* with the instance, and does so at every multiple of CHK, whether or not *)
(* the last checkpoint is certified yet.                                   *)
LCS1(i, j) ==
  /\ Len(lh[i][j]) >= (cc[i][j] + 1) * CHK
  /\ cc' = [cc EXCEPT ![i][j] = @ + 1]
  /\ UNCHANGED <<began, lh, lastcc, halted>>

(* LCS.2  "if the timer expires and there is no checkpoint, the replica    *)
(* stops executing all requests."                                          *)
LCS2(i, j) ==
  /\ cc[i][j] > lastcc[i][j]
  /\ halted' = [halted EXCEPT ![i][j] = TRUE]
  /\ UNCHANGED <<began, lh, cc, lastcc>>

(* "from all replicas".  Byzantine ones sign what is wanted.               *)
CertificateSize == 3 * F + 1

HasSigned(i, j, k, state) == cc[i][j] >= k /\ StateAt(i, j, k) = state

Certified(i, k, state) ==
  Cardinality({j \in Correct : HasSigned(i, j, k, state)}) + Cardinality(Byzantine) >= CertificateSize

(* LCS.3  "If replica r_j receives the digest of the same state st with    *)
(* the same checkpoint counter number cc greater than lastcc from all      *)
(* replicas, r_j truncates its local history and checkpoints its state to  *)
(* st and stores cc to variable lastcc."                                   *)
LCS3(i, j) ==
  \E k \in lastcc[i][j] + 1..cc[i][j] :
    /\ Certified(i, k, StateAt(i, j, k))
    /\ lastcc' = [lastcc EXCEPT ![i][j] = k]
    /\ UNCHANGED <<began, lh, cc, halted>>

-----------------------------------------------------------------------------
(* ABORTs: a checkpoint number, its state, and the requests after it. *)

Beyond(h, k) == SubSeq(h, k * CHK + 1, Len(h))

AbortOf(h, k) == [cc |-> k, state |-> SubSeq(h, 1, k * CHK), suffix |-> Beyond(h, k)]

CorrectAbort(i, j) == AbortOf(lh[i][j], lastcc[i][j])

Whole(a)      == a.state \o a.suffix
Checkpoint(a) == [cc |-> a.cc, state |-> a.state]
Start         == [cc |-> 0, state |-> <<>>]

(* Of which instances a certificate may be in an ABORT of instance i: what *)
(* is certified is the beginning of all that comes later, and of nothing   *)
(* that came before.                                                       *)
AdmissibleIn(i) == 1..i

(* Whether an ABORT of instance i can come with that base.                 *)
MayHaveBase(i, base) ==
  base = Start \/ \E e \in AdmissibleIn(i) \cap Instance : Certified(e, base.cc, base.state)

(* What a Byzantine replica may claim to have executed, as far as it can   *)
(* matter: what a correct one has, in any instance, or part of it, perhaps *)
(* with something else after it.                                           *)
Claimed(i) ==
  LET whole == UNION {{lh[e][j] : j \in Correct} : e \in Instance}
      parts == UNION {{SubSeq(h, 1, n) : n \in 0..Len(h)} : h \in whole}
  IN  parts \cup {Append(h, Garbage) : h \in parts}

Claims(i) ==
  {a \in UNION {{AbortOf(h, k) : k \in 0..Len(h) \div CHK} : h \in Claimed(i)} :
     MayHaveBase(i, Checkpoint(a))}

ProofSize == 2 * F + 1
Backing   == F + 1

FromCorrect(i, replicas) == {[from |-> j, abort |-> CorrectAbort(i, j)] : j \in replicas}

(* Proofs are of 2f+1 replicas, at most f of them Byzantine.  (One is       *)
(* modelled.)                                                              *)
ProofsOf(i, replicas) ==
  {FromCorrect(i, S) : S \in {T \in SUBSET replicas : Cardinality(T) = ProofSize}}
  \cup IF Byzantine = {} THEN {}
       ELSE LET lies == Claims(i) IN
            {FromCorrect(i, S) \cup {[from |-> None, abort |-> lie]} :
               S \in {T \in SUBSET replicas : Cardinality(T) = ProofSize - 1}, lie \in lies}

Proofs(i) == ProofsOf(i, {j \in Correct : began[i][j]})

-----------------------------------------------------------------------------
(* Extraction. *)

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

Bases(proof)  == {Checkpoint(p.abort) : p \in proof}
Latest(bases) == CHOOSE b \in bases : \A o \in bases : o.cc <= b.cc

(* Which of the bases extraction begins with.                              *)
BaseOf(proof) == Latest(Bases(proof))

AbortHistory(proof) == Extend(proof, BaseOf(proof).state)

-----------------------------------------------------------------------------
(* Switching: B.6. *)

(* P2, where there is an instance to switch to.                            *)
Stop(i, j) ==
  /\ i < Instances
  /\ began[i][j]
  /\ ~halted[i][j]
  /\ halted' = [halted EXCEPT ![i][j] = TRUE]
  /\ UNCHANGED <<began, lh, cc, lastcc>>

(* "r_j sets LH_j to IH": to what a proof of the instance before gives.    *)
(* Its base is the proof's, with the certificate that came along.          *)
Begin(i, j) ==
  /\ i > 1
  /\ ~began[i][j]
  /\ \E proof \in ProofsOf(i - 1, {k \in Correct : halted[i - 1][k]}) :
       /\ began'  = [began EXCEPT ![i][j] = TRUE]
       /\ lh'     = [lh EXCEPT ![i][j] = AbortHistory(proof)]
       /\ cc'     = [cc EXCEPT ![i][j] = BaseOf(proof).cc]
       /\ lastcc' = [lastcc EXCEPT ![i][j] = BaseOf(proof).cc]
  /\ UNCHANGED halted

Next ==
  \E i \in Instance, j \in Correct :
    \/ \E r \in Request : Execute(i, j, r)
    \/ LCS1(i, j) \/ LCS2(i, j) \/ LCS3(i, j)
    \/ Stop(i, j) \/ Begin(i, j)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What is claimed. *)

AbortHistories(i) == {AbortHistory(proof) : proof \in Proofs(i)}

(* A.6 over checkpoints, and over switches.                                *)
MayBeCommitted(i) == CommonPrefix({lh[i][j] : j \in Correct})

A6_AbortOrder ==
  \A i \in Instance : \A h \in AbortHistories(i) : \A e \in 1..i : IsPrefix(MayBeCommitted(e), h)

(* A.1 over checkpoints: nothing that no correct replica has executed in   *)
(* the instance.                                                           *)
A1_Validity ==
  \A i \in Instance : \A h \in AbortHistories(i) :
    /\ NoRepetition(h)
    /\ Range(h) \subseteq UNION {Range(lh[i][j]) : j \in Correct}

(* A base is a state that all correct replicas go through, or begin with.  *)
LCS_Stable ==
  \A i \in Instance, j, k \in Correct :
    began[i][k] => IsPrefix(StateAt(i, j, lastcc[i][j]), lh[i][k])

(* What is certified so far in instance i.                                 *)
CertifiedStates(i) ==
  {state \in UNION {{StateAt(i, j, k) : k \in 1..cc[i][j]} : j \in Correct} :
     Certified(i, Len(state) \div CHK, state)}

(* Every abort history of an instance and of later ones begins with what   *)
(* is certified in it: so whoever has truncated need not roll back.        *)
LCS_Base ==
  \A i \in Instance : \A h \in AbortHistories(i) : \A e \in 1..i :
    \A state \in CertifiedStates(e) : IsPrefix(state, h)
=============================================================================
