-------------------------- MODULE LCRMembershipErrata --------------------------
(***************************************************************************)
(* What the agreement on views needs: each model here replaces an operator  *)
(* of LCRMembership by one of this module (its "breaks") and must fail.     *)
(***************************************************************************)
EXTENDS LCRMembership

Nobody(p, c) == {}

OnlyTheRunning(p) == promises[p] \cap {change[p]}
=============================================================================
