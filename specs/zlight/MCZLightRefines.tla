-------------------------- MODULE MCZLightRefines ---------------------------
(***************************************************************************)
(* An instance of ZLight is one of Unanimity, of which the safety lemmas   *)
(* are proved by induction, for every size.                                *)
(***************************************************************************)
EXTENDS MCZLight, MCRefines

FirstUnanimous == INSTANCE Unanimity WITH
  History <- Histories, InitHistory <- Histories, Aborting <- AllOf(2 * F + 1), Backing <- AllOf(F + 1),
  valid <- ValidIn(1), invoked <- InvokedIn(1), based <- BasedIn(1), held <- HeldIn(1), stopped <- StoppedIn(1),
  answered <- AnsweredIn(1), committed <- CommittedIn(1), aborted <- AbortedIn(1)

FirstIsUnanimous == FirstUnanimous!Spec
=============================================================================
