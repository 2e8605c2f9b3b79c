----------------------------- MODULE BackupTrace -----------------------------
(***************************************************************************)
(* Whether what recorded runs of the implementation did in an instance of  *)
(* Backup is a behaviour of Backup over some total order.                  *)
(*                                                                         *)
(* A trace has the steps of one instance, and of the instance before those *)
(* by which its replicas stopped: what they signed there tells which init  *)
(* histories are valid here, and when.                                     *)
(*                                                                         *)
(* The total order keeps its own counsel.  Its steps are not in the record, *)
(* nor are deliveries of which nothing came; so the order is what replicas *)
(* say that they took, and whoever says it first gives it its place.  A    *)
(* replica that fell behind may be given several at once: the recorded step *)
(* is the last of them then.  One that lost its memory is given again what *)
(* it had.  Nor is k in the record: it is what had committed when the first *)
(* replica stopped, and all others must come to the same.                  *)
(***************************************************************************)
EXTENDS Backup, Traces, TLC

VARIABLES
  own,     \* the instance
  signed,  \* what replicas signed when the instance before stopped, [from, history]
  alike,   \* whether that was Backup, of which f+1 that are alike make a proof
  term     \* k

aside == <<own, signed, alike, term>>

(* Deliveries that are not in the record move no cursor.                   *)
PlaceInOrder == <<Place, Len(order), delivered>>

Proof == INSTANCE AbortHistories

Term(id) == term

(* In place of Valid: the instance before is in the trace.                 *)
IsProven(ih) ==
  IF alike
  THEN Cardinality({a \in signed : a.history = ih}) + Cardinality(Byzantine) >= SignatureQuorum
  ELSE \E aborts \in Proof!ProofsOf(signed) : Proof!Extracts(aborts, ih)

ValidInTrace(ih) == ih # None /\ IsProven(ih)

-----------------------------------------------------------------------------
(* Clients. *)

Brought(e) == IF e.hasInit THEN e.init ELSE None

RefusalB1(e) ==
  LET c == e.process IN
  IF phase[c] = "aborted" THEN "the client has left the instance"
  ELSE IF phase[c] = "waiting" THEN "the client has a request outstanding"
  ELSE IF ClientOf(e.request) # c \/ (sent[c] # {} /\ TimeOf(e.request) <= TimeOf(req[c]))
    THEN "the request is not a new one of this client (IsNext)"
  ELSE IF e.hasInit /\ sent[c] # {} THEN "an init history comes with the first request only (Carried)"
  ELSE IF e.hasInit /\ ~Valid(e.init) THEN "the init history is not valid (Valid)"
  ELSE IF ~e.hasInit /\ sent[c] = {} /\ own > 1 THEN "the init history is missing"
  ELSE ""

RefusalOutstanding(c, r) ==
  IF phase[c] # "waiting" \/ req[c] # r THEN "the request is not outstanding" ELSE ""

RefusalB3(e) ==
  IF RefusalOutstanding(e.process, e.request) # "" THEN RefusalOutstanding(e.process, e.request)
  ELSE IF ~e.hasHistory THEN "no local history has the committed digest"
  ELSE IF ~IsCommitHistory(e.request, e.history)
    THEN "not f+1 replicas have answered with this history (IsCommitHistory)"
  ELSE ""

RefusalB5(e) ==
  IF RefusalOutstanding(e.process, e.request) # "" THEN RefusalOutstanding(e.process, e.request)
  ELSE IF ~IsAbortHistory(e.history) THEN "not f+1 replicas have signed this history (IsAbortHistory)"
  ELSE IF ~IsTold(e.process, e.history) THEN "its request has committed at those who signed (IsTold)"
  ELSE ""

-----------------------------------------------------------------------------
(* Replicas. *)

IsOrdered(r) == \E n \in DOMAIN order : order[n].request = r
PlaceOf(r)   == CHOOSE n \in DOMAIN order : order[n].request = r

(* What could have brought the request into the order.                     *)
Offers(e) ==
  IF ClientOf(e.request) \in ByzantineClient THEN {[request |-> e.request, init |-> Brought(e)]}
  ELSE {s \in sent[ClientOf(e.request)] : s.request = e.request}

TheOffer(e) == CHOOSE s \in Offers(e) : TRUE

(* At the beginning, and when all that is ordered so far is delivered:     *)
(* whoever was first to take the last of it has it all.                    *)
AtFirst == IF own = 1 THEN Begin(<<>>) ELSE Ignoring
Ahead   == IF order = <<>> THEN AtFirst
           ELSE state[CHOOSE j \in Correct : delivered[j] = Len(order)]

RECURSIVE Made(_)
Made(n) == IF n = 0 THEN AtFirst ELSE After(Made(n - 1), order[n])

(* Whether anything would come of ordering the request now.                *)
RefusalOrder(e) ==
  IF Offers(e) = {} THEN "no such request was submitted (Submitted)"
  ELSE
    LET t == Adopt(Ahead, TheOffer(e).init) IN
    IF ~Takes(t) THEN "it came with no valid init history, and none came before (Takes, Valid)"
    ELSE IF ~MayCommit(t) THEN "k requests have committed (MayCommit)"
    ELSE IF ~MayTake(t, e.request)
      THEN "the request has committed here, or is older than what the history holds (MayTake)"
    ELSE ""

