--------------------------- MODULE AbortHistories ---------------------------
(***************************************************************************)
(* Which abort histories can be extracted from signed ABORTs (B.5, Step P3) *)
(* and are therefore valid init histories of the next instance (B.6).      *)
(*                                                                         *)
(* An ABORT is [from, history].  Those of Byzantine replicas are left out: *)
(* they can sign any history, so that in a proof they back whatever value  *)
(* is wanted at each position.                                             *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, Abstract

CONSTANTS
  F,         \* the fault threshold f
  Byzantine  \* the Byzantine replicas, at most f

(* "2f + 1 ABORT messages ..." *)
ProofSize == 2 * F + 1

(* "... the value that appears at position j of f + 1 different histories". *)
Backing == F + 1

(* "... from different replicas": how many of a proof's ABORTs can be of   *)
(* Byzantine replicas.                                                     *)
ForgedAborts == 0..Cardinality(Byzantine)

DifferentReplicas(aborts) == \A a, b \in aborts : a.from = b.from => a = b

(* The proofs that someone could hold: the ABORTs of correct replicas in   *)
(* it; the rest, up to ProofSize, Byzantine replicas signed.               *)
ProofsOf(signed) ==
  {aborts \in SUBSET signed :
     /\ DifferentReplicas(aborts)
     /\ Cardinality(aborts) <= ProofSize
     /\ ProofSize - Cardinality(aborts) \in ForgedAborts}

(* How many correct replicas' histories in a proof have v at position k.   *)
Votes(aborts, k, v) ==
  Cardinality({a \in aborts : k <= Len(a.history) /\ a.history[k] = v})

ValuesAt(aborts, k) == {a.history[k] : a \in {b \in aborts : k <= Len(b.history)}}

(* "AH_i is the longest prefix of h in which no request appears twice."    *)
Repeats(h, v) == v \in Range(h)
WithoutRepetition(h) == NoRepetition(h)

(* Whether h can be extracted from a proof.  Each value of h has f+1       *)
(* histories behind it, Byzantine replicas backing what is needed.  h ends *)
(* where no value has f+1 histories behind it even without them, or where  *)
(* the value that has them would appear a second time.                     *)
Extracts(aborts, h) ==
  LET forged == ProofSize - Cardinality(aborts)
      beyond == Len(h) + 1
  IN  /\ WithoutRepetition(h)
      /\ \A k \in 1..Len(h) : Votes(aborts, k, h[k]) + forged >= Backing
      /\ \A v \in ValuesAt(aborts, beyond) :
           Votes(aborts, beyond, v) >= Backing => Repeats(h, v)
=============================================================================
