---------------------------- MODULE MCUnanimity -----------------------------
(* Unanimity within bounds, so that TLC can go through its states. *)
EXTENDS Unanimity, TLC

MCHistory   == {<<>>} \cup {<<x>> : x \in Request}
MCInits     == {<<>>}
MCAborting  == {q \in SUBSET Replica : Cardinality(q) = 2 * F + 1}
MCBacking   == {w \in SUBSET Replica : Cardinality(w) = F + 1}

Symmetry == Permutations(Correct) \cup Permutations(Request)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..3 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a commit history with a request", \E h \in committed : h # <<>>)
  /\ Reached(2, "an abort history with what was not committed",
       \E h \in aborted : \A g \in committed : ~IsPrefix(h, g))
  /\ Reached(3, "different local histories",
       \E r, s \in Correct, g, h \in History : <<r, g>> \in held /\ <<s, h>> \in held /\ ~Comparable(g, h))
=============================================================================
