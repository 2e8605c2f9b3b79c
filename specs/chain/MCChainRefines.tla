--------------------------- MODULE MCChainRefines ---------------------------
(***************************************************************************)
(* An instance of Chain is one of ChainInstance, of which the safety       *)
(* lemmas are proved by induction, for a chain of any length.              *)
(***************************************************************************)
EXTENDS MCChain, MCRefines

FirstChained == INSTANCE ChainInstance WITH
  History <- Histories, InitHistory <- Histories, Aborting <- AllOf(2 * F + 1), Backing <- AllOf(F + 1),
  Covered <- AllOf(F + 1),
  valid <- ValidIn(1), invoked <- InvokedIn(1), based <- BasedIn(1), held <- HeldIn(1), stopped <- StoppedIn(1),
  answered <- AnsweredIn(1), committed <- CommittedIn(1), aborted <- AbortedIn(1)

FirstIsChained == FirstChained!Spec
=============================================================================
