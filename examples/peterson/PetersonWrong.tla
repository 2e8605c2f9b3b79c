---------------------------- MODULE PetersonWrong ----------------------------
(***************************************************************************)
(* Peterson's algorithm without one thing at a time.                       *)
(***************************************************************************)
EXTENDS Peterson

(* Nobody cares about the turn, or only about the turn. *)
IfTheOtherDoesNotWant(p) == ~wants[Other(p)]
IfItIsItsTurn(p)         == turn = p

(* A process keeps the turn for itself. *)
YieldToItself(p) ==
  /\ Goes(p, "asking", "waiting")
  /\ turn' = p
  /\ UNCHANGED wants
=============================================================================
