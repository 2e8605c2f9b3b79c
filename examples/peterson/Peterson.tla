------------------------------ MODULE Peterson ------------------------------
(***************************************************************************)
(* Peterson's algorithm (Myths about the mutual exclusion problem, 1981):  *)
(* two processes take turns in a critical section, with nothing but shared *)
(* variables that can be read and written.                                 *)
(***************************************************************************)
EXTENDS Naturals

Process == {0, 1}
Other(p) == 1 - p

VARIABLES
  at,     \* at[p]: where process p is
  wants,  \* wants[p]: whether p asks to enter
  turn    \* who goes first if both do

vars == <<at, wants, turn>>

Init ==
  /\ at = [p \in Process |-> "away"]
  /\ wants = [p \in Process |-> FALSE]
  /\ turn \in Process

Goes(p, from, to) == at[p] = from /\ at' = [at EXCEPT ![p] = to]

(* First a process says that it wants to enter, then it lets the other     *)
(* one go first.                                                           *)
Ask(p) ==
  /\ Goes(p, "away", "asking")
  /\ wants' = [wants EXCEPT ![p] = TRUE]
  /\ UNCHANGED turn

Yield(p) ==
  /\ Goes(p, "asking", "waiting")
  /\ turn' = Other(p)
  /\ UNCHANGED wants

MayEnter(p) == ~wants[Other(p)] \/ turn = p

Enter(p) ==
  /\ Goes(p, "waiting", "inside")
  /\ MayEnter(p)
  /\ UNCHANGED <<wants, turn>>

Leave(p) ==
  /\ Goes(p, "inside", "away")
  /\ wants' = [wants EXCEPT ![p] = FALSE]
  /\ UNCHANGED turn

Step(p) == Ask(p) \/ Yield(p) \/ Enter(p) \/ Leave(p)

Next == \E p \in Process : Step(p)

(* Nobody need ask, but who has asked goes on. *)
Spec == Init /\ [][Next]_vars /\ \A p \in Process : WF_vars(Yield(p) \/ Enter(p) \/ Leave(p))

-----------------------------------------------------------------------------

TypeOK ==
  /\ at \in [Process -> {"away", "asking", "waiting", "inside"}]
  /\ wants \in [Process -> BOOLEAN]
  /\ turn \in Process

OneInside == ~(at[0] = "inside" /\ at[1] = "inside")

NobodyStarves == \A p \in Process : at[p] = "asking" ~> at[p] = "inside"

(* What must happen now and then, or the rest says little. *)
BothWant == wants[0] /\ wants[1]
OneWaitsForTheOther == \E p \in Process : at[p] = "waiting" /\ at[Other(p)] = "inside"
=============================================================================
