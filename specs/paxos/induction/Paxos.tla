------------------------------- MODULE Paxos --------------------------------
(***************************************************************************)
(* Single-decree Paxos (Lamport, "The part-time parliament"), for every    *)
(* number of acceptors, ballots and values.  An acceptor's promise for a   *)
(* ballot and the highest vote that it tells with it are one step; the     *)
(* proposer of a ballot is whoever begins it, once.                        *)
(*                                                                         *)
(* Votes are remembered here, all of them.  An acceptor that keeps only    *)
(* its last must accept nothing below that, or it is not its highest: on   *)
(* the slides it may (specs/synod refines this module, repaired).          *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS Acceptor, Ballot, Value, Quorum

ASSUME
  /\ Ballot \subseteq Nat
  /\ Quorum = {q \in SUBSET Acceptor : 2 * Cardinality(q) > Cardinality(Acceptor)}

ASSUME QuorumsMeet == \A p, q \in Quorum : \E a \in p : a \in q

VARIABLES
  left,      \* <<a, b>>: a has promised a higher ballot than b
  joined,    \* <<a, b>>: a has promised ballot b
  proposed,  \* <<b, x>>: x is proposed in ballot b
  voted,     \* <<a, b, x>>: a has accepted x in ballot b
  decided    \* <<b, x>>: a quorum has accepted x in b

vars == <<left, joined, proposed, voted, decided>>

TypeOK ==
  /\ left \subseteq Acceptor \X Ballot
  /\ joined \subseteq Acceptor \X Ballot
  /\ proposed \subseteq Ballot \X Value
  /\ voted \subseteq Acceptor \X Ballot \X Value
  /\ decided \subseteq Ballot \X Value

Init == left = {} /\ joined = {} /\ proposed = {} /\ voted = {} /\ decided = {}

Below(b) == {c \in Ballot : c < b}

Promise(a, b) ==
  /\ <<a, b>> \notin left
  /\ joined' = joined \cup {<<a, b>>}
  /\ left' = left \cup {<<a, c>> : c \in Below(b)}
  /\ UNCHANGED <<proposed, voted, decided>>

OneProposal(b) == \A x \in Value : <<b, x>> \notin proposed
AllJoined(q, b) == \A a \in q : <<a, b>> \in joined

(* What the members of q accepted before b, they did in ballot c or lower. *)
NothingAbove(q, b, c) ==
  \A a \in q, d \in Ballot, x \in Value : c < d /\ d < b => <<a, d, x>> \notin voted

ProposeFree(b, x, q) ==
  /\ OneProposal(b)
  /\ AllJoined(q, b)
  /\ \A a \in q, d \in Ballot, y \in Value : d < b => <<a, d, y>> \notin voted
  /\ proposed' = proposed \cup {<<b, x>>}
  /\ UNCHANGED <<left, joined, voted, decided>>

ProposeVoted(b, x, q, c) ==
  /\ OneProposal(b)
  /\ AllJoined(q, b)
  /\ c < b
  /\ \E a \in q : <<a, c, x>> \in voted
  /\ NothingAbove(q, b, c)
  /\ proposed' = proposed \cup {<<b, x>>}
  /\ UNCHANGED <<left, joined, voted, decided>>

Vote(a, b, x) ==
  /\ <<a, b>> \notin left
  /\ <<b, x>> \in proposed
  /\ voted' = voted \cup {<<a, b, x>>}
  /\ UNCHANGED <<left, joined, proposed, decided>>

Decide(b, x, q) ==
  /\ \A a \in q : <<a, b, x>> \in voted
  /\ decided' = decided \cup {<<b, x>>}
  /\ UNCHANGED <<left, joined, proposed, voted>>

Next ==
  \/ \E a \in Acceptor, b \in Ballot : Promise(a, b)
  \/ \E b \in Ballot, x \in Value, q \in Quorum : ProposeFree(b, x, q) \/ Decide(b, x, q)
  \/ \E b, c \in Ballot, x \in Value, q \in Quorum : ProposeVoted(b, x, q, c)
  \/ \E a \in Acceptor, b \in Ballot, x \in Value : Vote(a, b, x)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

OneProposalEach ==
  \A b \in Ballot, x, y \in Value : <<b, x>> \in proposed /\ <<b, y>> \in proposed => x = y

VotedIsProposed ==
  \A a \in Acceptor, b \in Ballot, x \in Value : <<a, b, x>> \in voted => <<b, x>> \in proposed

JoinedHasLeft ==
  \A a \in Acceptor, b, c \in Ballot : <<a, b>> \in joined /\ c < b => <<a, c>> \in left

DecidedByQuorum ==
  \A b \in Ballot, x \in Value :
    <<b, x>> \in decided => \E q \in Quorum : \A a \in q : <<a, b, x>> \in voted

(* Where a later ballot proposes something else, no quorum can accept the  *)
(* first any more.                                                         *)
ChosenSurvives ==
  \A b, c \in Ballot, x, y \in Value, q \in Quorum :
    b < c /\ <<c, y>> \in proposed /\ x # y =>
      \E a \in q : <<a, b>> \in left /\ <<a, b, x>> \notin voted

Lemmas ==
  /\ OneProposalEach
  /\ VotedIsProposed
  /\ JoinedHasLeft
  /\ DecidedByQuorum
  /\ ChosenSurvives

Agreement == \A b, c \in Ballot, x, y \in Value : <<b, x>> \in decided /\ <<c, y>> \in decided => x = y

THEOREM Spec => []Agreement
=============================================================================
