-------------------------- MODULE CheckpointsErrata -------------------------
(***************************************************************************)
(* Extraction as B.6.1 prints it, and readings of it, where nobody signs;  *)
(* and certificates without one thing.                                     *)
(***************************************************************************)
EXTENDS MCCheckpoints

(* Print knows no certificates: any base may be claimed.                   *)
Uncertified(i, base) == TRUE

(* "if the client receives a history from some replica r_j consisting of a *)
(* checkpointed state followed by CHK requests, the client will first      *)
(* collapse all such histories into the single checkpointed state".        *)
Collapsed(a) ==
  IF Len(a.suffix) >= CHK THEN AbortOf(Whole(a), a.cc + 1) ELSE a

CollapsedIfExact(a) ==
  IF Len(a.suffix) = CHK THEN AbortOf(Whole(a), a.cc + 1) ELSE a

CollapsedWholly(a) == AbortOf(Whole(a), Len(Whole(a)) \div CHK)

Confirmed(proof) ==
  {cp \in {Checkpoint(p.abort) : p \in proof} :
     cp.cc > 0 /\ LET Same(a) == Checkpoint(a) = cp IN CountOf(proof, Same) >= Backing}

(* "Only in case the client cannot retrieve t + 1 confirmations of (some)  *)
(* checkpointed state when executing Step P3 in this way, the client will  *)
(* repeat the procedure with replica histories as received".               *)
WithCollapse(proof, Collapse(_)) ==
  LET collapsed == {[p EXCEPT !.abort = Collapse(@)] : p \in proof}
      bases     == Confirmed(collapsed)
  IN  IF bases # {} THEN Extend(collapsed, Latest(bases).state)
      ELSE LET asReceived == Confirmed(proof)
           IN  Extend(proof, IF asReceived = {} THEN <<>> ELSE Latest(asReceived).state)

AsPrinted(proof) == WithCollapse(proof, Collapsed)
Exactly(proof)   == WithCollapse(proof, CollapsedIfExact)
Wholly(proof)    == WithCollapse(proof, CollapsedWholly)

(* A client that knows nothing of checkpoints.                             *)
AsReceived(proof) ==
  LET bases == Confirmed(proof)
  IN  Extend(proof, IF bases = {} THEN <<>> ELSE Latest(bases).state)

(* Certificates of fewer than all. *)
Most == 2 * F + 1
Few  == F + 1

(* A value backed by f histories. *)
JustF == F

(* The earliest base of a proof, from which more can be counted. *)
Earliest(bases) == CHOOSE b \in bases : \A o \in bases : b.cc <= o.cc

(* A certificate speaks for itself, whatever the instance. *)
OfAnyInstance(i) == Instance
=============================================================================
