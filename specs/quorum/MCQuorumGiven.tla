--------------------------- MODULE MCQuorumGiven ----------------------------
(***************************************************************************)
(* Quorum in an instance that was switched to.                             *)
(***************************************************************************)
EXTENDS MCQuorum, Given

GivenSpec == Init /\ [][Next /\ UNCHANGED given]_<<vars, given>>

SometimesThere == SometimesGiven
=============================================================================
