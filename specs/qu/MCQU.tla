-------------------------------- MODULE MCQU --------------------------------
(***************************************************************************)
(* Bounds for models of QU, and what is lost without its parts.            *)
(***************************************************************************)
EXTENDS QU, TLC

ASSUME Liars \subseteq Servers /\ Cardinality(Liars) <= B /\ B <= T

Symmetric == Permutations(Correct)

Never == FALSE

(* Object history sets of less kinds: all histories are cut at one candidate, and some servers are those that have accepted nothing. *)
UpTo(s, c) ==
  LET Ks == {k \in 1..Len(log[s]) : ~Before(c, log[s][k].cand)}
  IN HistoryAt(s, CHOOSE k \in Ks : \A j \in Ks : j <= k)
Cuts ==
  UNION { { [s \in Servers |-> IF s \in Liars THEN lies[s] ELSE IF s \in S THEN UpTo(s, c) ELSE {First}] :
              S \in SUBSET Correct, lies \in [Liars -> SUBSET {d \in Candidates : ~Before(c, d)}] } :
          c \in Candidates }

(* The same requests, found sooner where there may be no more candidates: those to repair in place what may be complete. *)
IsFull == Cardinality({q.cand : q \in requests} \cup {First}) > Most
MayBeComplete == {c \in Candidates \ {First} : Cardinality(Accepted(c) \cup Liars) >= Repairable}
InPlace(c) ==
  IF IsBarrier(c.lt) THEN Request("inline barrier", c, c.lt, Zero, None)
  ELSE Request("inline method", c, c.lt, c.lt, None)
FewRequests == IF IsFull THEN {InPlace(c) : c \in MayBeComplete} ELSE AllRequests

(* Of the ids, 1 and 2 are two tries of one update. *)
OneUpdate(id) == 1
=============================================================================
