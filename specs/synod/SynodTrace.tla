---------------------------- MODULE SynodTrace ----------------------------
(* Recorded runs of next700.protocol.synod as behaviours of Synod: a number is the round and the proposer in one. *)
EXTENDS Synod, Replay

CONSTANTS
  Promises,   \* how many answers to PREPARE the proposers of the run count,
  Accepts     \* and to ACCEPT

ByPrepare == {Q \in SUBSET Acceptor : Cardinality(Q) = Promises}
ByAccept == {Q \in SUBSET Acceptor : Cardinality(Q) = Accepts}

(* Owner(n) is the proposer again. *)
NumberOf(e) == e.number.round * Proposers + e.number.proposer

(* Who takes a step of a proposer is in the number. *)
ByItsProposer(e) == e.process = e.number.proposer

TakeStep(e) ==
  LET n == NumberOf(e) IN
  CASE e.step = "Prepare"   -> ByItsProposer(e) /\ Prepare(n)
    [] e.step = "PrepareOk" -> PrepareOk(e.process, n)
    [] e.step = "Accept"    -> ByItsProposer(e) /\ e.answers = Promises /\ Accept(n, e.value[1])
    [] e.step = "AcceptOk"  -> LET m == [by |-> n, n |-> n, v |-> e.value[1]] IN m \in accepts /\ AcceptOk(e.process, m)
    [] e.step = "Decide"    -> /\ ByItsProposer(e) /\ e.answers = Accepts
                               /\ [by |-> n, n |-> n, v |-> e.value[1]] \in accepts
                               /\ Decide(n)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>

(* What is claimed of all states, of those of the trace, too. *)
TraceInvariant == OneValueEach /\ OnlyProposed /\ \A d, e \in learned : d.v = e.v
=============================================================================
