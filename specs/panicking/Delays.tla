------------------------------- MODULE Delays -------------------------------
(***************************************************************************)
(* How long a client waits before it panics (C.1, C.2): with no failure,   *)
(* and no contention for Quorum, its request commits within that time,     *)
(* where a message takes at most Delta.  Time is discrete here; what        *)
(* processes compute takes none.                                           *)
(*                                                                         *)
(*   Quorum  REQ to all, RESPs: 2 Delta                                    *)
(*   ZLight  REQ to the primary, ORDERs to all, RESPs: 3 Delta             *)
(*   Chain   from the client to the head, down the chain of 3f+1, and from  *)
(*           the tail to the client: (3f+2) Delta                          *)
(*                                                                         *)
(* A request goes along a trunk, hop by hop, and then along branches at    *)
(* once; the client commits when all branches have come back to it.        *)
(***************************************************************************)
EXTENDS Naturals

CONSTANTS
  F,         \* the fault threshold f
  Protocol,  \* "quorum", "zlight" or "chain"
  Delta      \* in so many instants a message arrives at the latest

Replica == 1..3 * F + 1

(* The hops of the trunk, and of the branch of each replica.               *)
Trunk == CASE Protocol = "quorum" -> 0 [] Protocol = "zlight" -> 1 [] Protocol = "chain" -> 3 * F + 2

(* The primary of ZLight has the request already when it orders it.        *)
Branch(j) ==
  CASE Protocol = "quorum" -> 2
    [] Protocol = "zlight" -> IF j = 1 THEN 1 ELSE 2
    [] Protocol = "chain" -> 0

(* The timer T of Steps Z1, Q1 and C1, in Deltas.                          *)
Patience ==
  CASE Protocol = "quorum" -> 2 [] Protocol = "zlight" -> 3 [] Protocol = "chain" -> 3 * F + 2

VARIABLES
  now,     \* instants since the client invoked
  trunk,   \* [done, since]: hops of the trunk that are done, and when the next began
  branch,  \* branch[j]: the same of the branch of j
  client   \* "waiting", "committed" or "panicked"

vars == <<now, trunk, branch, client>>

Init ==
  /\ now = 0
  /\ trunk = [done |-> 0, since |-> 0]
  /\ branch = [j \in Replica |-> [done |-> 0, since |-> 0]]
  /\ client = "waiting"

TrunkRuns     == trunk.done < Trunk
BranchRuns(j) == ~TrunkRuns /\ branch[j].done < Branch(j)

(* A message arrives, at any time until it has to.                         *)
HopOfTrunk ==
  /\ TrunkRuns
  /\ trunk' = [done |-> trunk.done + 1, since |-> now]
  /\ branch' = [j \in Replica |-> [done |-> 0, since |-> now]]
  /\ UNCHANGED <<now, client>>

HopOfBranch(j) ==
  /\ BranchRuns(j)
  /\ branch' = [branch EXCEPT ![j] = [done |-> @.done + 1, since |-> now]]
  /\ UNCHANGED <<now, trunk, client>>

IsBack == ~TrunkRuns /\ \A j \in Replica : ~BranchRuns(j)

Commit == client = "waiting" /\ IsBack /\ client' = "committed" /\ UNCHANGED <<now, trunk, branch>>

(* "before expiration of T": what arrives with the last instant is in time. *)
Panic ==
  /\ client = "waiting" /\ ~IsBack
  /\ now > Patience * Delta
  /\ client' = "panicked"
  /\ UNCHANGED <<now, trunk, branch>>

Late(since) == now - since >= Delta

Tick ==
  /\ client = "waiting" /\ ~IsBack
  /\ ~(TrunkRuns /\ Late(trunk.since))
  /\ \A j \in Replica : ~(BranchRuns(j) /\ Late(branch[j].since))
  /\ now' = now + 1
  /\ UNCHANGED <<trunk, branch, client>>

Next == HopOfTrunk \/ (\E j \in Replica : HopOfBranch(j)) \/ Commit \/ Panic \/ Tick

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

NobodyPanicsInVain == client # "panicked"

(* What must happen now and then. *)
CommitsInTheLastInstant == client = "committed" /\ now = Patience * Delta
=============================================================================
