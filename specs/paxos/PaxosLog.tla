------------------------------ MODULE PaxosLog ------------------------------
(***************************************************************************)
(* The replicated log of Kirsch and Amir, Paxos for System Builders (tech- *)
(* nical report CNDS-2008-2): leader election by views, the prepare phase  *)
(* with the data list, proposals and accepts, ordered updates passed on.   *)
(* Names are the report's; where its pseudo-code stops short, the repair   *)
(* is an operator that PaxosLogErrata replaces by what is printed.         *)
(*                                                                         *)
(* What was sent may arrive at any time, again, or never.  A message is    *)
(* sent after what it says is on disk, so that a crash and a recovery keep *)
(* all that matters; a leader that comes back leaves the view that it led. *)
(* Servers of Gone may stop for ever.                                      *)
(***************************************************************************)
EXTENDS Integers, FiniteSets

CONSTANTS
  N,          \* servers are 1..N, and (v % N) + 1 leads view v
  LastView,   \* views are 1..LastView
  LastSeq,    \* sequence numbers are 1..LastSeq
  Update,
  Gone        \* servers that may stop for ever

Server == 1 .. N
View == 1 .. LastView
Seq == 1 .. LastSeq
Leader(v) == (v % N) + 1

(* "floor(N/2) + 1". *)
Enough(S) == 2 * Cardinality(S) > N

(* To prepare a view, and to order: any two such sets, one of each kind, must meet. *)
EnoughToPrepare(S) == Enough(S)
EnoughToOrder(S) == Enough(S)

None == "none"
Nothing == "no operation"   \* fills a hole
Unbound == [v |-> 0, u |-> None]

VARIABLES
  state,      \* by server: "election", "leader", "follower", "gone"
  attempted,  \* Last_Attempted
  installed,  \* Last_Installed
  waits,      \* by server: whether its progress timer is set
  bound,      \* Global_History[seq].Proposal, by server: [v, u]
  ordered,    \* Global_History[seq].Globally_Ordered_Update, by server, or None
  viewChanges,\* <<s, v>>: View_Change
  prepares,   \* views: their leaders sent Prepare, and from then on somebody may send VC_Proof for them
  prepareOks, \* [s, v, bound, ordered]: Prepare_OK with its data list
  proposals,  \* [v, i, u]
  accepts     \* <<s, v, i>>

vars == <<state, attempted, installed, waits, bound, ordered, viewChanges, prepares, prepareOks, proposals, accepts>>
messages == <<viewChanges, prepares, prepareOks, proposals, accepts>>
log == <<bound, ordered>>

TypeOK ==
  /\ state \in [Server -> {"election", "leader", "follower", "gone"}]
  /\ attempted \in [Server -> 0 .. LastView]
  /\ installed \in [Server -> 0 .. LastView]
  /\ waits \in [Server -> BOOLEAN]
  /\ bound \in [Server -> [Seq -> [v : 0 .. LastView, u : Update \cup {None, Nothing}]]]
  /\ ordered \in [Server -> [Seq -> Update \cup {None, Nothing}]]

Init ==
  /\ state = [s \in Server |-> "election"]
  /\ attempted = [s \in Server |-> 1]
  /\ installed = [s \in Server |-> 0]
  /\ waits = [s \in Server |-> FALSE]
  /\ bound = [s \in Server |-> [i \in Seq |-> Unbound]]
  /\ ordered = [s \in Server |-> [i \in Seq |-> None]]
  /\ viewChanges = {<<s, 1>> : s \in Server}
  /\ prepares = {} /\ prepareOks = {} /\ proposals = {} /\ accepts = {}

IsUp(s) == state[s] # "gone"

-----------------------------------------------------------------------------
(* Leader election. *)

Elects(s, v) ==
  /\ state' = [state EXCEPT ![s] = "election"]
  /\ attempted' = [attempted EXCEPT ![s] = v]
  /\ waits' = [waits EXCEPT ![s] = FALSE]
  /\ viewChanges' = viewChanges \cup {<<s, v>>}
  /\ UNCHANGED <<installed, log, prepares, prepareOks, proposals, accepts>>

(* The last view is one in which the timer, doubled each time, is long enough. *)
ProgressTimer(s) == IsUp(s) /\ waits[s] /\ attempted[s] < LastView /\ Elects(s, attempted[s] + 1)

Join(s, v) ==
  /\ state[s] = "election" /\ ~waits[s] /\ v > attempted[s]
  /\ \E t \in Server : <<t, v>> \in viewChanges
  /\ Elects(s, v)

InFavour(v) == {t \in Server : <<t, v>> \in viewChanges}

(* The first enough View_Changes. *)
Preinstall(s) ==
  /\ state[s] = "election" /\ ~waits[s] /\ EnoughToPrepare(InFavour(attempted[s]))
  /\ waits' = [waits EXCEPT ![s] = TRUE]
  /\ IF Leader(attempted[s]) = s
       THEN /\ installed' = [installed EXCEPT ![s] = attempted[s]]
            /\ prepares' = prepares \cup {attempted[s]}
            /\ prepareOks' = prepareOks \cup {[s |-> s, v |-> attempted[s], bound |-> bound[s], ordered |-> ordered[s]]}
       ELSE UNCHANGED <<installed, prepares, prepareOks>>
  /\ UNCHANGED <<state, attempted, log, viewChanges, proposals, accepts>>

(* Whether who enters a view by VC_Proof sets its progress timer. *)
SetsTimer == TRUE

Follows(s, v) ==
  /\ state' = [state EXCEPT ![s] = "follower"]
  /\ attempted' = [attempted EXCEPT ![s] = v]
  /\ installed' = [installed EXCEPT ![s] = v]

Adopt(s, v) ==
  /\ IsUp(s) /\ v > installed[s] /\ Leader(v) # s
  /\ v \in prepares
  /\ Follows(s, v)
  /\ waits' = [waits EXCEPT ![s] = IF SetsTimer THEN TRUE ELSE state[s] = "election" /\ @]
  /\ UNCHANGED <<log, messages>>

-----------------------------------------------------------------------------
(* The prepare phase. *)

(* A Prepare counts for the view that a server attempts, or has installed. *)
IsOfThisView(s, v) == (state[s] = "election" /\ v = attempted[s]) \/ (state[s] = "follower" /\ v = installed[s])

(* Whether who is in the view already, by VC_Proof, tells its data list. *)
AnswersInView(s) == TRUE

(* The data list: what the leader's Local_Aru does not cover; here all of it. *)
DataList(s) == bound[s]

PrepareOk(s, v) ==
  /\ v \in prepares /\ Leader(v) # s /\ IsUp(s)
  /\ IsOfThisView(s, v)
  /\ ~\E m \in prepareOks : m.s = s /\ m.v = v
  /\ state[s] = "election" \/ AnswersInView(s)
  /\ prepareOks' = prepareOks \cup {[s |-> s, v |-> v, bound |-> DataList(s), ordered |-> ordered[s]]}
  /\ Follows(s, v)
  /\ waits' = [waits EXCEPT ![s] = TRUE]
  /\ UNCHANGED <<log, viewChanges, prepares, proposals, accepts>>

(* Of the proposals that are told for a number that of the highest view counts. *)
Counts(P) == CHOOSE p \in P : \A q \in P : q.v <= p.v

(* A number that has no proposal, below one that has, gets one that does nothing. *)
FillsHoles == TRUE

LastBound(merged) == LET B == {i \in Seq : merged[i].v > 0} IN IF B = {} THEN 0 ELSE CHOOSE i \in B : \A j \in B : j <= i

(* Shift_To_Reg_Leader: all that is bound is proposed anew in this view. *)
Lead(s) ==
  /\ state[s] = "election" /\ Leader(attempted[s]) = s /\ installed[s] = attempted[s]
  /\ \E M \in SUBSET {m \in prepareOks : m.v = installed[s]} :
       /\ EnoughToPrepare({m.s : m \in M})
       /\ s \in {m.s : m \in M}
       /\ \E merged \in {[i \in Seq |-> Counts({m.bound[i] : m \in M})]},   \* a name for it, which is evaluated once
              known \in {[i \in Seq |-> {m.ordered[i] : m \in M} \ {None}]} :
          \E Bound \in {{i \in 1 .. LastBound(merged) : FillsHoles \/ merged[i].v > 0}} :
          LET v == installed[s]
              u(i) == IF known[i] # {} THEN CHOOSE w \in known[i] : TRUE
                      ELSE IF merged[i].v > 0 THEN merged[i].u ELSE Nothing
          IN /\ ordered' = [ordered EXCEPT ![s] = [i \in Seq |-> IF known[i] # {} THEN u(i) ELSE @[i]]]
             /\ proposals' = proposals \cup {[v |-> v, i |-> i, u |-> u(i)] : i \in Bound}
             /\ bound' = [bound EXCEPT ![s] = [i \in Seq |-> IF i \in Bound THEN [v |-> v, u |-> u(i)] ELSE @[i]]]
             /\ accepts' = accepts \cup {<<s, v, i>> : i \in Bound}
  /\ state' = [state EXCEPT ![s] = "leader"]
  /\ UNCHANGED <<attempted, installed, waits, viewChanges, prepares, prepareOks>>

-----------------------------------------------------------------------------
(* Global ordering. *)

IsFree(s, i) == bound[s][i].v < installed[s] /\ ordered[s][i] = None

(* The leader binds an update to the next number; several may be under way. *)
Propose(s, u) ==
  /\ state[s] = "leader"
  /\ \A p \in proposals : p.v = installed[s] => p.u # u
  /\ \A j \in Seq : ordered[s][j] # u
  /\ \E i \in Seq :
       /\ \A j \in Seq : IsFree(s, j) <=> j >= i
       /\ proposals' = proposals \cup {[v |-> installed[s], i |-> i, u |-> u]}
       /\ bound' = [bound EXCEPT ![s][i] = [v |-> installed[s], u |-> u]]
       /\ accepts' = accepts \cup {<<s, installed[s], i>>}
  /\ UNCHANGED <<state, attempted, installed, waits, ordered, viewChanges, prepares, prepareOks>>

(* A proposal counts in the view that the server has installed. *)
MayAccept(s, p) == p.v = installed[s]

Accept(s, p) ==
  /\ state[s] = "follower"
  /\ MayAccept(s, p)
  /\ <<s, p.v, p.i>> \notin accepts
  /\ bound' = [bound EXCEPT ![s][p.i] = [v |-> p.v, u |-> p.u]]
  /\ accepts' = accepts \cup {<<s, p.v, p.i>>}
  /\ UNCHANGED <<state, attempted, installed, waits, ordered, viewChanges, prepares, prepareOks, proposals>>

(* Whose acceptance a server counts: the leader's proposal is one, and so is its own. *)
CountsOwn == TRUE

Accepting(s, v, i) ==
  {t \in Server : (<<t, v, i>> \in accepts \/ t = Leader(v)) /\ (t # s \/ t = Leader(v) \/ CountsOwn)}

(* Acceptances count in the view of the proposal. *)
Together(s, i) == Accepting(s, bound[s][i].v, i)

(* In whatever state it is, and whatever view it is in: what enough have accepted stays so.  The report drops Accepts of other *)
(* views, and all of them during leader election, and learns of it later. *)
Order(s, i) ==
  /\ IsUp(s) /\ bound[s][i].v > 0 /\ ordered[s][i] = None
  /\ EnoughToOrder(Together(s, i))
  /\ ordered' = [ordered EXCEPT ![s][i] = bound[s][i].u]
  /\ UNCHANGED <<state, attempted, installed, waits, bound, messages>>

(* Globally_Ordered_Update: what one server has ordered, another is told.  Only in place of what is lost, so it is not counted upon. *)
Reconcile(s, t, i) ==
  /\ IsUp(s) /\ IsUp(t) /\ ordered[t][i] # None /\ ordered[s][i] = None
  /\ ordered' = [ordered EXCEPT ![s][i] = ordered[t][i]]
  /\ UNCHANGED <<state, attempted, installed, waits, bound, messages>>

-----------------------------------------------------------------------------
(* A server stops for ever. *)
Stop(s) ==
  /\ s \in Gone /\ IsUp(s) /\ \A t \in Server : IsUp(t)
  /\ state' = [state EXCEPT ![s] = "gone"]
  /\ UNCHANGED <<attempted, installed, waits, log, messages>>

(* What a server has of its log after a crash: all of it. *)
Kept(s) == bound[s]

(* A server that led its last view must not lead it again, and goes on to the next; any other comes back where it was.  What *)
(* it attempted is not on its disk, and binds it to nothing. *)
ComesBack(s) ==
  IF installed[s] = 0 \/ Leader(installed[s]) = s
    THEN /\ installed[s] < LastView
         /\ state' = [state EXCEPT ![s] = "election"]
         /\ attempted' = [attempted EXCEPT ![s] = installed[s] + 1]
         /\ waits' = [waits EXCEPT ![s] = FALSE]
         /\ viewChanges' = viewChanges \cup {<<s, installed[s] + 1>>}
    ELSE /\ state' = [state EXCEPT ![s] = "follower"]
         /\ attempted' = [attempted EXCEPT ![s] = installed[s]]
         /\ waits' = [waits EXCEPT ![s] = TRUE]
         /\ UNCHANGED viewChanges

Crash(s) ==
  /\ IsUp(s)
  /\ ComesBack(s)
  /\ bound' = [bound EXCEPT ![s] = Kept(s)]
  /\ UNCHANGED <<installed, ordered, prepares, prepareOks, proposals, accepts>>

Next ==
  \E s \in Server :
    \/ ProgressTimer(s) \/ Preinstall(s) \/ Lead(s) \/ Stop(s) \/ Crash(s)
    \/ \E v \in View : Join(s, v) \/ Adopt(s, v) \/ PrepareOk(s, v)
    \/ \E u \in Update : Propose(s, u)
    \/ \E p \in proposals : Accept(s, p)
    \/ \E i \in Seq : Order(s, i)
    \/ \E t \in Server, i \in Seq : Reconcile(s, t, i)

Spec == Init /\ [][Next]_vars

(* Servers that stay, and hear one another but for what is passed on by reconciliation; what one that has stopped had under way *)
(* may be lost.  No server does anything for ever, so that fairness to each is fairness to all that it may do. *)
Acts(s) ==
  \/ ProgressTimer(s) \/ Preinstall(s) \/ Lead(s)
  \/ \E v \in View : Join(s, v) \/ Adopt(s, v) \/ (IsUp(Leader(v)) /\ PrepareOk(s, v))
  \/ \E u \in Update : Propose(s, u)
  \/ \E p \in proposals : IsUp(Leader(p.v)) /\ Accept(s, p)
  \/ \E i \in Seq : Order(s, i)

LiveSpec == Init /\ [][\E s \in Server : Acts(s) \/ Stop(s)]_vars /\ \A s \in Server : WF_vars(Acts(s))

-----------------------------------------------------------------------------
(* Paxos-S1 of the report: "if two servers execute the i-th update, then these updates are identical". *)
PaxosS1 == \A s, t \in Server, i \in Seq : ordered[s][i] # None /\ ordered[t][i] # None => ordered[s][i] = ordered[t][i]

ProposalsOf(v, i) == {p \in proposals : p.v = v /\ p.i = i}

OneProposal == \A v \in View, i \in Seq : Cardinality(ProposalsOf(v, i)) <= 1

Chosen(p) == EnoughToOrder({t \in Server : <<t, p.v, p.i>> \in accepts})

(* What may have been ordered in a view, every later leader proposes again. *)
ChosenSurvives == \A p, q \in proposals : p.i = q.i /\ p.v < q.v /\ Chosen(p) => p.u = q.u

OrderedIsChosen == \A s \in Server, i \in Seq : ordered[s][i] # None => \E p \in proposals : p.i = i /\ p.u = ordered[s][i] /\ Chosen(p)

InstalledIsAttempted == \A s \in Server : installed[s] <= attempted[s]

(* Two servers lead one view never: it has one leader, and that prepares it once. *)
NobodyLeadsAnothersView == \A s \in Server : state[s] = "leader" => Leader(installed[s]) = s

(* Paxos-L1: with a stable majority, what a member of it wants is executed; here by all of them. *)
PaxosL1 == <>\A s \in Server : IsUp(s) => \A u \in Update : \E i \in Seq : ordered[s][i] = u /\ \A j \in 1 .. i : ordered[s][j] # None

(* What must have been reached. *)
AProposalIsMadeAgain == \E p, q \in proposals : p.i = q.i /\ p.v < q.v /\ p.u = q.u
AProposalIsReplaced == \E p, q \in proposals : p.i = q.i /\ p.v < q.v /\ p.u # q.u
AHoleIsFilled == \E p \in proposals : p.u = Nothing
EnteredByProof == \E s \in Server : state[s] = "follower" /\ ~\E m \in prepareOks : m.s = s /\ m.v = installed[s]
OrderedInALaterView == \E s \in Server, i \in Seq : ordered[s][i] # None /\ bound[s][i].v > 1
=============================================================================
