--------------------------------- MODULE VR ---------------------------------
(***************************************************************************)
(* Viewstamped Replication Revisited (Liskov and Cowling, MIT-CSAIL-TR-    *)
(* 2012-021): normal operation (4.1), view changes (4.2), recovery (4.3)   *)
(* and state transfer (5.2).  Names are the paper's; sections are cited.   *)
(*                                                                         *)
(* What was sent may arrive at any time, again, or never: messages are a   *)
(* set that only grows, and a replica that waits for several of a kind     *)
(* looks for them there.  A replica that has crashed for good is one that  *)
(* takes no more steps.  The k of a PREPARE is left out, since it is that  *)
(* of a COMMIT; an idle primary's first COMMIT goes with its STARTVIEW.    *)
(*                                                                         *)
(* Where the paper is wrong or says too little, the operator that decides  *)
(* is marked "Decided", and VRErrata.tla has what else could be read.      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Faults,       \* f
  Operations,   \* what clients ask for, each once: a request is known by its client and number
  MaxView,      \* where timers stop
  Timers,       \* the replicas whose timers run out
  Transfers,    \* how often replicas ask for state, all together
  Crashers,     \* the replicas that crash and come back
  Crashes       \* how often, all together

N == 2 * Faults + 1
Replicas == 1 .. N
Views == 0 .. MaxView

ASSUME Faults \in Nat /\ MaxView \in Nat /\ Crashes \in Nat /\ Timers \subseteq Replicas /\ Crashers \subseteq Replicas

VARIABLES
  view,         \* Figure 2, by replica; the only thing that a crash leaves (Remembers)
  status,       \* "normal", "view-change" or "recovering"
  lastNormal,   \* v' of 4.2: the latest view in which the status was normal
  log,          \* op-number is its length
  commit,       \* commit-number: so many operations are executed
  nonce,        \* by replica: how often it came back; the x of RECOVERY
  msgs,         \* all that was ever sent
  executed,     \* <<v, n, op>>: some replica executed op at n in view v
  former        \* by replica that recovers: what it knew when it crashed

vars == <<view, status, lastNormal, log, commit, nonce, msgs, executed, former>>

Primary(v) == (v % N) + 1
Max(a, b) == IF a > b THEN a ELSE b
Prefix(s, n) == SubSeq(s, 1, n)
After(s, n) == SubSeq(s, n + 1, Len(s))

Sent(kind) == {m \in msgs : m.kind = kind}
Send(m) == msgs' = msgs \cup {m}
Sends(M) == msgs' = msgs \cup M

IsPrimary(r) == r = Primary(view[r])

(* A set of messages, one from each of at least so many replicas. *)
FromDistinct(M, least) ==
  /\ Cardinality(M) >= least
  /\ \A m, o \in M : m.from = o.from => m = o

(* How many are waited for. *)
PrepareOks        == Faults       \* "f PREPAREOK messages from different backups"
StartViewChanges  == Faults       \* "from f other replicas"
DoViewChanges     == Faults + 1   \* "from different replicas (including itself)"
RecoveryResponses == Faults + 1

Nothing == [view |-> 0, log |-> <<>>, lastNormal |-> 0]

Init ==
  /\ view = [r \in Replicas |-> 0]
  /\ status = [r \in Replicas |-> "normal"]
  /\ lastNormal = [r \in Replicas |-> 0]
  /\ log = [r \in Replicas |-> <<>>]
  /\ commit = [r \in Replicas |-> 0]
  /\ nonce = [r \in Replicas |-> 0]
  /\ msgs = {}
  /\ executed = {}
  /\ former = [r \in Replicas |-> Nothing]

(* The up-calls for all operations from commit-number on up to n, of a log, in view v, as far as they are there. *)
Executes(r, l, v, n) == executed' = executed \cup {<<v, i, l[i]>> : i \in (commit[r] + 1 .. n) \cap DOMAIN l}

-----------------------------------------------------------------------------
(* 4.1 Normal operation *)

(* The client-table, which always follows from the log. *)
IsNew(r, op) == \A i \in DOMAIN log[r] : log[r][i] # op

Request(r, op) ==
  /\ status[r] = "normal" /\ IsPrimary(r)
  /\ IsNew(r, op)
  /\ log' = [log EXCEPT ![r] = Append(@, op)]
  /\ Send([kind |-> "PREPARE", view |-> view[r], op |-> op, n |-> Len(log[r]) + 1])
  /\ UNCHANGED <<view, status, lastNormal, commit, nonce, executed, former>>

(* "Replicas only process normal protocol messages containing a view-number that matches the view-number they know." *)
IsOfThisView(r, m) == m.view = view[r]

(* "It waits until it has entries in its log for all earlier requests." *)
IsInOrder(r, m) == m.n = Len(log[r]) + 1

PrepareOk(r, v, n) == [kind |-> "PREPAREOK", view |-> v, n |-> n, from |-> r]

Prepare(r) ==
  /\ status[r] = "normal" /\ ~IsPrimary(r)
  /\ \E m \in Sent("PREPARE") :
       /\ IsOfThisView(r, m) /\ IsInOrder(r, m)
       /\ log' = [log EXCEPT ![r] = Append(@, m.op)]
       /\ Send(PrepareOk(r, view[r], Len(log'[r])))
  /\ UNCHANGED <<view, status, lastNormal, commit, nonce, executed, former>>

(* "The operation (and all earlier ones)" are committed. *)
Commit(r) ==
  /\ status[r] = "normal" /\ IsPrimary(r)
  /\ \E n \in commit[r] + 1 .. Len(log[r]) :
       /\ Cardinality({m.from : m \in {o \in Sent("PREPAREOK") : IsOfThisView(r, o) /\ o.n >= n}} \ {r})
            >= PrepareOks
       /\ Executes(r, log[r], view[r], n)
       /\ commit' = [commit EXCEPT ![r] = n]
       /\ Send([kind |-> "COMMIT", view |-> view[r], k |-> n])
  /\ UNCHANGED <<view, status, lastNormal, log, nonce, former>>

(* Decided: a backup that is told of a k above its op-number executes what it has; the rest comes by state transfer. *)
Learnt(r, k) == IF k > Len(log[r]) THEN Len(log[r]) ELSE k

Learn(r) ==
  /\ status[r] = "normal" /\ ~IsPrimary(r)
  /\ \E m \in Sent("COMMIT") :
       /\ IsOfThisView(r, m) /\ Learnt(r, m.k) > commit[r]
       /\ Executes(r, log[r], view[r], Learnt(r, m.k))
       /\ commit' = [commit EXCEPT ![r] = Learnt(r, m.k)]
  /\ UNCHANGED <<view, status, lastNormal, log, nonce, msgs, former>>

-----------------------------------------------------------------------------
(* 4.2 View changes *)

Begin(r, v) ==
  /\ view' = [view EXCEPT ![r] = v]
  /\ status' = [status EXCEPT ![r] = "view-change"]
  /\ Send([kind |-> "STARTVIEWCHANGE", view |-> v, from |-> r])
  /\ UNCHANGED <<lastNormal, log, commit, nonce, executed, former>>

(* Backups expect to hear from the primary; a view change "may not succeed", and then they start a further one. *)
Timeout(r) ==
  /\ r \in Timers
  /\ status[r] = "view-change" \/ (status[r] = "normal" /\ ~IsPrimary(r))
  /\ view[r] < MaxView
  /\ Begin(r, view[r] + 1)

(* Decided: it advances to the view of the message, not to its own and one.  A RECOVERY tells of a view, too. *)
StartViewChange(r) ==
  /\ status[r] # "recovering"
  /\ \E m \in Sent("STARTVIEWCHANGE") \cup Sent("DOVIEWCHANGE") \cup Sent("RECOVERY") :
       m.view > view[r] /\ Begin(r, m.view)

Others(r, M) == {m \in M : m.from # r}

DoViewChange(r) ==
  /\ status[r] = "view-change"
  /\ Cardinality({m.from : m \in Others(r, {o \in Sent("STARTVIEWCHANGE") : IsOfThisView(r, o)})}) >= StartViewChanges
  /\ Send([kind |-> "DOVIEWCHANGE", view |-> view[r], log |-> log[r], lastNormal |-> lastNormal[r],
           k |-> commit[r], from |-> r])
  /\ UNCHANGED <<view, status, lastNormal, log, commit, nonce, executed, former>>

(* "The largest v'; if several messages have the same v' it selects the one among them with the largest n." *)
IsBetter(m, o) ==
  m.lastNormal > o.lastNormal \/ (m.lastNormal = o.lastNormal /\ Len(m.log) >= Len(o.log))

LargestK(Q) == CHOOSE k \in {m.k : m \in Q} : \A m \in Q : m.k <= k

StartView(r) ==
  /\ status[r] = "view-change" /\ IsPrimary(r)
  /\ \E Q \in SUBSET {m \in Sent("DOVIEWCHANGE") : IsOfThisView(r, m)} :
       /\ FromDistinct(Q, DoViewChanges)
       /\ \E best \in Q :
            /\ \A m \in Q : IsBetter(best, m)
            /\ log' = [log EXCEPT ![r] = best.log]
            /\ commit' = [commit EXCEPT ![r] = Max(@, LargestK(Q))]
            /\ Executes(r, best.log, view[r], LargestK(Q))
            /\ Sends({[kind |-> "STARTVIEW", view |-> view[r], log |-> best.log, k |-> LargestK(Q)],
                      [kind |-> "COMMIT", view |-> view[r], k |-> LargestK(Q)]})
  /\ status' = [status EXCEPT ![r] = "normal"]
  /\ lastNormal' = [lastNormal EXCEPT ![r] = view[r]]
  /\ UNCHANGED <<view, nonce, former>>

(* Decided: a STARTVIEW that comes again must not put back a log that has grown since. *)
IsStarting(r, m) == m.view > view[r] \/ (m.view = view[r] /\ status[r] = "view-change")

Acknowledges(r, v, l, k) == IF Len(l) > k THEN {PrepareOk(r, v, Len(l))} ELSE {}

ReceiveStartView(r) ==
  /\ status[r] # "recovering"
  /\ \E m \in Sent("STARTVIEW") :
       /\ r # Primary(m.view)
       /\ IsStarting(r, m)
       /\ view' = [view EXCEPT ![r] = m.view]
       /\ lastNormal' = [lastNormal EXCEPT ![r] = m.view]
       /\ log' = [log EXCEPT ![r] = m.log]
       /\ commit' = [commit EXCEPT ![r] = Max(@, m.k)]
       /\ Executes(r, m.log, m.view, m.k)
       /\ Sends(Acknowledges(r, m.view, m.log, m.k))
  /\ status' = [status EXCEPT ![r] = "normal"]
  /\ UNCHANGED <<nonce, former>>

-----------------------------------------------------------------------------
(* 5.2 State transfer *)

(* Decided: the log stays as it is, and the view counts as normal, only when the state is there. *)
LogToGo(r)        == log[r]
StatusToGo        == "view-change"
LastNormalToGo(r, v) == lastNormal[r]

Asks(r, v, n) ==
  /\ Cardinality(Sent("GETSTATE")) < Transfers
  /\ Send([kind |-> "GETSTATE", view |-> v, n |-> n, from |-> r])

(* It has heard that a later view is going on; entries up to commit-number are certain. *)
GetStateOfView(r) ==
  /\ status[r] # "recovering"
  /\ \E m \in Sent("PREPARE") \cup Sent("COMMIT") :
       /\ r # Primary(m.view)
       /\ IsStarting(r, m)
       /\ view' = [view EXCEPT ![r] = m.view]
       /\ status' = [status EXCEPT ![r] = StatusToGo]
       /\ log' = [log EXCEPT ![r] = LogToGo(r)]
       /\ lastNormal' = [lastNormal EXCEPT ![r] = LastNormalToGo(r, m.view)]
       /\ Asks(r, m.view, commit[r])
  /\ UNCHANGED <<commit, nonce, executed, former>>

(* It misses requests in its current view. *)
GetState(r) ==
  /\ status[r] = "normal" /\ ~IsPrimary(r)
  /\ \/ \E m \in Sent("PREPARE") : IsOfThisView(r, m) /\ m.n > Len(log[r]) + 1
     \/ \E m \in Sent("COMMIT") : IsOfThisView(r, m) /\ m.k > Len(log[r])
  /\ Asks(r, view[r], Len(log[r]))
  /\ UNCHANGED <<view, status, lastNormal, log, commit, nonce, executed, former>>

MayGiveState(r, m) == status[r] = "normal" /\ IsOfThisView(r, m)

NewState(r) ==
  /\ status[r] # "recovering"
  /\ \E m \in Sent("GETSTATE") :
       /\ m.from # r /\ MayGiveState(r, m) /\ m.n <= Len(log[r])
       /\ Send([kind |-> "NEWSTATE", view |-> view[r], to |-> m.from, n |-> m.n,
                log |-> After(log[r], m.n), k |-> commit[r]])
  /\ UNCHANGED <<view, status, lastNormal, log, commit, nonce, executed, former>>

(* "It appends the log in the message to its log": to what is committed, or of this very view (VR_StateFits). *)
(* Decided: a state that comes late must not take back what was prepared since. *)
IsLonger(r, m) == m.n + Len(m.log) > Len(log[r])

ReceiveNewState(r) ==
  /\ status[r] # "recovering"
  /\ \E m \in Sent("NEWSTATE") :
       /\ m.to = r /\ IsOfThisView(r, m)
       /\ status[r] = "normal" => IsLonger(r, m)
       /\ LET new == Prefix(log[r], m.n) \o m.log
          IN /\ log' = [log EXCEPT ![r] = new]
             /\ commit' = [commit EXCEPT ![r] = Max(@, m.k)]
             /\ Executes(r, new, view[r], m.k)
             /\ Sends(Acknowledges(r, view[r], new, m.k))
  /\ status' = [status EXCEPT ![r] = "normal"]
  /\ lastNormal' = [lastNormal EXCEPT ![r] = view[r]]
  /\ UNCHANGED <<view, nonce, former>>

-----------------------------------------------------------------------------
(* 4.3 Recovery *)

RECURSIVE Sum(_, _)
Sum(f, n) == IF n = 0 THEN 0 ELSE f[n] + Sum(f, n - 1)

(* Decided: the view-number is on disk before anything is said of it; the paper forgets it with all the rest. *)
Remembers(r) == view[r]

(* A crash, and the RECOVERY that the replica begins its next life with; x is a nonce that it never used. *)
CrashAs(r, x) ==
  /\ view' = [view EXCEPT ![r] = Remembers(r)]
  /\ status' = [status EXCEPT ![r] = "recovering"]
  /\ lastNormal' = [lastNormal EXCEPT ![r] = 0]
  /\ log' = [log EXCEPT ![r] = <<>>]
  /\ commit' = [commit EXCEPT ![r] = 0]
  /\ nonce' = [nonce EXCEPT ![r] = x]
  /\ Send([kind |-> "RECOVERY", from |-> r, nonce |-> x, view |-> view'[r]])
  /\ former' = [former EXCEPT ![r] =
       IF status[r] = "recovering" THEN @ ELSE [view |-> view[r], log |-> log[r], lastNormal |-> lastNormal[r]]]
  /\ UNCHANGED executed

Crash(r) == r \in Crashers /\ Sum(nonce, N) < Crashes /\ CrashAs(r, nonce[r] + 1)

MayAnswer(r) == status[r] = "normal"

(* Decided: who is behind the view that the recovering replica knew has nothing for it (and starts a view change). *)
IsRecent(r, m) == m.view <= view[r]

RecoveryResponse(r) ==
  /\ status[r] # "recovering"
  /\ MayAnswer(r)
  /\ \E m \in Sent("RECOVERY") :
       /\ m.from # r /\ IsRecent(r, m)
       /\ Send([kind |-> "RECOVERYRESPONSE", view |-> view[r], nonce |-> m.nonce, to |-> m.from, from |-> r,
                isPrimary |-> IsPrimary(r),
                log |-> IF IsPrimary(r) THEN log[r] ELSE <<>>, k |-> IF IsPrimary(r) THEN commit[r] ELSE 0])
  /\ UNCHANGED <<view, status, lastNormal, log, commit, nonce, executed, former>>

IsOfThisRecovery(r, m) == m.nonce = nonce[r]

(* "Including one from the primary of the latest view it learns of in these messages": those that may be beside m. *)
MayStandBeside(m, o) == o.view <= m.view

Recover(r) ==
  /\ status[r] = "recovering"
  /\ LET answers == {m \in Sent("RECOVERYRESPONSE") : m.to = r /\ IsOfThisRecovery(r, m)}
     IN \E m \in answers :
          /\ m.isPrimary
          /\ Cardinality({o.from : o \in {a \in answers : MayStandBeside(m, a)}}) >= RecoveryResponses
          /\ view' = [view EXCEPT ![r] = m.view]
          /\ lastNormal' = [lastNormal EXCEPT ![r] = m.view]
          /\ log' = [log EXCEPT ![r] = m.log]
          /\ commit' = [commit EXCEPT ![r] = m.k]
          /\ Executes(r, m.log, m.view, m.k)
  /\ status' = [status EXCEPT ![r] = "normal"]
  /\ UNCHANGED <<nonce, msgs, former>>

-----------------------------------------------------------------------------

Next ==
  \E r \in Replicas :
    \/ \E op \in Operations : Request(r, op)
    \/ Prepare(r) \/ Commit(r) \/ Learn(r)
    \/ Timeout(r) \/ StartViewChange(r) \/ DoViewChange(r) \/ StartView(r) \/ ReceiveStartView(r)
    \/ GetStateOfView(r) \/ GetState(r) \/ NewState(r) \/ ReceiveNewState(r)
    \/ Crash(r) \/ RecoveryResponse(r) \/ Recover(r)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What must hold. *)

TypeOK ==
  /\ view \in [Replicas -> Views]
  /\ status \in [Replicas -> {"normal", "view-change", "recovering"}]
  /\ lastNormal \in [Replicas -> Views]
  /\ commit \in [Replicas -> Nat]
  /\ \A r \in Replicas : lastNormal[r] <= view[r] /\ log[r] \in Seq(Operations)

(* A commit-number counts entries that are there. *)
VR_CommittedIsHeld == \A r \in Replicas : commit[r] <= Len(log[r])

(* Replicas execute the same operations in the same order. *)
VR_Agreement == \A e, x \in executed : e[2] = x[2] => e[3] = x[3]

(* "The request number is used by the replicas to avoid running requests more than once." *)
VR_ExecutedOnce == \A e, x \in executed : e[3] = x[3] => e[2] = x[2]

(* "Every operation that has been executed ... must survive into the new view in the same order." *)
VR_Survival ==
  \A r \in Replicas : status[r] = "normal" /\ IsPrimary(r) =>
    \A e \in executed : e[1] < view[r] => e[2] <= Len(log[r]) /\ log[r][e[2]] = e[3]

(* Two logs that were normal in one view: one begins with the other. *)
VR_OneLogPerView ==
  \A r, s \in Replicas :
    status[r] = "normal" /\ status[s] = "normal" /\ view[r] = view[s] =>
      \A i \in DOMAIN log[r] \cap DOMAIN log[s] : log[r][i] = log[s][i]

(* What stays of a log when state comes is certain: committed, or of the view that the state is of. *)
VR_StateFits ==
  \A m \in Sent("NEWSTATE") : m.view = view[m.to] =>
    CASE status[m.to] = "normal" -> m.n <= Len(log[m.to])
      [] status[m.to] = "view-change" -> m.n <= commit[m.to]
      [] OTHER -> TRUE

(* 8.2: "when a view change happens, at least f+1 replicas already know that the view change is in progress". *)
VR_ViewChangeIsKnown ==
  \A m \in Sent("DOVIEWCHANGE") :
    Cardinality({m.from} \cup {o.from : o \in {c \in Sent("STARTVIEWCHANGE") : c.view = m.view}}) > Faults

(* 8.2: "when a recovering replica changes its status to normal it does so in a state at least as recent as what it knew". *)
VR_RecoversWhatItKnew ==
  \A r \in Replicas : status[r] = "normal" =>
    /\ former[r].view <= view[r]
    /\ former[r].lastNormal = view[r] => Len(former[r].log) <= Len(log[r])

-----------------------------------------------------------------------------
(* What must have been reached. *)

TwoReplicasExecute == \E r, s \in Replicas : r # s /\ commit[r] > 0 /\ commit[s] > 0
ALaterViewExecutes == \E e \in executed : e[1] > 0
AnUncommittedOperationSurvives ==
  \E r \in Replicas : status[r] = "normal" /\ view[r] > 0 /\ IsPrimary(r) /\ commit[r] < Len(log[r])
    /\ \A m \in Sent("PREPARE") : m.view = 0
AnOperationIsForgotten ==
  \E r \in Replicas : status[r] = "normal" /\ view[r] > 0 /\ \E m \in Sent("PREPARE") : m.view = 0 /\ IsNew(r, m.op)
StateIsTransferredToALaterView == \E m \in Sent("NEWSTATE") : view[m.to] = m.view /\ m.view > 0
StateIsTransferredInAView == \E m \in Sent("NEWSTATE") : m.n > 0 /\ m.log # <<>>
TwoPrimaries == \E r, s \in Replicas : r # s /\ IsPrimary(r) /\ IsPrimary(s) /\ status[r] = "normal" /\ status[s] = "normal"
AReplicaRecoversALog == \E r \in Replicas : nonce[r] > 0 /\ status[r] = "normal" /\ log[r] # <<>>
AReplicaRecoversInALaterView == \E r \in Replicas : nonce[r] > 0 /\ status[r] = "normal" /\ view[r] > 0
=============================================================================
