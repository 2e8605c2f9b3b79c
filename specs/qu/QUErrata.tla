------------------------------ MODULE QUErrata ------------------------------
(***************************************************************************)
(* Query/Update as the source document prints it, other readings of what   *)
(* is not said, and guards left out: each model here replaces an operator  *)
(* of QU by one of this module (its "breaks" in models.json) and must      *)
(* fail.                                                                   *)
(***************************************************************************)
EXTENDS MCQU

(* (2), "for all Q, for all T: Q \cup T \subseteq U": every quorum and every set that may fail is among all servers. *)
AllOfThem == Cardinality(Servers)

(* "Only the portion of their replica histories with timestamps greater than the conditioned-on timestamp". *)
DropsConditionedOn(e, c) == Earlier(e.cand.on, c.lt)

(* Nothing is said of a client whose update was refused by some and then completed by another's repair: it tries again. *)
MakesItAgain(value, op) == FALSE

(* Sizes that are one too low. *)
SmallerQuorum  == 2 * T + 2 * B
LessRepairable == T + B
FewerVouch     == B

(* Guards that are gone. *)
MadeUp                     == {[s \in Servers |-> H] : H \in SUBSET Candidates}
ObjectsOnly(c)             == ~IsBarrier(c.lt)
OfManyOnly(c)              == Cardinality(Accepted(c) \cup Liars) >= Repairable
NeverMindWhatIsLater(s, r) == TRUE
NoName(id)                 == 1
SharesTimestamps(r)        == TRUE

(* Other readings. *)
CopiesTheBarrier(ohs) == Latest(RepairableIn(ohs, TRUE)).lt
AtANewTimestamp(ohs, id) ==
  LET new == <<LatestTime(ohs)[1] + 1, 0, IdIn(id)>>
  IN Request("inline method", Candidate(new, Object(ohs).lt), new, Object(ohs).lt, None)

(* A server that begins object sync, and goes on with the object as it was in the beginning: an implementation's mistake. *)
GoesOnWithTheFirst(lt) == {<<>>}
=============================================================================
