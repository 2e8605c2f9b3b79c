------------------------------- MODULE Locks -------------------------------
(***************************************************************************)
(* The write of slides-a and slides-b, "Write Operation: Details": the     *)
(* initiator proposes; members lock the variable against reads, queue the  *)
(* request and answer with a proposed time; with enough answers the        *)
(* initiator commits the largest, which unlocks.  Nothing is said of an    *)
(* initiator that dies in between, or of two that each lock a part.        *)
(*                                                                         *)
(* Repaired, nobody locks (Register): here, a member that answers reads    *)
(* while it is locked, and gives way to a later proposal.                  *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS Members, Writers, MayDie

Quorum(S) == 2 * Cardinality(S) > Cardinality(Members)

VARIABLES
  lock,    \* by member: the writer that has locked it, or 0
  state,   \* by writer: "proposes", "dead", "done"
  reader   \* "reads", "done"

vars == <<lock, state, reader>>

Init ==
  /\ lock = [m \in Members |-> 0]
  /\ state = [w \in Writers |-> "proposes"]
  /\ reader = "reads"

(* Whether a member that is locked keeps readers out. *)
KeepsReadersOut == FALSE

(* Whether a member that is locked by one writer keeps the others waiting. *)
KeepsWritersOut == FALSE

Lock(w, m) ==
  /\ state[w] = "proposes"
  /\ lock[m] # w /\ (KeepsWritersOut => lock[m] = 0) /\ (lock[m] = 0 \/ lock[m] < w)
  /\ lock' = [lock EXCEPT ![m] = w]
  /\ UNCHANGED <<state, reader>>

(* It has enough answers, and commits at those that gave them, which unlocks them. *)
Commit(w) ==
  /\ state[w] = "proposes"
  /\ Quorum({m \in Members : lock[m] = w})
  /\ state' = [state EXCEPT ![w] = "done"]
  /\ lock' = [m \in Members |-> IF lock[m] = w THEN 0 ELSE lock[m]]
  /\ UNCHANGED reader

Die(w) ==
  /\ w \in MayDie /\ state[w] = "proposes"
  /\ state' = [state EXCEPT ![w] = "dead"]
  /\ UNCHANGED <<lock, reader>>

Read ==
  /\ reader = "reads"
  /\ Quorum({m \in Members : KeepsReadersOut => lock[m] = 0})
  /\ reader' = "done"
  /\ UNCHANGED <<lock, state>>

Next == Read \/ \E w \in Writers : Die(w) \/ Commit(w) \/ \E m \in Members : Lock(w, m)

Spec == Init /\ [][Next]_vars

IsStuck == ~ENABLED Next

(* The reader reads: it does not wait where nothing more can happen. *)
ReaderIsNotStuck == IsStuck => reader = "done"

(* So does every writer that lives: it commits. *)
WritersAreNotStuck == IsStuck => \A w \in Writers : state[w] # "proposes"

TypeOK ==
  /\ lock \in [Members -> Writers \cup {0}]
  /\ state \in [Writers -> {"proposes", "dead", "done"}]

(* What must have been reached. *)
AllIsDone == reader = "done" /\ \A w \in Writers : state[w] = "done"

(* The slides. *)
Slides == TRUE
=============================================================================
