---------------------------- MODULE BackupErrata ----------------------------
(***************************************************************************)
(* Backup's guards, broken one at a time.                                  *)
(***************************************************************************)
EXTENDS MCBackup

JustF            == F
Always(s)        == TRUE
AdoptAlways(s, ih) == IF Valid(ih) THEN Begin(ih) ELSE s
AnyInit(ih)      == ih # None

(* A client that comes without an init history, as it were. *)
NobodyBringsOne(ih) == FALSE

(* Whatever comes is executed, and counts. *)
ExecuteAnything(s, r) ==
  IF MayCommit(s)
  THEN [s EXCEPT !.history = Append(@, r), !.taken = @ \cup {r}, !.left = @ - 1]
  ELSE s

(* What stands in the init history is answered, but is none of the k: as   *)
(* 3.4.3 can be read, "commits exactly k requests" of those it executes.   *)
ExecuteWithoutCounting(s, r) ==
  IF Known(s, r) THEN [s EXCEPT !.taken = @ \cup {r}]
  ELSE IF MayCommit(s) THEN [s EXCEPT !.history = Append(@, r), !.taken = @ \cup {r}, !.left = @ - 1]
  ELSE s

(* One of the correct replicas allows itself one request more. *)
Generous == CHOOSE j \in Correct : TRUE

DeliverWithKOfEach(j) ==
  /\ delivered[j] < Len(order)
  /\ delivered' = [delivered EXCEPT ![j] = @ + 1]
  /\ state' = [state EXCEPT ![j] =
       LET t == After(@, order[delivered[j] + 1])
       IN  IF j = Generous /\ ~@.initialised /\ t.initialised THEN [t EXCEPT !.left = @ + 1] ELSE t]
  /\ UNCHANGED <<given, order, clients, committed, aborted>>
=============================================================================
