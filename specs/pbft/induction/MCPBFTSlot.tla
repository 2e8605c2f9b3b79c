----------------------------- MODULE MCPBFTSlot -----------------------------
(* PBFTSlot within bounds, so that TLC can go through its states.          *)
EXTENDS PBFTSlot, TLC

MCQuorum   == {q \in SUBSET Replica : Cardinality(q) = 2 * F + 1}
MCVouching == {w \in SUBSET Replica : Cardinality(w) = F + 1}

Symmetry == Permutations(Correct) \cup Permutations(Request)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..3 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a request executed in view 1", \E r \in Correct, x \in Request : <<r, 1, x>> \in executed)
  /\ Reached(2, "correct replicas that stand by different requests in a view",
       \E r, s \in Correct, v \in View, x, y \in Request :
         x # y /\ <<r, v, x>> \in accepted /\ <<s, v, y>> \in accepted)
  /\ Reached(3, "another request in view 1 than prepared in view 0",
       \E r, s \in Correct, x, y \in Request :
         x # y /\ <<r, 0, x>> \in promised /\ <<s, 1, y>> \in accepted)
=============================================================================
