------------------------------ MODULE VRErrata ------------------------------
(***************************************************************************)
(* Viewstamped Replication Revisited as printed, one sentence at a time,   *)
(* other readings of what is not said, and guards left out: each model     *)
(* here replaces an operator of VR by one of this module (its "breaks" in  *)
(* models.json) and must fail.                                             *)
(***************************************************************************)
EXTENDS VR

(* 5.2: "it sets its op-number to its commit-number and removes all entries after this from its log". *)
TruncatedLog(r)    == Prefix(log[r], commit[r])
StaysNormal        == "normal"
RaisedAtOnce(r, v) == v

(* 4.3: "the protocol does not require any use of disk". *)
ForgetsItsView(r) == 0

(* 8.2: one exchange only. *)
NoStartViewChanges == 0

(* Sizes that are one too low. *)
OnePrepareOkLess  == Faults - 1
OneDoViewChangeLess == Faults
OneRecoveryResponseLess == Faults

(* Guards that are gone. *)
AnyRequest(r, op) == TRUE
AnyView(r, m)     == TRUE
AnyOrder(r, m)    == TRUE
AnyAnswerer(r)    == TRUE
AnyStartView(r, m) == m.view >= view[r]
AnyNonce(r, m)    == TRUE
AnyPrimary(m, o)  == TRUE
AnyState(r, m)    == status[r] # "recovering" /\ m.view >= view[r]
BehindOrNot(r, m) == TRUE
AnyLength(r, m)   == TRUE

(* 4.2, step 3, other ways to choose. *)
LongestLog(m, o)  == Len(m.log) >= Len(o.log)
NewestView(m, o)  == m.lastNormal >= o.lastNormal
Itself(r, M)      == M

(* A bound: in view v clients ask for operation v + 1 only. *)
OneOperationForEachView == \A m \in Sent("PREPARE") : m.op = m.view + 1
=============================================================================
