------------------------------ MODULE Register ------------------------------
(***************************************************************************)
(* A register of many writers and many readers among replicas that crash   *)
(* and come back with what they had stored: Attiya, Bar-Noy and Dolev,     *)
(* Sharing Memory Robustly in Message-Passing Systems (JACM 1995), with    *)
(* the stamps of many writers (Lynch and Shvartsman, FTCS 1997).           *)
(*                                                                         *)
(* An operation asks a majority what it holds; then it tells a majority    *)
(* the latest of these, or, if it writes, its own value under a later      *)
(* stamp.  A value is known by its stamp, since no two writes share one.   *)
(* What was sent may arrive at any time, again, or never: an answer is     *)
(* what a replica held when it gave it, and an update stays under way for  *)
(* ever.                                                                   *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Replicas,
  Writers,     \* the clients that may write
  Readers,     \* those that may read
  Operations   \* of each client

Clients == Writers \cup Readers

ASSUME Operations \in Nat /\ Clients \subseteq Nat

VARIABLES
  held,      \* by replica, the stamp that it holds
  at,        \* by client: "idle", "asks" or "tells"
  writes,    \* by client: whether its operation is a write
  answers,   \* by client: what replicas answered to its question, <<replica, stamp>>
  chosen,    \* by client: the stamp that it tells
  floor,     \* by client: the latest stamp that was complete when its operation began
  done,      \* the latest stamp of an operation that is complete
  updates,   \* the stamps that were ever told
  left,      \* by client: how many operations it still has
  behind     \* whether an operation ended with less than was complete when it began

vars == <<held, at, writes, answers, chosen, floor, done, updates, left, behind>>

Stamp == Nat \X (Clients \cup {0})
Zero == <<0, 0>>

Earlier(s, t) == s[1] < t[1] \/ (s[1] = t[1] /\ s[2] < t[2])
Later(s, t) == IF Earlier(s, t) THEN t ELSE s
Latest(S) == CHOOSE s \in S : \A t \in S : ~Earlier(s, t)

IsMajority(S) == 2 * Cardinality(S) > Cardinality(Replicas)

Init ==
  /\ held = [r \in Replicas |-> Zero]
  /\ at = [c \in Clients |-> "idle"]
  /\ writes = [c \in Clients |-> FALSE]
  /\ answers = [c \in Clients |-> {}]
  /\ chosen = [c \in Clients |-> Zero]
  /\ floor = [c \in Clients |-> Zero]
  /\ done = Zero
  /\ updates = {}
  /\ left = [c \in Clients |-> Operations]
  /\ behind = FALSE

Ask(c) ==
  /\ at[c] = "idle" /\ left[c] > 0
  /\ \/ c \in Writers /\ writes' = [writes EXCEPT ![c] = TRUE]
     \/ c \in Readers /\ writes' = [writes EXCEPT ![c] = FALSE]
  /\ at' = [at EXCEPT ![c] = "asks"]
  /\ answers' = [answers EXCEPT ![c] = {}]
  /\ floor' = [floor EXCEPT ![c] = done]
  /\ left' = [left EXCEPT ![c] = @ - 1]
  /\ UNCHANGED <<held, chosen, done, updates, behind>>

Answer(c, r) ==
  /\ at[c] = "asks"
  /\ answers' = [answers EXCEPT ![c] = @ \cup {<<r, held[r]>>}]
  /\ UNCHANGED <<held, at, writes, chosen, floor, done, updates, left, behind>>

(* Whether a read tells a majority what it read before it returns. *)
WritesBack == TRUE

End(c, s) ==
  /\ at' = [at EXCEPT ![c] = "idle"]
  /\ done' = Later(done, s)
  /\ behind' = (behind \/ Earlier(s, floor[c]))

Tell(c) ==
  /\ at[c] = "asks"
  /\ \E A \in SUBSET answers[c] :
       /\ \A a, b \in A : a[1] = b[1] => a = b
       /\ IsMajority({a[1] : a \in A})
       /\ LET latest == Latest({a[2] : a \in A})
              mine == IF writes[c] THEN <<latest[1] + 1, c>> ELSE latest
          IN /\ chosen' = [chosen EXCEPT ![c] = mine]
             /\ IF writes[c] \/ WritesBack
                  THEN /\ at' = [at EXCEPT ![c] = "tells"]
                       /\ updates' = updates \cup {mine}
                       /\ UNCHANGED <<done, behind>>
                  ELSE End(c, mine) /\ UNCHANGED updates
  /\ UNCHANGED <<held, writes, answers, floor, left>>

(* Whether a replica takes an update in the place of what it holds. *)
Takes(r, s) == Earlier(held[r], s)

Take(r) ==
  /\ \E s \in updates : Takes(r, s) /\ s # held[r] /\ held' = [held EXCEPT ![r] = s]
  /\ UNCHANGED <<at, writes, answers, chosen, floor, done, updates, left, behind>>

(* A majority has acknowledged the update: each of them held it, or something later, at some time. *)
Return(c) ==
  /\ at[c] = "tells"
  /\ IsMajority({r \in Replicas : ~Earlier(held[r], chosen[c])})
  /\ End(c, chosen[c])
  /\ UNCHANGED <<held, writes, answers, chosen, floor, updates, left>>

(* What a replica holds after a crash: what it had stored. *)
AfterCrash(r) == held[r]

Crash(r) ==
  /\ held[r] # AfterCrash(r)
  /\ held' = [held EXCEPT ![r] = AfterCrash(r)]
  /\ UNCHANGED <<at, writes, answers, chosen, floor, done, updates, left, behind>>

Next ==
  \/ \E c \in Clients : Ask(c) \/ Tell(c) \/ Return(c) \/ (\E r \in Replicas : Answer(c, r))
  \/ \E r \in Replicas : Take(r) \/ Crash(r)

Spec == Init /\ [][Next]_vars

TypeOK ==
  /\ held \in [Replicas -> Stamp]
  /\ at \in [Clients -> {"idle", "asks", "tells"}]
  /\ chosen \in [Clients -> Stamp]

(* With unique stamps this is linearizability: order operations by stamp, a write before the reads of it. *)
NeverBehind == ~behind

(* What is complete, a majority holds, or something later. *)
CompleteIsHeld == 2 * Cardinality({r \in Replicas : ~Earlier(held[r], done)}) > Cardinality(Replicas)

(* What must have been reached. *)
AReadReturnsWhatWasWritten == \E c \in Clients : at[c] = "idle" /\ ~writes[c] /\ chosen[c] # Zero
TwoWritersMeet == \E s, t \in updates : s[1] = t[1] /\ s # t

(* Mistakes. *)
NoWriteBack == FALSE
TakesAnything(r, s) == TRUE
Forgets(r) == Zero
AnyOne(S) == S # {}
=============================================================================