(* Of what a replica is like, once it was given what it says it took.      *)
RefusalTaken(e, s) ==
  IF e.history # s.history THEN "the history is not what the order makes of it (Execute)"
  ELSE IF e.hasInit /\ e.init # SubSeq(s.history, 1, s.base)
    THEN "the init history is not the first valid one in the order (Adopt)"
  ELSE ""

RefusalStopped(e, s) ==
  IF ~HasStopped(s) THEN "fewer than k requests have committed (HasStopped)"
  ELSE IF e.history # s.history THEN "the history is not the replica's (Signs)"
  ELSE RefusalTaken(e, s)

-----------------------------------------------------------------------------

Before ==
  [histories   |-> [j \in Correct |-> state[j].history],
   initialised |-> [j \in Correct |-> state[j].initialised],
   stopped     |-> [j \in Correct |-> HasStopped(state[j])],
   phases      |-> phase,
   requests    |-> [c \in CorrectClient |-> IF req[c] = None THEN 0 ELSE req[c]]]

Rejects(why) == RejectsWith(why, Before) /\ UNCHANGED <<vars, aside>>

(* A step is taken unless something is against it.                         *)
TakenUnless(why, Action) == IF why = "" THEN Action /\ Goes /\ UNCHANGED aside ELSE Rejects(why)

(* Steps of the order come before, and leave the cursor where it is.       *)
Waits == UNCHANGED <<trace, cursor, aside>>

TakeB2(e) ==
  LET j == e.process
      r == e.request
  IN
  IF ~IsOrdered(r)
  THEN IF RefusalOrder(e) = "" THEN Order(TheOffer(e)) /\ Waits ELSE Rejects(RefusalOrder(e))
  ELSE LET n == PlaceOf(r) IN
       IF delivered[j] < n THEN Deliver(j) /\ Waits
       ELSE TakenUnless(RefusalTaken(e, IF delivered[j] = n THEN state[j] ELSE Made(n)), UNCHANGED vars)

TakeB4(e) ==
  LET j == e.process IN
  IF delivered[j] < Len(order) /\ ~HasStopped(state[j]) THEN Deliver(j) /\ Waits
  ELSE TakenUnless(RefusalStopped(e, state[j]), UNCHANGED vars)

(* The instance before.                                                    *)
TakeStopBefore(e) ==
  /\ signed' = signed \cup {[from |-> e.process, history |-> e.history]}
  /\ alike' = (e.step = "B4")
  /\ Goes
  /\ UNCHANGED <<vars, own, term>>

Follow(e) ==
  IF e.instance # own THEN TakeStopBefore(e)
  ELSE CASE e.step = "B1" -> TakenUnless(RefusalB1(e), Invoke(e.process, e.request, Brought(e)))
         [] e.step = "B2" -> TakeB2(e)
         [] e.step = "B3" -> TakenUnless(RefusalB3(e), Commit(e.process, e.history))
         [] e.step = "B4" -> TakeB4(e)
         [] e.step = "B5" -> TakenUnless(RefusalB5(e), Abort(e.process, e.history))
         [] OTHER -> Rejects("there is no such step")

-----------------------------------------------------------------------------

(* How many different requests were taken when the first replica stopped.  *)
TermOf(n) ==
  LET events == 1..TraceLength(n)
      stops  == {k \in events : TraceEvent(n, k).step = "B4" /\ TraceEvent(n, k).instance = own}
      first  == CHOOSE k \in stops : \A m \in stops : k <= m
      taken  == {TraceEvent(n, k).request : k \in {m \in 1..first : TraceEvent(n, m).step = "B2"}}
  IN  IF stops = {} THEN TraceLength(n) + 1 ELSE Longer(1, Cardinality(taken))

TraceInit ==
  /\ TraceBegins
  /\ own = TraceEvent(trace, TraceLength(trace)).instance
  /\ term = TermOf(trace)
  /\ signed = {}
  /\ alike = FALSE
  /\ given = {}
  /\ order = <<>>
  /\ delivered = [j \in Correct |-> 0]
  /\ state = [j \in Correct |-> AtFirst]
  /\ phase = [c \in CorrectClient |-> "here"]
  /\ req = [c \in CorrectClient |-> None]
  /\ init = [c \in CorrectClient |-> None]
  /\ sent = [c \in CorrectClient |-> {}]
  /\ committed = {}
  /\ aborted = {}

TraceNext == IF HasNext THEN Follow(Event) ELSE Accepts /\ UNCHANGED <<vars, aside>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, aside, trace, cursor>>

(* What is claimed of all states, of those of the trace, too.              *)
TraceInvariant ==
  LET shown == [commits |-> {e.history : e \in committed}, aborts |-> {e.history : e \in aborted}]
  IN  CommitOrder(shown) /\ AbortOrder(shown)
=============================================================================
