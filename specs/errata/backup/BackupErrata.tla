---------------------------- MODULE BackupErrata ----------------------------
(***************************************************************************)
(* Backup's guards, broken one at a time.                                   *)
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
KOfEach(s) == TRUE
=============================================================================
