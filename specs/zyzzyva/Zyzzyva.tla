------------------------------ MODULE Zyzzyva ------------------------------
(***************************************************************************)
(* Zyzzyva (Kotla, Alvisi, Dahlin, Clement, Wong, SOSP 2007): speculative  *)
(* Byzantine fault tolerance.  A primary orders, replicas execute at once  *)
(* and answer, and what has happened is decided by clients: a request is   *)
(* complete when all 3f+1 replicas answered with the same history, or when *)
(* 2f+1 have kept a certificate of 2f+1 such answers.  Steps are named as  *)
(* the paper's: 3 (Order), 4b (LocalCommit), VC2 to VC5.                   *)
(*                                                                         *)
(* A history stands for its hash: h_n is the chain of n requests.  Clients *)
(* are left out: what they ask for may come at any time, and a completion  *)
(* is a fact about what was said (Done).  What was said may be used at any *)
(* time, or never.  A Byzantine replica says all that it can say: it takes *)
(* no steps, counts in every quorum, orders what it likes while it is the  *)
(* primary, and puts into a VIEW-CHANGE whatever certificate there is and  *)
(* any history that goes with it.                                          *)
(*                                                                         *)
(* What a new view begins with is not the paper's rule, which is wrong     *)
(* (ZyzzyvaErrata.tla): evidence of the highest view wins (Abraham, Gueta, *)
(* Malkhi, Martin, 2018).  Why that is right, in short.  Let a history h   *)
(* be complete in view v.  If all answered, then every correct replica     *)
(* leaves v with h in its log, so that of any 2f+1 VIEW-CHANGEs f+1 report *)
(* it.  If 2f+1 keep a certificate, one of any 2f+1 VIEW-CHANGEs shows it. *)
(* So the next view that begins, begins with h; and since only what was    *)
(* reported of the highest view that began is looked at, so does every     *)
(* later one.                                                              *)
(*                                                                         *)
(* Checkpoints are left out: a history begins with the first request.      *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets

CONSTANTS
  Faults,       \* f
  Byzantine,    \* the replicas that lie, at most f
  Requests,     \* what clients ask for, each once
  MaxView,      \* no replica goes further
  MaxLength,    \* of a history
  Committers    \* the replicas that certificates are shown to

N == 3 * Faults + 1
Replicas == 1 .. N
Correct == Replicas \ Byzantine
Views == 0 .. MaxView

ASSUME Faults \in Nat /\ MaxView \in Nat /\ Byzantine \subseteq Replicas /\ Cardinality(Byzantine) <= Faults

VARIABLES
  view,         \* by correct replica: the view that it is in, or goes to
  status,       \* "active", "leaving" (VC2) or "confirming" (VC4)
  log,          \* the requests that it has executed in the last view in which it was active
  evidence,     \* the best certificate that it has; its view is the last one in which the replica was active
  said,         \* SPEC-RESPONSEs: <<from, view, log>> says every prefix of log, too
  locals,       \* LOCAL-COMMITs, the same
  changes,      \* VIEW-CHANGEs
  newViews,     \* <<v, l>>: some NEW-VIEW for v begins with l
  confirms      \* VIEW-CONFIRMs

vars == <<view, status, log, evidence, said, locals, changes, newViews, confirms>>

Primary(v) == (v % N) + 1
Prefix(s, n) == SubSeq(s, 1, n)
IsPrefix(s, t) == Len(s) <= Len(t) /\ s = SubSeq(t, 1, Len(s))
Longest(S) == {s \in S : \A t \in S : Len(t) <= Len(s)}
AllPrefixes(S) == UNION {{Prefix(s, n) : n \in 0 .. Len(s)} : s \in S}

(* How many are waited for. *)
FastQuorum    == 3 * Faults + 1   \* equal SPEC-RESPONSEs, of which one is as good as a reply (4a)
CommitQuorum  == 2 * Faults + 1   \* equal SPEC-RESPONSEs in a commit certificate (4b)
LocalQuorum   == 2 * Faults + 1   \* LOCAL-COMMITs (6)
ChangeQuorum  == 2 * Faults + 1   \* VIEW-CHANGEs in a NEW-VIEW (VC3)
ConfirmQuorum == 2 * Faults + 1   \* equal VIEW-CONFIRMs (VC5)
ReportQuorum  == Faults + 1       \* VIEW-CHANGEs that report the same (VC4)

(* Byzantine replicas say whatever is asked for. *)
IsSaidBy(who, least) == Cardinality(who) + Cardinality(Byzantine) >= least
Sayers(S, v, l) == {r \in Correct : \E m \in S : m.from = r /\ m.view = v /\ IsPrefix(l, m.log)}

HasCertificate(v, l) == IsSaidBy(Sayers(said, v, l), CommitQuorum)
Certified(v) == {l \in AllPrefixes({m.log : m \in {o \in said : o.view = v}}) : l # <<>> /\ HasCertificate(v, l)}

(* View v may have begun with l. *)
HasBegun(v, l) ==
  IF v = 0 THEN l = <<>>
  ELSE IsSaidBy({r \in Correct : [from |-> r, view |-> v, log |-> l] \in confirms}, ConfirmQuorum)

(* A set of messages of which the shorter ones say nothing new. *)
With(S, m) ==
  {o \in S : ~(o.from = m.from /\ o.view = m.view /\ IsPrefix(o.log, m.log))} \cup {m}

Init ==
  /\ view = [r \in Correct |-> 0]
  /\ status = [r \in Correct |-> "active"]
  /\ log = [r \in Correct |-> <<>>]
  /\ evidence = [r \in Correct |-> [kind |-> "view", view |-> 0, log |-> <<>>]]
  /\ said = {} /\ locals = {} /\ changes = {} /\ newViews = {} /\ confirms = {}

ActiveView(r) == evidence[r].view

-----------------------------------------------------------------------------
(* Agreement: steps 2 to 6 *)

(* "The replica ... stops taking part in the view" once it has sent a VIEW-CHANGE. *)
TakesPart(r) == status[r] = "active"

(* "t newer": a request is executed once. *)
IsNew(r, x) == \A i \in DOMAIN log[r] : log[r][i] # x

(* "n = max_n + 1": after how many requests it may come. *)
Places(r) == {Len(log[r])}

(* A correct primary orders one history; a replica that follows it has that history's beginning. *)
IsOrdered(r, l) ==
  LET p == Primary(ActiveView(r)) IN
  \/ p \in Byzantine \/ p = r
  \/ \E m \in said : m.from = p /\ m.view = ActiveView(r) /\ IsPrefix(l, m.log)

Order(r, x) ==
  /\ TakesPart(r)
  /\ IsNew(r, x)
  /\ \E n \in Places(r) :
       LET l == Append(Prefix(log[r], n), x) IN
       /\ n < MaxLength
       /\ IsOrdered(r, l)
       /\ log' = [log EXCEPT ![r] = l]
       /\ said' = With(said, [from |-> r, view |-> ActiveView(r), log |-> l])
  /\ UNCHANGED <<view, status, evidence, locals, changes, newViews, confirms>>

(* "CC valid and consistent with its own history". *)
IsOwn(r, l) == IsPrefix(l, log[r])

(* A longer one says all that a shorter one does. *)
IsLonger(r, l) == Len(l) > Len(evidence[r].log)

LocalCommit(r) ==
  /\ r \in Committers
  /\ TakesPart(r)
  /\ \E l \in Certified(ActiveView(r)) :
       /\ IsOwn(r, l) /\ IsLonger(r, l)
       /\ evidence' = [evidence EXCEPT ![r] = [kind |-> "commit", view |-> ActiveView(r), log |-> l]]
       /\ locals' = With(locals, [from |-> r, view |-> ActiveView(r), log |-> l])
  /\ UNCHANGED <<view, status, log, said, changes, newViews, confirms>>

-----------------------------------------------------------------------------
(* View change *)

(* VC2, for whatever reason: f+1 hate the primary, or left before; or the new view does not begin. *)
LeaveFor(r, v) ==
  /\ view[r] < v
  /\ view' = [view EXCEPT ![r] = v]
  /\ status' = [status EXCEPT ![r] = "leaving"]
  /\ changes' = changes \cup {[from |-> r, to |-> v, evidence |-> evidence[r], log |-> log[r]]}
  /\ UNCHANGED <<log, evidence, said, locals, newViews, confirms>>

ViewChange(r) == view[r] < MaxView /\ LeaveFor(r, view[r] + 1)

(* Decided: a certificate of a view counts with proof of what that view began with, and not if it is shorter. *)
BeginsAsItsView(v, l) == \E g \in AllPrefixes({l}) : HasBegun(v, g)

ByzantineEvidence(v) ==
  {[kind |-> "view", view |-> 0, log |-> <<>>]}
    \cup {[kind |-> "view", view |-> m.view, log |-> m.log]
            : m \in {o \in confirms : o.view < v /\ HasBegun(o.view, o.log)}}
    \cup UNION {{[kind |-> "commit", view |-> w, log |-> l]
            : l \in {c \in Certified(w) : BeginsAsItsView(w, c)}} : w \in 0 .. v - 1}

(* What others have, or a request that it makes up: more of these it alone reports, and that counts for nothing. *)
ByzantineLogs(e) ==
  {e.log} \cup {m.log : m \in {o \in said : IsPrefix(e.log, o.log)}} \cup {Append(e.log, x) : x \in Requests}

ByzantineChanges(b, v) ==
  UNION {{[from |-> b, to |-> v, evidence |-> e, log |-> l] : l \in ByzantineLogs(e)} : e \in ByzantineEvidence(v)}

(* The longest histories that extend l, and that enough of these report. *)
Extended(l, reports) ==
  Longest({l} \cup {e \in AllPrefixes({m.log : m \in reports}) :
    /\ IsPrefix(l, e)
    /\ Cardinality({m \in reports : IsPrefix(e, m.log)}) >= ReportQuorum})

Highest(E) == CHOOSE e \in E : \A o \in E : o.view < e.view \/ (o.view = e.view /\ Len(o.log) <= Len(e.log))

(* VC4, repaired: only what is said of the highest view binds. *)
Picked(q) ==
  LET top == Highest({m.evidence : m \in q})
  IN Extended(top.log, {m \in q : m.evidence.view = top.view})

IsQuorum(q) == Cardinality(q) >= ChangeQuorum /\ \A m, o \in q : m.from = o.from => m = o

(* VC3: a correct primary makes one NEW-VIEW, a Byzantine one any that there can be. *)
MayBegin(v) == Primary(v) \in Byzantine \/ \A o \in newViews : o[1] # v

NewViewFrom(v, q) ==
  /\ IsQuorum(q)
  /\ MayBegin(v)
  /\ \E l \in Picked(q) : newViews' = newViews \cup {<<v, l>>}
  /\ UNCHANGED <<view, status, log, evidence, said, locals, changes, confirms>>

NewView(v) ==
  \E k \in SUBSET {m \in changes : m.to = v} :
    /\ Cardinality(k) <= ChangeQuorum
    /\ Cardinality(k) + Cardinality(Byzantine) >= ChangeQuorum
    /\ \/ NewViewFrom(v, k)
       \/ \E b \in Byzantine : \E m \in ByzantineChanges(b, v) : NewViewFrom(v, k \cup {m})

(* VC4: "accept G", once for each view. The old log stays until the view begins, since it is what the next VIEW-CHANGE reports. *)
ConfirmWith(r, v, l) ==
  /\ view[r] < v \/ (view[r] = v /\ status[r] = "leaving")
  /\ view' = [view EXCEPT ![r] = v]
  /\ status' = [status EXCEPT ![r] = "confirming"]
  /\ confirms' = confirms \cup {[from |-> r, view |-> v, log |-> l]}
  /\ UNCHANGED <<log, evidence, said, locals, changes>>

ViewConfirm(r) ==
  /\ \E o \in newViews : ConfirmWith(r, o[1], o[2])
  /\ UNCHANGED newViews

(* VC5: "2f+1 matching VIEW-CONFIRM", which convince everybody. "Roll back or catch up"; and what the view begins with is answered *)
(* again, in the new view.                                                                                                        *)
EnterWith(r, v, l) ==
  /\ view[r] < v \/ (view[r] = v /\ status[r] # "active")
  /\ HasBegun(v, l)
  /\ view' = [view EXCEPT ![r] = v]
  /\ status' = [status EXCEPT ![r] = "active"]
  /\ log' = [log EXCEPT ![r] = l]
  /\ evidence' = [evidence EXCEPT ![r] = [kind |-> "view", view |-> v, log |-> l]]
  /\ said' = IF l = <<>> THEN said ELSE With(said, [from |-> r, view |-> v, log |-> l])
  /\ UNCHANGED <<locals, changes, newViews, confirms>>

Enter(r) == \E m \in confirms : EnterWith(r, m.view, m.log)

Next ==
  \/ \E r \in Correct : \/ \E x \in Requests : Order(r, x)
                        \/ LocalCommit(r) \/ ViewChange(r) \/ ViewConfirm(r) \/ Enter(r)
  \/ \E v \in Views \ {0} : NewView(v)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What is claimed *)

Evidence == [kind : {"view", "commit"}, view : Views, log : Seq(Requests)]

TypeOK ==
  /\ view \in [Correct -> Views]
  /\ status \in [Correct -> {"active", "leaving", "confirming"}]
  /\ \A r \in Correct : evidence[r] \in Evidence /\ log[r] \in Seq(Requests)

IsDone(v, l) ==
  \/ IsSaidBy(Sayers(said, v, l), FastQuorum)      \* 4a
  \/ IsSaidBy(Sayers(locals, v, l), LocalQuorum)   \* 6

(* What may be complete: the last request of l, after the others. *)
DoneIn(v) ==
  {l \in AllPrefixes({m.log : m \in {o \in said : o.view = v}}) : l # <<>> /\ IsDone(v, l)}
Done == UNION {DoneIn(v) : v \in Views}

(* SAF: of two completed requests' histories one begins with the other. *)
Z_Safety == \A l, k \in Done : IsPrefix(l, k) \/ IsPrefix(k, l)

(* The lemmas. *)
Z_ViewsBeginWithAllThatIsDone ==
  \A v \in Views, m \in confirms : m.view > v /\ HasBegun(m.view, m.log) => \A l \in DoneIn(v) : IsPrefix(l, m.log)

Z_ViewsBeginAlike ==
  \A m, o \in confirms : m.view = o.view /\ HasBegun(m.view, m.log) /\ HasBegun(o.view, o.log) => m.log = o.log

Z_CertificatesOfAViewAgree ==
  \A v \in Views : \A l, k \in Certified(v) : IsPrefix(l, k) \/ IsPrefix(k, l)

Z_ExecutedOnce == \A r \in Correct : \A i, j \in DOMAIN log[r] : log[r][i] = log[r][j] => i = j

Z_EvidenceIsOwn == \A r \in Correct : IsPrefix(evidence[r].log, log[r])

(* What must be reached. *)
SomethingIsDoneByAll == \E v \in Views : \E l \in AllPrefixes({m.log : m \in said}) :
  l # <<>> /\ IsSaidBy(Sayers(said, v, l), FastQuorum)
SomethingIsDoneByCertificate == \E v \in Views : \E m \in locals :
  IsSaidBy(Sayers(locals, v, m.log), LocalQuorum)
ALaterViewBeginsWithARequest == \E m \in confirms : m.log # <<>> /\ HasBegun(m.view, m.log)
ARequestIsRolledBack == \E r \in Correct : \E m \in said : m.from = r /\ ~IsPrefix(m.log, log[r])
TheSecondViewIsActive == \E r \in Correct : evidence[r].view = 2
=============================================================================
