------------------------------ MODULE MCSynod ------------------------------
(* Synod for TLC, and the mapping to the module that is proved by induction for every number of acceptors. *)
EXTENDS Synod, TLC

Symmetry == Permutations(Acceptor) \cup Permutations(Value)

Majorities == {Q \in SUBSET Acceptor : 2 * Cardinality(Q) > Cardinality(Acceptor)}

(* Flexible: all for PREPARE, any one for ACCEPT. *)
Everybody == {Acceptor}
Anybody == {{a} : a \in Acceptor}

(* As in Paxos.tla: what a has left are the numbers below its promises; what it saw in an ACCEPT alone binds it more than there. *)
Paxos == INSTANCE Paxos WITH
  Ballot <- Number,
  Quorum <- Majorities,
  left <- {l \in Acceptor \X Number : \E p \in promises : p.a = l[1] /\ l[2] < p.n},
  joined <- {<<p.a, p.n>> : p \in promises},
  proposed <- {<<m.n, m.v>> : m \in accepts},
  voted <- {<<k.a, k.n, k.v>> : k \in votes},
  decided <- {<<d.n, d.v>> : d \in learned}

RefinesPaxos == Paxos!Spec
=============================================================================
