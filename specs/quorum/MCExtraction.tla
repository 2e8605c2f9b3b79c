---------------------------- MODULE MCExtraction ----------------------------
(***************************************************************************)
(* Quorum says which histories can be extracted from a proof without        *)
(* looking at what Byzantine replicas signed: they back what is wanted.     *)
(* Here Step P3 is written out as the thesis has it, over 2f+1 ABORTs of    *)
(* which the Byzantine ones are any sequences of requests; in every state   *)
(* both must give the same abort histories.                                 *)
(***************************************************************************)
EXTENDS MCQuorum

(* All that a Byzantine replica might sign, as far as it can matter: one   *)
(* request more than there are, in any order, also twice.                  *)
Signable == TLCEval(UNION {[1..n -> Request] : n \in 0..Cardinality(Request) + 1})

(* "AH[j] equals the value that appears at position j of f + 1 different   *)
(* histories that appear in the proof; if such a value does not exist for  *)
(* position x then h does not contain a value at position x or higher."    *)
RECURSIVE Backed(_, _)
Backed(proof, h) ==
  LET k == Len(h) + 1
      values == {v \in Request :
        Cardinality({n \in DOMAIN proof : k <= Len(proof[n]) /\ proof[n][k] = v}) >= Backing}
  IN  IF values = {} THEN h ELSE Backed(proof, Append(h, CHOOSE v \in values : TRUE))

(* "Finally, AH_i is the longest prefix of h in which no request appears   *)
(* twice."                                                                 *)
LongestWithoutRepetition(h) ==
  SubSeq(h, 1, CHOOSE n \in 0..Len(h) :
    /\ NoRepetition(SubSeq(h, 1, n))
    /\ n < Len(h) => ~NoRepetition(SubSeq(h, 1, n + 1)))

AsPrinted(proof) == LongestWithoutRepetition(Backed(proof, <<>>))

(* The histories of a proof, in some order: the order does not matter. *)
RECURSIVE InOrder(_)
InOrder(aborts) ==
  IF aborts = {} THEN <<>>
  ELSE LET a == CHOOSE a \in aborts : TRUE IN <<a.history>> \o InOrder(aborts \ {a})

AbortHistoriesAsPrinted(i) ==
  UNION {LET forged == ProofSize - Cardinality(aborts)
         IN  {AsPrinted(InOrder(aborts) \o lies) : lies \in [1..forged -> Signable]} :
         aborts \in Proofs(i)}

ExtractionIsAsPrinted ==
  \A i \in Instance : AbortHistories(i) = AbortHistoriesAsPrinted(i)
=============================================================================
