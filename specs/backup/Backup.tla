------------------------------- MODULE Backup -------------------------------
(***************************************************************************)
(* Backup (thesis 3.4.3): an instance of Abstract as a thin layer on any   *)
(* total order.  It ignores requests until one brings a valid init history, *)
(* executes that history, commits exactly k requests, and aborts the rest. *)
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

ClientOf(r) == r.client

(* k, a function of the instance: "increases k exponentially, with every   *)
(* new instance of Backup".                                                *)
K(id) == 1

VARIABLES
  given,      \* the valid init histories
  order,      \* what the total order delivers: submissions [request, init]
  delivered,  \* delivered[j]: how many of them j has got
  state,      \* state[j]: what j has made of them
  phase,      \* phase[c]: "here", then "waiting", "done" or "aborted"; elsewhere until then
  req,        \* req[c]: its request
  init,       \* init[c]: the init history that it comes with
  committed,  \* what clients were told, [request, history]
  aborted

vars == <<given, order, delivered, state, phase, req, init, committed, aborted>>

-----------------------------------------------------------------------------
(* The layer: what a replica does with what is delivered to it. *)

(* "It ignores all the requests delivered by the underlying BFT protocol   *)
(* until it receives a request containing a valid init history": one with  *)
(* the signatures of the instance before (P3's proof, or f+1 of Backup).   *)
Valid(ih) == ih # None /\ ih \in given

Ignoring ==
  [initialised |-> FALSE, history |-> <<>>, base |-> 0, left |-> 0, taken |-> {}, overrun |-> FALSE]

(* "Backup sets its state by executing all the requests contained in a     *)
(* valid init history it received."                                        *)
Begin(ih) ==
  [Ignoring EXCEPT !.initialised = TRUE, !.history = ih, !.base = Len(ih), !.left = K(Id)]

(* Erratum: 3.4.3 "simply executes the first k requests ordered", among    *)
(* them one that was aborted and stands in the init history already.       *)
Known(s, r) == r \in Range(s.history)

(* "Then, it simply executes the first k requests ordered by BFT, and      *)
(* commits these requests.  After committing the k-th request, Backup      *)
(* aborts all subsequent requests."                                        *)
Execute(s, r) ==
  IF Known(s, r) THEN s
  ELSE IF s.left > 0 THEN [s EXCEPT !.history = Append(@, r), !.left = @ - 1]
  ELSE [s EXCEPT !.overrun = TRUE]

(* "neglecting subsequent init histories" *)
Adopt(s, ih) == IF s.initialised THEN s ELSE IF Valid(ih) THEN Begin(ih) ELSE s

(* Before, they are ignored.                                               *)
Takes(s) == s.initialised

After(s, e) ==
  LET t == Adopt(s, e.init)
  IN  IF Takes(t) THEN [Execute(t, e.request) EXCEPT !.taken = @ \cup {e.request}] ELSE t

-----------------------------------------------------------------------------
(* Answers. *)

(* "any BFT protocol must provide an identical reply from at least f + 1   *)
(* replicas", and "f + 1 different signatures of the identical abort       *)
(* history".                                                               *)
ReplyQuorum == F + 1
SignatureQuorum == F + 1

Place(h, r) == CHOOSE k \in DOMAIN h : h[k] = r

Longer(m, n) == IF m > n THEN m ELSE n

(* The history up to the request, and no less than the init history.       *)
CommitHistory(s, r) == SubSeq(s.history, 1, Longer(Place(s.history, r), s.base))

(* A replica replies to the requests that it has taken and executed, now or *)
(* in the init history.                                                    *)
Commits(j, r, h) ==
  LET s == state[j] IN r \in s.taken \cap Range(s.history) /\ h = CommitHistory(s, r)

(* It signs its history once it has had to abort a request.                *)
Signs(j, h) == state[j].overrun /\ h = state[j].history

IsCommitHistory(r, h) ==
  Cardinality({j \in Correct : Commits(j, r, h)}) + Cardinality(Byzantine) >= ReplyQuorum

IsAbortHistory(h) ==
  Cardinality({j \in Correct : Signs(j, h)}) + Cardinality(Byzantine) >= SignatureQuorum

-----------------------------------------------------------------------------
(* Steps. *)

(* A client submits its request, with the init history: it comes from the  *)
(* instance before.                                                        *)
Submit(c) ==
  /\ phase[c] = "here"
  /\ phase' = [phase EXCEPT ![c] = "waiting"]
  /\ UNCHANGED <<given, order, delivered, state, req, init, committed, aborted>>

HaveSubmitted == {c \in CorrectClient : phase[c] \in {"waiting", "done", "aborted"}}

Submitted ==
  {[request |-> req[c], init |-> init[c]] : c \in HaveSubmitted}
  \cup {[request |-> r, init |-> ih] :
     r \in {q \in Request : ClientOf(q) \in ByzantineClient}, ih \in Histories \cup {None}}

(* Byzantine clients may submit without end; a model bounds them. *)
MayOrder(e) == TRUE

(* The total order takes the next submission, each once.                   *)
Order(e) ==
  /\ e \in Submitted
  /\ MayOrder(e)
  /\ e \notin Range(order)
  /\ order' = Append(order, e)
  /\ UNCHANGED <<given, delivered, state, phase, req, init, committed, aborted>>

Deliver(j) ==
  /\ delivered[j] < Len(order)
  /\ delivered' = [delivered EXCEPT ![j] = @ + 1]
  /\ state' = [state EXCEPT ![j] = After(@, order[delivered[j] + 1])]
  /\ UNCHANGED <<given, order, phase, req, init, committed, aborted>>

(* What a client could be told: histories of correct replicas.             *)
Held == UNION {{SubSeq(state[j].history, 1, n) : n \in 0..Len(state[j].history)} : j \in Correct}

Commit(c, h) ==
  /\ phase[c] = "waiting"
  /\ IsCommitHistory(req[c], h)
  /\ committed' = committed \cup {[request |-> req[c], history |-> h]}
  /\ phase' = [phase EXCEPT ![c] = "done"]
  /\ UNCHANGED <<given, order, delivered, state, req, init, aborted>>

Abort(c, h) ==
  /\ phase[c] = "waiting"
  /\ IsAbortHistory(h)
  /\ aborted' = aborted \cup {[request |-> req[c], history |-> h]}
  /\ phase' = [phase EXCEPT ![c] = "aborted"]
  /\ UNCHANGED <<given, order, delivered, state, req, init, committed>>

Next ==
  \/ \E c \in CorrectClient : Submit(c)
  \/ \E e \in Submitted : Order(e)
  \/ \E j \in Correct : Deliver(j)
  \/ \E c \in CorrectClient, h \in Held : Commit(c, h) \/ Abort(c, h)

(* The total order is live, and so are links.                              *)
Fairness ==
  /\ \A c \in CorrectClient : WF_vars(Submit(c)) /\ WF_vars(\E h \in Held : Commit(c, h) \/ Abort(c, h))
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
   valid     |-> {req[c] : c \in HaveSubmitted}
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

(* "guarantees exactly k >= 1 requests to be committed".                   *)
ExactlyK ==
  \A j \in Correct :
    LET s == state[j] IN
    /\ s.initialised => Len(s.history) - s.base <= K(Id)
    /\ s.overrun     => Len(s.history) - s.base = K(Id)

(* A.2; and A.3, of which the predicate is that fewer than k others come.  *)
A2_Termination ==
  \A c \in CorrectClient : phase[c] = "waiting" ~> phase[c] \in {"done", "aborted"}
A3_Progress ==
  \A c \in CorrectClient : phase[c] = "waiting" ~> phase[c] = "done"
=============================================================================
