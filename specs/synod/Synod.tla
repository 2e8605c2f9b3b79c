------------------------------- MODULE Synod -------------------------------
(***************************************************************************)
(* Paxos for a single decision, as the slides have it ("Proposer Algorithm *)
(* for Value v", "Acceptor Algorithm"; Lamport, Paxos Made Simple, 2001,   *)
(* section 2.2), repaired where they are wrong; each repair is an operator *)
(* that SynodErrata replaces by what is printed.                           *)
(*                                                                         *)
(*   PROPOSER select my_n > n_p; send PREPARE(my_n) to all;                *)
(*            if PREPARE_OK(n_a, v_a) from a majority: v_a with the        *)
(*              highest n_a, or its own v; send ACCEPT(n_a, v_a) to all;   *)
(*            if ACCEPT_OK(n_a) from a majority: send DECIDED(v_a) to all. *)
(*   ACCEPTOR PREPARE(n):   if n > n_p: n_p = n; PREPARE_OK(n_a, v_a).     *)
(*            ACCEPT(n, v): if n >= n_p: n_a = n; v_a = v; ACCEPT_OK.      *)
(*                                                                         *)
(* What was sent may arrive at any time, again, or never: the sets of what *)
(* was sent only grow.  Acceptors keep n_p, n_a and v_a over a crash, and  *)
(* proposers their number.                                                 *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  Acceptor,
  Value,
  Last,        \* numbers are 1..Last
  Proposers,   \* how many proposers share them
  Quorum1,     \* any of these may answer PREPARE,
  Quorum2      \* and any of these ACCEPT: on the slides, majorities both

Number == 1 .. Last

(* No two proposers share a number. *)
Owner(n) == n % Proposers

None == "none"

VARIABLES
  np, na, va,   \* by acceptor: the highest number seen; the number and the value that it accepted last
  prepares,     \* numbers n: PREPARE(n) was sent
  promises,     \* [a, n, na, va]: a sent PREPARE_OK(na, va) in answer to PREPARE(n)
  accepts,      \* [by, n, v]: the proposer of number by sent ACCEPT(n, v)
  votes,        \* [a, n, v]: a sent ACCEPT_OK in answer to ACCEPT(n, v)
  learned       \* [n, v]: the proposer of number n sent DECIDED(v)

vars == <<np, na, va, prepares, promises, accepts, votes, learned>>

TypeOK ==
  /\ np \in [Acceptor -> 0 .. Last]
  /\ na \in [Acceptor -> 0 .. Last]
  /\ va \in [Acceptor -> Value \cup {None}]
  /\ prepares \subseteq Number
  /\ promises \subseteq [a : Acceptor, n : Number, na : 0 .. Last, va : Value \cup {None}]
  /\ accepts \subseteq [by : Number, n : Number, v : Value]
  /\ votes \subseteq [a : Acceptor, n : Number, v : Value]
  /\ learned \subseteq [n : Number, v : Value]

Init ==
  /\ np = [a \in Acceptor |-> 0]
  /\ na = [a \in Acceptor |-> 0]
  /\ va = [a \in Acceptor |-> None]
  /\ prepares = {} /\ promises = {} /\ accepts = {} /\ votes = {} /\ learned = {}

-----------------------------------------------------------------------------
(* The proposer. *)

(* A proposer that has begun again does not go on with its earlier number. *)
IsCurrent(n) == n \in prepares /\ \A m \in prepares : Owner(m) = Owner(n) => m <= n

(* A number is used once: the proposer remembers, over a crash too, which it used. *)
Fresh(n) == \A m \in prepares : Owner(m) = Owner(n) => m < n

Prepare(n) ==
  /\ Fresh(n)
  /\ prepares' = prepares \cup {n}
  /\ UNCHANGED <<np, na, va, promises, accepts, votes, learned>>

(* An answer counts for the number that it answers, which it therefore names. *)
Answers(k, n) == k = n

Highest(S) == CHOOSE m \in S : \A k \in S : m.na >= k.na

(* The value that the answers bind the proposer to: that of the highest number. *)
Bound(S) == Highest(S).va

(* The number under which the proposer proposes: its own. *)
Under(n, S) == n

(* At most one value is proposed under a number. *)
Once(n) == \A m \in accepts : m.by # n

(* The answers of a quorum to PREPARE(n); one answer of each acceptor. *)
FromAll(Q, n) ==
  {S \in SUBSET {m \in promises : m.a \in Q /\ Answers(m.n, n)} :
     {m.a : m \in S} = Q /\ Cardinality(S) = Cardinality(Q)}

Accept(n, v) ==
  /\ IsCurrent(n)
  /\ Once(n)
  /\ \E Q \in Quorum1 : \E S \in FromAll(Q, n) :
       /\ Bound(S) \in {None, v}
       /\ accepts' = accepts \cup {[by |-> n, n |-> Under(n, S), v |-> v]}
  /\ UNCHANGED <<np, na, va, prepares, promises, votes, learned>>

(* What the proposer of n sent under n, a quorum has accepted under it. *)
Decide(n) ==
  /\ IsCurrent(n)
  /\ \E m \in accepts :
       /\ m.by = n
       /\ \E Q \in Quorum2 : \A a \in Q : \E k \in votes : k.a = a /\ Answers(k.n, m.n)
       /\ learned' = learned \cup {[n |-> m.n, v |-> m.v]}
  /\ UNCHANGED <<np, na, va, prepares, promises, accepts, votes>>

-----------------------------------------------------------------------------
(* The acceptor. *)

MayPromise(a, n) == n > np[a]

PrepareOk(a, n) ==
  /\ n \in prepares
  /\ MayPromise(a, n)
  /\ np' = [np EXCEPT ![a] = n]
  /\ promises' = promises \cup {[a |-> a, n |-> n, na |-> na[a], va |-> va[a]]}
  /\ UNCHANGED <<na, va, prepares, accepts, votes, learned>>

MayAccept(a, n) == n >= np[a]

(* To accept is to have seen the number. *)
Raised(a, n) == n

AcceptOk(a, m) ==
  /\ MayAccept(a, m.n)
  /\ np' = [np EXCEPT ![a] = Raised(a, m.n)]
  /\ na' = [na EXCEPT ![a] = m.n]
  /\ va' = [va EXCEPT ![a] = m.v]
  /\ votes' = votes \cup {[a |-> a, n |-> m.n, v |-> m.v]}
  /\ UNCHANGED <<prepares, promises, accepts, learned>>

(* What an acceptor has after a crash: all that it had stored before it answered. *)
Kept(a) == [np |-> np[a], na |-> na[a], va |-> va[a]]

Crash(a) ==
  /\ Kept(a) # [np |-> np[a], na |-> na[a], va |-> va[a]]
  /\ np' = [np EXCEPT ![a] = Kept(a).np]
  /\ na' = [na EXCEPT ![a] = Kept(a).na]
  /\ va' = [va EXCEPT ![a] = Kept(a).va]
  /\ UNCHANGED <<prepares, promises, accepts, votes, learned>>

Next ==
  \/ \E n \in Number : Prepare(n) \/ Decide(n) \/ (\E v \in Value : Accept(n, v))
  \/ \E a \in Acceptor :
       \/ \E n \in Number : PrepareOk(a, n)
       \/ \E m \in accepts : AcceptOk(a, m)
       \/ Crash(a)

Spec == Init /\ [][Next]_vars

(* From some time on nobody disturbs the proposer of the last number, and all that it sends arrives: a number beyond those that *)
(* others still use. *)
FairSpec ==
  /\ Spec
  /\ WF_vars(Prepare(Last))
  /\ WF_vars(\E v \in Value : Accept(Last, v))
  /\ WF_vars(Decide(Last))
  /\ \A a \in Acceptor :
       /\ WF_vars(PrepareOk(a, Last))
       /\ WF_vars(\E m \in accepts : m.by = Last /\ AcceptOk(a, m))

-----------------------------------------------------------------------------
(* Paxos Made Simple, 2.1 and 2.2. *)

ChosenUnder(n, v) == \E Q \in Quorum2 : \A a \in Q : [a |-> a, n |-> n, v |-> v] \in votes

(* Only a single value is chosen. *)
SingleValue ==
  \A m, n \in Number : \A v, w \in Value : ChosenUnder(m, v) /\ ChosenUnder(n, w) => v = w

(* Only a value that has been proposed may be chosen: it is accepted only if it was proposed. *)
OnlyProposed == \A k \in votes : \E m \in accepts : m.n = k.n /\ m.v = k.v

(* A node never learns that a value has been chosen unless it actually has been. *)
LearnsWhatIsChosen == \A d \in learned : ChosenUnder(d.n, d.v)

(* No two values are proposed under one number. *)
OneValueEach == \A k, m \in accepts : k.n = m.n => k.v = m.v

(* P2b: if v is chosen, every proposal with a higher number has value v. *)
P2b == \A n \in Number, v \in Value : ChosenUnder(n, v) => \A m \in accepts : m.n > n => m.v = v

Below(a, n) == {k \in votes : k.a = a /\ k.n < n}

(* P2c, which the slides call the invariant: for any proposal there is a quorum of which none accepted anything below its number, *)
(* or its value is that of the highest that any of them accepted there. *)
P2c ==
  \A m \in accepts : \E Q \in Quorum1 :
    LET below == UNION {Below(a, m.n) : a \in Q}
    IN below = {} \/ \E k \in below : k.v = m.v /\ \A l \in below : l.n <= k.n

(* P1a: no acceptor has accepted under a number that is between what it told and the number that it told it for. *)
P1a == \A p \in promises : \A k \in votes : k.a = p.a /\ k.n < p.n => k.n <= p.na

(* Some proposed value is eventually chosen. *)
Liveness == <>(learned # {})

(* What must have been reached. *)
ATakenOverValueIsChosen ==
  \E d \in learned, k \in votes : k.n < d.n /\ k.v = d.v /\ ~ChosenUnder(k.n, k.v)
AnOvertakenProposerIsRefused == \E m \in accepts : \A a \in Acceptor : np[a] > m.n
AChosenValueIsLearnedAgain == \E d, e \in learned : d.n < e.n
TwoValuesWereAccepted == \E k, l \in votes : k.v # l.v
=============================================================================
