-------------------------- MODULE MCQuorumRefines ---------------------------
(***************************************************************************)
(* An instance of Quorum is one of Unanimity, of which the safety lemmas   *)
(* are proved by induction, for every size.                                *)
(***************************************************************************)
EXTENDS MCQuorum, MCRefines

FirstUnanimous == INSTANCE Unanimity WITH
  History <- Histories, InitHistory <- Histories, Aborting <- AllOf(2 * F + 1), Backing <- AllOf(F + 1),
  valid <- ValidIn(1), invoked <- InvokedIn(1), based <- BasedIn(1), held <- HeldIn(1), stopped <- StoppedIn(1),
  answered <- AnsweredIn(1), committed <- CommittedIn(1), aborted <- AbortedIn(1)

SecondUnanimous == INSTANCE Unanimity WITH
  History <- Histories, InitHistory <- Histories, Aborting <- AllOf(2 * F + 1), Backing <- AllOf(F + 1),
  valid <- ValidIn(2), invoked <- InvokedIn(2), based <- BasedIn(2), held <- HeldIn(2), stopped <- StoppedIn(2),
  answered <- AnsweredIn(2), committed <- CommittedIn(2), aborted <- AbortedIn(2)

FirstIsUnanimous == FirstUnanimous!Spec
SecondIsUnanimous == SecondUnanimous!Spec
=============================================================================
