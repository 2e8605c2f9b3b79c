---------------------------- MODULE MCPBFTRefines ---------------------------
(***************************************************************************)
(* A sequence number of PBFT is a slot of PBFTSlot, of which the safety    *)
(* lemmas are proved by induction, for every size.                         *)
(***************************************************************************)
EXTENDS MCPBFT

(* What correct replicas have noted of number n, as triples.               *)
Noted(what, n) ==
  UNION {{<<j, m.view, m.request>> : m \in {o \in what[j] : o.number = n}} : j \in Correct}

Slot == INSTANCE PBFTSlot WITH
  Quorum    <- {q \in SUBSET Replica : Cardinality(q) = 2 * F + 1},
  Vouching  <- {w \in SUBSET Replica : Cardinality(w) = F + 1},
  left      <- {<<j, v>> \in Correct \X View : v < view[j]},
  accepted  <- Noted(accepted, 1),
  stood     <- UNION {{<<m[1], v, m[3]>> : v \in 0..m[2]} : m \in Noted(accepted, 1)},
  promised  <- Noted(promised, 1),
  executed  <- Noted(executed, 1)

TheFirstNumberIsASlot == Slot!Spec
=============================================================================
