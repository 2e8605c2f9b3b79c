---------------------------- MODULE SynodErrata ----------------------------
(* The slides as printed, and what each guard is for. *)
EXTENDS MCSynod

(* "n_a = n, v_a = v, send ACCEPT_OK": n_p stays. *)
NotRaised(a, n) == np[a]

(* "send ACCEPT(n_a, v_a) to all": under the number of the value that it takes over. *)
UnderTheOld(n, S) == IF Highest(S).na = 0 THEN n ELSE Highest(S).na

(* "PREPARE_OK(n_a, v_a)", "ACCEPT_OK": which request is answered is not said, so that an answer to an earlier one counts. *)
AnswersTheProposer(k, n) == Owner(k) = Owner(n) /\ k <= n

(* Guards. *)
Lowest(S) ==
  LET said == {m \in S : m.na > 0}
  IN IF said = {} THEN None ELSE (CHOOSE m \in said : \A k \in said : m.na <= k.na).va
Again(n) == TRUE
PromisesAnything(a, n) == n # np[a]
AcceptsAnything(a, n) == TRUE
Forgotten(a) == [np |-> 0, na |-> 0, va |-> None]
Halves == {Q \in SUBSET Acceptor : 2 * Cardinality(Q) >= Cardinality(Acceptor) - 1 /\ Q # {}}
=============================================================================
