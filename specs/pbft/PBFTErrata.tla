----------------------------- MODULE PBFTErrata -----------------------------
(***************************************************************************)
(* PBFT's guards, broken one at a time.                                    *)
(***************************************************************************)
EXTENDS MCPBFT

OneLess == 2 * F - 1
TwoF    == 2 * F
JustF   == F
Two     == 2
Zero    == 0

AcceptsAny(j, v, n) == TRUE

(* A VIEW-CHANGE that forgets what is of older views than the last one.    *)
OfItsView(j, ms) == {m \in ms : m.view = view[j]}

(* Condition B that asks about the last view only.                         *)
NothingPreparedLately(v, n) ==
  Cardinality({j \in Senders(v) : \A o \in changes[v][j].p : o.number = n => o.view < v - 1})
    + ByzantineVotes(Replica) >= ChangeQuorum

(* Condition A2 without "in view u or later".                              *)
VouchedInAnyView(v, n, r, u) ==
  Cardinality({j \in Senders(v) : \E o \in changes[v][j].q : o.number = n /\ o.request = r})
    + ByzantineVotes(Replica) >= VouchQuorum

(* Condition A1 that takes the certificate of any view, not of the latest. *)
AgreesWithOlder(m, n, r, u) ==
  \A o \in m.p : o.number = n => o.view # u \/ o.request = r

(* The new primary takes the last number that it selected for a new one.   *)
WithoutTheLast(v, n) ==
  IF n = Numbers THEN {Free} ELSE {r \in Request : Selects(v, n, r)} \cup {Free}
=============================================================================
