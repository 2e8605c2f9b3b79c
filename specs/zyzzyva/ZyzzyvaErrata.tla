---------------------------- MODULE ZyzzyvaErrata ----------------------------
(***************************************************************************)
(* Zyzzyva as printed, other readings of what is not said, and guards left *)
(* out: each model here replaces an operator of Zyzzyva by one of this     *)
(* module (its "breaks" in models.json) and must fail.                     *)
(***************************************************************************)
EXTENDS Zyzzyva

(* VC4 as printed: up to the highest commit certificate its history is taken, of whatever view it is; beyond it, what f+1 of *)
(* the VIEW-CHANGEs report.                                                                                               *)
CertificateFirst(q) ==
  LET commits == {m.evidence : m \in {o \in q : o.evidence.kind = "commit"}}
      bases == IF commits # {} THEN commits ELSE {m.evidence : m \in q}
  IN UNION {Extended(l, q) : l \in Longest({e.log : e \in bases})}

(* Sizes that are one too low. *)
OneFastLess    == 3 * Faults
OneCommitLess  == 2 * Faults
OneLocalLess   == 2 * Faults
OneChangeLess  == 2 * Faults
OneConfirmLess == 2 * Faults
OneReportLess  == Faults

(* Guards that are gone. *)
AlwaysTakesPart(r) == status[r] \in {"active", "leaving", "confirming"}
AnyRequest(r, x) == TRUE
AnyPlace(r)      == 0 .. Len(log[r])
AnyHistory(r, l) == TRUE

(* A replica enters the view that it has heard of, without waiting for others. *)
BegunAtOnce(v, l) == v = 0 \/ \E m \in confirms : m.view = v /\ m.log = l
(* Bounds: requests are ordered in the first view only, later ones begin with them; a view is made when all have left the one   *)
(* before, and all confirm it.                                                                                                *)
OrdersInTheFirstView ==
  /\ \A m \in said : m.view > 0 => HasBegun(m.view, m.log)
  /\ \A r, o \in Correct : view[r] <= view[o] + 1
  /\ \A o \in newViews : \A r \in Correct : view[r] >= o[1]
  /\ \A r \in Correct :
       status[r] = "active" /\ view[r] > 0 => [from |-> r, view |-> view[r], log |-> evidence[r].log] \in confirms
         \/ evidence[r].kind = "commit"
=============================================================================
