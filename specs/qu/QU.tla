--------------------------------- MODULE QU ---------------------------------
(***************************************************************************)
(* Query/Update (Abd-El-Malek, Ganger, Goodson, Reiter and Wylie, SOSP     *)
(* 2005; "qu" among the source documents), one object.                     *)
(*                                                                         *)
(* Servers keep versions of the object, and never speak to one another of  *)
(* their order.  A client brings what servers said of their histories (the *)
(* object history set, OHS), every server classifies it alike, and accepts *)
(* the candidate that follows from it, unless it knows of something later. *)
(*                                                                         *)
(* Clients are not trusted, and so they are not here: whoever likes makes  *)
(* a request of any histories that servers have ever had and of whatever   *)
(* servers say that lie, and sends it to whom he likes, or to nobody, as   *)
(* often and as late as he likes.  What correct clients do is a part of    *)
(* that.  So no invariant below leans on a client.                         *)
(*                                                                         *)
(* A logical timestamp is <<time, barrier, id>>.  The id stands for the    *)
(* client, the operation and the hash of the OHS: whatever tells requests  *)
(* apart.  A candidate has its own timestamp and the one that it is        *)
(* conditioned on.  The value of a version is the sequence of the updates  *)
(* that made it.                                                           *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Servers,
  Liars,     \* the malevolent ones among these runs' servers
  T,         \* as many may fail
  B,         \* as many of them may lie
  Ids,       \* what tells requests of one time apart: from 1 on
  LastTime,  \* where logical time ends
  Most       \* how many candidates there may be

Correct == Servers \ Liars

(* The thresholds of the paper: n >= 3t + 2b + 1. *)
Quorum == 2 * T + 2 * B + 1
Repairable == T + B + 1
Vouched == B + 1

VARIABLES
  log,       \* by correct server: what it accepted, in order: candidate, kind and value
  requests   \* what was set up: kind, candidate, the timestamp that must be current, and from whom the version is

vars == <<log, requests>>

-----------------------------------------------------------------------------
(* Timestamps *)

Zero == <<0, 0, 0>>

Earlier(a, b) ==
  \/ a[1] < b[1]
  \/ a[1] = b[1] /\ a[2] < b[2]
  \/ a[1] = b[1] /\ a[2] = b[2] /\ a[3] < b[3]

IsBarrier(lt) == lt[2] = 1

Candidate(lt, on) == [lt |-> lt, on |-> on]
First == Candidate(Zero, Zero)

Before(c, d) == Earlier(c.lt, d.lt) \/ (c.lt = d.lt /\ Earlier(c.on, d.on))
Latest(S) == CHOOSE c \in S : \A d \in S : ~Before(c, d)

-----------------------------------------------------------------------------
(* Replica histories *)

Entry(c, kind, value) == [cand |-> c, kind |-> kind, value |-> value]

Init ==
  /\ log = [s \in Correct |-> <<Entry(First, "first", <<>>)>>]
  /\ requests = {}

(* A history need not go back further than what is known to be complete: what the last method is conditioned on. *)
KeptFrom(e) == e.cand.on
Keeps(e, c) == ~Earlier(c.lt, KeptFrom(e))

(* The history that a server had, and authenticated, after its k-th candidate. *)
HistoryAt(s, k) ==
  LET methods == {i \in 1..k : log[s][i].kind = "method"}
      all == {log[s][i].cand : i \in 1..k}
  IN IF methods = {} THEN all
     ELSE LET last == CHOOSE i \in methods : \A j \in methods : j <= i
          IN {c \in all : Keeps(log[s][last], c)}

History(s) == HistoryAt(s, Len(log[s]))
Last(s) == Latest({log[s][i].cand : i \in 1..Len(log[s])}).lt
Candidates == UNION {{log[s][i].cand : i \in 1..Len(log[s])} : s \in Correct}

(* Whether an object history set may be without a server's history. *)
MayBeAbsent == TRUE

(* What a correct server has an authenticator under: nobody else can make one. *)
Authentic(s) == {HistoryAt(s, k) : k \in 1..Len(log[s])} \cup (IF MayBeAbsent THEN {{}} ELSE {})

(* What a server that lies says of itself: anything that stands anywhere. *)
Lies == SUBSET Candidates

-----------------------------------------------------------------------------
(* Classification: what an object history set says.  The same function at  *)
(* clients and servers.                                                    *)

Order(ohs, c) == Cardinality({s \in DOMAIN ohs : c \in ohs[s]})
In(ohs) == UNION {ohs[s] : s \in DOMAIN ohs}
RepairableIn(ohs, barrier) == {c \in In(ohs) : IsBarrier(c.lt) = barrier /\ Order(ohs, c) >= Repairable}

Object(ohs) == LET found == RepairableIn(ohs, FALSE) IN IF found = {} THEN First ELSE Latest(found)

(* The latest timestamp anywhere, be it of a single server. *)
Counts(c) == TRUE
LatestTime(ohs) == Latest({c \in In(ohs) : Counts(c)} \cup {First}).lt

Kind(ohs) ==
  LET latest == LatestTime(ohs)
      object == Object(ohs)
      barriers == RepairableIn(ohs, TRUE)
  IN IF object.lt = latest /\ Order(ohs, object) >= Quorum THEN "method"
     ELSE IF object.lt = latest /\ Order(ohs, object) >= Repairable THEN "inline method"
     ELSE IF barriers # {} /\ Latest(barriers).lt = latest
       THEN IF Order(ohs, Latest(barriers)) >= Quorum THEN "copy" ELSE "inline barrier"
     ELSE "barrier"

-----------------------------------------------------------------------------
(* What follows from an OHS and a request's id. *)

Request(kind, cand, current, from, op) ==
  [kind |-> kind, cand |-> cand, current |-> current, from |-> from, op |-> op]

None == 0

(* What stands in a timestamp of a request's id. *)
IdIn(id) == id

(* Which update it is.  A client that tries an update again makes another request. *)
OpIn(id) == id

(* What a copy takes over, and is conditioned on. *)
CopyOf(ohs) == Object(ohs).lt

(* Inline repair is in place: the candidate itself, at its own timestamp. *)
Inline(ohs, id) == Request("inline method", Object(ohs), Object(ohs).lt, Object(ohs).lt, None)

Setup(ohs, id) ==
  LET kind == Kind(ohs)
      object == Object(ohs)
      barrier == Latest(RepairableIn(ohs, TRUE))
      next == <<LatestTime(ohs)[1] + 1, 0, IdIn(id)>>
      above == <<LatestTime(ohs)[1] + 1, 1, IdIn(id)>>
  IN CASE kind = "method" -> Request("method", Candidate(next, object.lt), object.lt, object.lt, OpIn(id))
       [] kind = "inline method" -> Inline(ohs, id)
       [] kind = "copy" -> Request("copy", Candidate(next, CopyOf(ohs)), barrier.lt, CopyOf(ohs), None)
       [] kind = "inline barrier" -> Request("inline barrier", barrier, barrier.lt, Zero, None)
       [] OTHER -> Request("barrier", Candidate(above, object.lt), above, Zero, None)

(* Two requests do not share a timestamp: the hash of the OHS and the operation are in it. *)
IsNew(r) ==
  \A q \in requests : q.cand.lt = r.cand.lt => q.cand = r.cand /\ (q.kind = r.kind => q.op = r.op)

(* What anybody may bring. *)
Brought(s) == IF s \in Liars THEN Lies ELSE Authentic(s)

RECURSIVE SetsOf(_)
SetsOf(S) ==
  IF S = {} THEN {<<>>}
  ELSE LET s == CHOOSE s \in S : TRUE
       IN {[u \in S |-> IF u = s THEN h ELSE f[u]] : f \in SetsOf(S \ {s}), h \in Brought(s)}

ObjectHistorySets == SetsOf(Servers)

(* Bounds: how late it may be, and how many candidates there may be. *)
MaySetUp(r) == r.cand.lt[1] <= LastTime /\ Cardinality({q.cand : q \in requests} \cup {r.cand, First}) <= Most + 1

SetUpThe(r) ==
  /\ IsNew(r)
  /\ requests' = requests \cup {r}
  /\ UNCHANGED log

(* What may be asked of servers. *)
AllRequests == {Setup(ohs, id) : ohs \in ObjectHistorySets, id \in Ids}
Requests == AllRequests

SetUp == \E r \in Requests \ requests : MaySetUp(r) /\ SetUpThe(r)

-----------------------------------------------------------------------------
(* Servers *)

Has(s, c) == \E i \in 1..Len(log[s]) : log[s][i].cand = c

(* Nothing later than what the request is conditioned on. *)
IsCurrent(s, r) == ~Earlier(r.current, Last(s))

(* The version that a server holds under a timestamp. *)
Held(s, lt) == {log[s][i].value : i \in {j \in 1..Len(log[s]) : log[s][j].cand.lt = lt}}

(* What liars make up in object sync. *)
Forged == <<None>>

(* Object sync: b + 1 that say the same have a correct one among them. *)
Synced(lt) ==
  {v \in UNION {Held(s, lt) : s \in Correct} \cup {Forged} :
     Cardinality({s \in Correct : v \in Held(s, lt)} \cup Liars) >= Vouched}

Version(s, lt) == IF Held(s, lt) # {} THEN Held(s, lt) ELSE Synced(lt)

IsIn(v, op) == \E i \in 1..Len(v) : v[i] = op

(* An update is made once: of one that a version was made of already, only the answer is told. *)
IsMade(value, op) == IsIn(value, op)
Invoked(value, op) == IF IsMade(value, op) THEN value ELSE Append(value, op)

IsAfterBarrier(kind) == kind \in {"barrier", "inline barrier"}

Accepts(s, r, v) ==
  /\ ~Has(s, r.cand)
  /\ IsCurrent(s, r)
  /\ IF IsAfterBarrier(r.kind) THEN v = <<>> ELSE v \in Version(s, r.from)
  /\ log' = [log EXCEPT ![s] = Append(@, Entry(r.cand, r.kind, IF r.kind = "method" THEN Invoked(v, r.op) ELSE v))]

AcceptAs(s, r, v) == r \in requests /\ Accepts(s, r, v) /\ UNCHANGED requests

Accept == \E s \in Correct, r \in requests :
  \E v \in IF IsAfterBarrier(r.kind) THEN {<<>>} ELSE Version(s, r.from) : AcceptAs(s, r, v)

Next == SetUp \/ Accept

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold *)

Accepted(c) == {s \in Correct : Has(s, c)}

(* So many have accepted it that with those who lie an OHS shows a quorum: an update may be told done. *)
IsComplete(c) == Cardinality(Accepted(c) \cup Liars) >= Quorum

Objects == {c \in Candidates : ~IsBarrier(c.lt)}
Complete == {c \in Objects : IsComplete(c)}
ValueOf(c) == LET s == CHOOSE s \in Accepted(c) : TRUE IN CHOOSE v \in Held(s, c.lt) : TRUE

IsPrefix(v, w) == Len(v) <= Len(w) /\ SubSeq(w, 1, Len(v)) = v

TypeOK ==
  /\ \A s \in Correct : \A i \in 1..Len(log[s]) : log[s][i].cand.lt \in Nat \X {0, 1} \X Nat
  /\ \A r \in requests : r.kind \in {"method", "inline method", "copy", "inline barrier", "barrier"}

(* A server's candidates follow one another. *)
LogsGrow == \A s \in Correct : \A i \in 2..Len(log[s]) : Earlier(log[s][i - 1].cand.lt, log[s][i].cand.lt)

(* Servers that have a candidate have the same version of the object under it. *)
OneVersion ==
  \A s, u \in Correct : \A i \in 1..Len(log[s]), j \in 1..Len(log[u]) :
    log[s][i].cand = log[u][j].cand => log[s][i].value = log[u][j].value

(* Of two complete candidates, the later was made from the earlier: updates are in one order, and none that was told done is lost. *)
CompleteAreOrdered ==
  \A c, d \in Complete : Earlier(c.lt, d.lt) => IsPrefix(ValueOf(c), ValueOf(d))

(* An update is made once. *)
UpdatedOnce ==
  \A s \in Correct : \A i \in 1..Len(log[s]) :
    LET v == log[s][i].value IN \A j, k \in 1..Len(v) : v[j] = v[k] => j = k

(* A version is made of what clients asked for. *)
NothingMadeUp ==
  \A s \in Correct : \A i \in 1..Len(log[s]) : \A j \in 1..Len(log[s][i].value) :
    log[s][i].value[j] \in {r.op : r \in requests} \ {None}

(* Whoever knows of a complete candidate, and asks a quorum now that has nothing later, knows of the latest: queries return what is
   current. *)
QueriesAreCurrent ==
  \A c \in Complete :
    LET may == {s \in Correct : ~Earlier(c.lt, Last(s))} \cup Liars
    IN Cardinality(may) >= Quorum => \A d \in Complete : ~Earlier(c.lt, d.lt)

(* What is complete is not less than repairable for any quorum: repair finds it, or something later that is made of it. *)
CompleteIsFound ==
  \A c \in Complete :
    \A Q \in SUBSET Servers : Cardinality(Q) >= Quorum =>
      LET seen == [s \in Q \ Liars |-> History(s)]
          object == Object(seen)
      IN ~Earlier(object.lt, c.lt)

(* A client that hears all servers, and is alone with them, makes a request that none of them refuses. *)
NobodyIsRefusedAlone ==
  \A id \in Ids :
    LET r == Setup([s \in Correct |-> History(s)], id)
    IN \A s \in Correct : Has(s, r.cand) \/ IsCurrent(s, r)

(* (2): whoever fails, those who lie among them, a quorum is left. *)
Available ==
  \A F \in SUBSET Servers :
    Liars \subseteq F /\ Cardinality(F) <= T => Cardinality(DOMAIN log \ F) >= Quorum

(* How many servers there are, those that keep a log and those that lie. *)
All == Cardinality(DOMAIN log \cup Liars)

(* (3): two quorums have a repairable set of servers in common that do not lie. *)
QuorumsMeet == 2 * Quorum - All - B >= Repairable

(* (4): a quorum and a repairable set have a correct server in common. *)
QuorumMeetsRepairable == Quorum + Repairable - All > B

-----------------------------------------------------------------------------
(* What models must reach for their silence to mean anything. *)

AnUpdateIsComplete == \E c \in Complete : c # First
TwoUpdatesAreComplete == \E c, d \in Complete : c # First /\ d # First /\ c # d
AnUpdateIsRepairedInPlace == \E s \in Correct : \E i \in 1..Len(log[s]) : log[s][i].kind = "inline method"
ABarrierIsComplete == \E c \in Candidates : IsBarrier(c.lt) /\ IsComplete(c)
ACopyIsComplete ==
  \E c \in Complete : \E s \in Accepted(c) : \E i \in 1..Len(log[s]) : log[s][i].cand = c /\ log[s][i].kind = "copy"
ACopyTakesAnUpdateOver ==
  \E s \in Correct : \E i \in 1..Len(log[s]) : log[s][i].kind = "copy" /\ log[s][i].value # <<>>
UpdatesCompete == \E c, d \in Objects : c.on = d.on /\ c # d /\ c # First /\ d # First
=============================================================================
