---------------------------- MODULE BackupErrata ----------------------------
(***************************************************************************)
(* Backup's guards, broken one at a time.                                  *)
(***************************************************************************)
EXTENDS MCBackup

NeverKnown(s, r) == FALSE
JustF            == F
Always(s)        == TRUE
AdoptAlways(s, ih) == IF Valid(ih) THEN Begin(ih) ELSE s
AnyInit(ih)      == ih # None

(* A client that comes without an init history, as it were. *)
NobodyBringsOne(ih) == FALSE

(* One of the correct replicas allows itself one request more. *)
Generous == CHOOSE j \in Correct : TRUE

GenerousExecute(s, r) ==
  IF Known(s, r) THEN s
  ELSE IF s.left > -1 THEN [s EXCEPT !.history = Append(@, r), !.left = @ - 1]
  ELSE [s EXCEPT !.overrun = TRUE]

DeliverWithKOfEach(j) ==
  /\ delivered[j] < Len(order)
  /\ delivered' = [delivered EXCEPT ![j] = @ + 1]
  /\ state' = [state EXCEPT ![j] =
       LET e == order[delivered[j] + 1]
           t == Adopt(@, e.init)
       IN  IF ~Takes(t) THEN t
           ELSE [(IF j = Generous THEN GenerousExecute(t, e.request) ELSE Execute(t, e.request))
                   EXCEPT !.taken = @ \cup {e.request}]]
  /\ UNCHANGED <<given, order, phase, req, init, committed, aborted>>
=============================================================================
