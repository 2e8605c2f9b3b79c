----------------------------- MODULE Histories -----------------------------
(***************************************************************************)
(* What proofs by induction know of histories: these operators have a      *)
(* meaning of their own there (docs/proofs.md).                            *)
(***************************************************************************)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences

IsPrefix(g, h) == Len(g) <= Len(h) /\ g = SubSeq(h, 1, Len(g))

Range(h) == {h[k] : k \in DOMAIN h}

IsAppend(g, x, h) == h = Append(g, x)
=============================================================================
