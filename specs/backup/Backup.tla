------------------------------- MODULE Backup -------------------------------
(***************************************************************************)
(* Backup (thesis 3.4.3): an instance of Abstract as a thin layer on any   *)
(* total order.  It ignores requests until one brings a valid init history, *)
(* executes that history, commits exactly k requests, and aborts the rest. *)
(* A request of the init history that commits here is one of the k.        *)
(*                                                                         *)
(* The total order is abstract: order is the sequence that the BFT protocol *)
(* below delivers to every correct replica, sooner or later.  It contains  *)
(* what correct clients submitted, and anything that Byzantine clients may. *)
(* A Byzantine replica has no state: it replies and signs what is wanted.  *)
(*                                                                         *)
(* What replica j makes of what is delivered to it is a function, which is *)
(* the protocol.                                                           *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, Abstract

CONSTANTS
  F,                \* the fault threshold f
  Replica,          \* the 3f+1 replicas
  Byzantine,        \* those of them that are Byzantine, at most f
  Client,
  ByzantineClient,
  Id,               \* the number of this instance
  Request,          \* the requests that clients could ever make
  Histories,        \* the histories looked at
  None              \* no init history

Correct       == Replica \ Byzantine
CorrectClient == Client \ ByzantineClient

(* A request <<o, t_c, c>>.  Operators, so that a trace can number its own. *)
ClientOf(r) == r.client
TimeOf(r)   == r.time

(* k, a function of the instance: "increases k exponentially, with every   *)
(* new instance of Backup".                                                *)
K(id) == 1

VARIABLES
  given,      \* the valid init histories
  order,      \* what the total order delivers: submissions [request, init]
  delivered,  \* delivered[j]: how many of them j has got
  state,      \* state[j]: what j has made of them
  phase,      \* phase[c]: "here", "waiting" or "aborted"; elsewhere before
  req,        \* req[c]: its latest request; at first the one that it comes with
  init,       \* init[c]: the init history that it comes with
  sent,       \* sent[c]: what it has submitted here, [request, init]
  committed,  \* what clients were told, [request, history]
  aborted

clients == <<phase, req, init, sent>>
vars    == <<given, order, delivered, state, clients, committed, aborted>>

-----------------------------------------------------------------------------
(* The layer: what a replica does with what is delivered to it. *)

(* "It ignores all the requests delivered by the underlying BFT protocol   *)
(* until it receives a request containing a valid init history": one with  *)
(* the signatures of the instance before (P3's proof, or f+1 of Backup).   *)
Valid(ih) == ih # None /\ ih \in given

Ignoring ==
  [initialised |-> FALSE, history |-> <<>>, base |-> 0, left |-> K(Id), taken |-> {}]

(* "Backup sets its state by executing all the requests contained in a     *)
(* valid init history it received."                                        *)
Begin(ih) == [Ignoring EXCEPT !.initialised = TRUE, !.history = ih, !.base = Len(ih)]

(* "neglecting subsequent init histories" *)
Adopt(s, ih) == IF s.initialised THEN s ELSE IF Valid(ih) THEN Begin(ih) ELSE s

(* Before, they are ignored.                                               *)
Takes(s) == s.initialised

(* Erratum: 3.4.3 "simply executes the first k requests ordered", among    *)
(* them one that was aborted and stands in the init history already.       *)
Known(s, r) == r \in Range(s.history)

(* "t_c is a unique, monotonically increasing client's timestamp", B.1.    *)
Fresh(s, r) == \A q \in Range(s.history) : ClientOf(q) = ClientOf(r) => TimeOf(q) < TimeOf(r)

(* A request that stands in the init history has not committed here yet:   *)
(* it does so once, without being executed.                                *)
MayTake(s, r) == IF Known(s, r) THEN r \notin s.taken ELSE Fresh(s, r)

(* k of them have not committed yet.                                       *)
MayCommit(s) == s.left > 0

(* "Then, it simply executes the first k requests ordered by BFT, and      *)
(* commits these requests."                                                *)
Execute(s, r) ==
  IF MayCommit(s) /\ MayTake(s, r)
  THEN [s EXCEPT !.history = IF Known(s, r) THEN @ ELSE Append(@, r),
                 !.taken = @ \cup {r}, !.left = @ - 1]
  ELSE s

After(s, e) == LET t == Adopt(s, e.init) IN IF Takes(t) THEN Execute(t, e.request) ELSE t

(* "After committing the k-th request, Backup aborts all subsequent        *)
(* requests returning the signed sequence of executed requests."           *)
HasStopped(s) == s.left = 0

-----------------------------------------------------------------------------
(* Answers. *)

(* "any BFT protocol must provide an identical reply from at least f + 1   *)
(* replicas", and "f + 1 different signatures of the identical abort       *)
(* history".                                                               *)
ReplyQuorum == F + 1
SignatureQuorum == F + 1

Position(h, r) == CHOOSE k \in DOMAIN h : h[k] = r

Longer(m, n) == IF m > n THEN m ELSE n

(* The history up to the request, and no less than the init history.       *)
CommitHistory(s, r) == SubSeq(s.history, 1, Longer(Position(s.history, r), s.base))

(* A replica replies to the requests that it has let commit.               *)
Commits(j, r, h) ==
  LET s == state[j] IN r \in s.taken /\ h = CommitHistory(s, r)

(* It signs its history when it has stopped, one for all others.           *)
Signs(j, h) == HasStopped(state[j]) /\ h = state[j].history

IsCommitHistory(r, h) ==
  Cardinality({j \in Correct : Commits(j, r, h)}) + Cardinality(Byzantine) >= ReplyQuorum

IsAbortHistory(h) ==
  Cardinality({j \in Correct : Signs(j, h)}) + Cardinality(Byzantine) >= SignatureQuorum

(* It tells those whose requests have not committed.  What was told to one, *)
(* Byzantine processes may pass on; a Byzantine replica hears of it when   *)
(* the next instance begins.                                               *)
Tells(j, c) ==
  \/ req[c] \notin state[j].taken
  \/ ByzantineClient # {}
  \/ Byzantine # {} /\ aborted # {}

IsTold(c, h) ==
  Cardinality({j \in Correct : Signs(j, h) /\ Tells(j, c)}) + Cardinality(Byzantine) >= SignatureQuorum

-----------------------------------------------------------------------------
(* Steps. *)

(* A client comes with the request that the instance before has aborted,   *)
(* and invokes later ones here directly, one at a time.                    *)
IsNext(c, r) ==
  IF sent[c] = {} THEN r = req[c] ELSE ClientOf(r) = c /\ TimeOf(r) > TimeOf(req[c])

(* Appendix A: "a given client invokes next(i) with an init history        *)
(* included only once (with its first invocation of next(i))".             *)
Carried(c) == IF sent[c] = {} THEN init[c] ELSE None

Invoke(c, r, ih) ==
  /\ phase[c] = "here"
  /\ phase' = [phase EXCEPT ![c] = "waiting"]
  /\ req'   = [req EXCEPT ![c] = r]
  /\ sent'  = [sent EXCEPT ![c] = @ \cup {[request |-> r, init |-> ih]}]
  /\ UNCHANGED <<given, order, delivered, state, init, committed, aborted>>

Submit(c, r) == IsNext(c, r) /\ Invoke(c, r, Carried(c))

SubmittedByCorrect == UNION {sent[c] : c \in CorrectClient}

Submitted ==
  SubmittedByCorrect
  \cup {[request |-> r, init |-> ih] :
     r \in {q \in Request : ClientOf(q) \in ByzantineClient}, ih \in Histories \cup {None}}

(* Byzantine clients may submit without end; a model bounds them. *)
MayOrder(e) == TRUE

IsSubmitted(e) == ClientOf(e.request) \in ByzantineClient \/ e \in SubmittedByCorrect

(* The total order takes the next submission, each once.                   *)
Order(e) ==
  /\ IsSubmitted(e)
  /\ MayOrder(e)
  /\ e \notin Range(order)
  /\ order' = Append(order, e)
  /\ UNCHANGED <<given, delivered, state, clients, committed, aborted>>

Deliver(j) ==
  /\ delivered[j] < Len(order)
  /\ delivered' = [delivered EXCEPT ![j] = @ + 1]
  /\ state' = [state EXCEPT ![j] = After(@, order[delivered[j] + 1])]
  /\ UNCHANGED <<given, order, clients, committed, aborted>>

(* What a client could be told: histories of correct replicas.             *)
Held == UNION {{SubSeq(state[j].history, 1, n) : n \in 0..Len(state[j].history)} : j \in Correct}

Commit(c, h) ==
  /\ phase[c] = "waiting"
  /\ IsCommitHistory(req[c], h)
  /\ committed' = committed \cup {[request |-> req[c], history |-> h]}
  /\ phase' = [phase EXCEPT ![c] = "here"]
  /\ UNCHANGED <<given, order, delivered, state, req, init, sent, aborted>>

Abort(c, h) ==
  /\ phase[c] = "waiting"
  /\ IsTold(c, h)
  /\ aborted' = aborted \cup {[request |-> req[c], history |-> h]}
  /\ phase' = [phase EXCEPT ![c] = "aborted"]
  /\ UNCHANGED <<given, order, delivered, state, req, init, sent, committed>>

Next ==
  \/ \E c \in CorrectClient, r \in Request : Submit(c, r)
  \/ \E e \in Submitted : Order(e)
  \/ \E j \in Correct : Deliver(j)
  \/ \E c \in CorrectClient, h \in Held : Commit(c, h) \/ Abort(c, h)

(* The total order is live, and so are links.                              *)
Fairness ==
  /\ \A c \in CorrectClient :
       /\ WF_vars(\E r \in Request : Submit(c, r))
       /\ WF_vars(\E h \in Held : Commit(c, h) \/ Abort(c, h))
  /\ \A c \in CorrectClient : WF_vars(\E e \in Submitted : ClientOf(e.request) = c /\ Order(e))
  /\ \A j \in Correct : WF_vars(Deliver(j))

-----------------------------------------------------------------------------
(* What is claimed. *)

View ==
  [id        |-> Id,
   next      |-> Id + 1,
   commits   |-> {e.history : e \in committed},
   aborts    |-> {h \in Held : IsAbortHistory(h)} \cup {e.history : e \in aborted},
   inits     |-> given,
   valid     |-> {e.request : e \in SubmittedByCorrect}
                   \cup {r \in Request : ClientOf(r) \in ByzantineClient},
   committed |-> {e.request : e \in committed},
   aborted   |-> {e.request : e \in aborted}]

A1_Validity              == Validity(View)
A4_InitOrder             == InitOrder(View)
A5_CommitOrder           == CommitOrder(View)
A6_AbortOrder            == AbortOrder(View)
A7_SwitchingMonotonicity == SwitchingMonotonicity(View)

(* Of what correct replicas have made of the order, one has a prefix of     *)
(* what the other has.                                                     *)
B_TotalOrder ==
  \A j, k \in Correct :
    IsPrefix(state[j].history, state[k].history) \/ IsPrefix(state[k].history, state[j].history)

(* All that stop stop with one history, of which f+1 signatures can be had. *)
B_OneAbortHistory ==
  \A j, k \in Correct :
    HasStopped(state[j]) /\ HasStopped(state[k]) => state[j].history = state[k].history

(* "guarantees exactly k >= 1 requests to be committed".                   *)
ExactlyK ==
  /\ Cardinality({e.request : e \in committed}) <= K(Id)
  /\ \A j \in Correct :
       LET s == state[j] IN
       /\ Cardinality(s.taken) <= K(Id)
       /\ HasStopped(s) <=> Cardinality(s.taken) = K(Id)
       /\ Range(s.history) = Range(SubSeq(s.history, 1, s.base)) \cup s.taken

(* A.2; and A.3, of which the predicate is that fewer than k others come.  *)
A2_Termination ==
  \A c \in CorrectClient : phase[c] = "waiting" ~> phase[c] \in {"here", "aborted"}
A3_Progress ==
  \A c \in CorrectClient : phase[c] = "waiting" ~> phase[c] = "here"
=============================================================================
