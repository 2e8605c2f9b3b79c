------------------------------ MODULE PBFTTrace ------------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of PBFT.     *)
(*                                                                         *)
(*   trace          here                                                   *)
(*   process        a replica, here from 0                                 *)
(*   view           view[j] after the step                                 *)
(*   base           a stable checkpoint: what is up to there has committed, *)
(*                  and VIEW-CHANGEs do not speak of it                    *)
(*   batches        what stands at which number above it.  A batch is a    *)
(*                  request here, and the empty one the null request       *)
(*                                                                         *)
(* Three differences are the implementation's, and allowed for.  It has    *)
(* checkpoints, so that a VIEW-CHANGE and a NEW-VIEW speak of what lies     *)
(* above one.  It puts null requests where the specification leaves a       *)
(* number free, and its primaries may propose some, to move the            *)
(* watermarks.  And a replica that lost its memory is back in the view     *)
(* that it last spoke in, and is shown the NEW-VIEW again; what it said    *)
(* before it has said, and it executes from 1 again, or from a state that  *)
(* it is sent.                                                             *)
(*                                                                         *)
(* What is claimed of all states holds of those of the trace, or a step is *)
(* refused: PBFT_PreparedUnique as soon as something prepares, and         *)
(* PBFT_Agreement as soon as something is executed.                        *)
(***************************************************************************)
EXTENDS PBFT, Sequences, Traces, TLC

VARIABLE upTo  \* upTo[j]: the number up to which j has executed

Null == 1

Self(e)     == e.process - 1
NumberOf(e) == e.batches[1].number
BatchOf(e)  == e.batches[1].batch

-----------------------------------------------------------------------------
(* Checkpoints. *)

Settled(n) ==
  \E k \in Correct : \E m \in promised[k] : m.number = n /\ Committed(m.view, n, m.request)

Covered(base) == \A n \in 1..base : Settled(n)

Above(ms, base) == {m \in ms : m.number > base}

(* Where the view began: numbers up to there have no proposal in it.       *)
Floor(v, base) ==
  LET began == IF selected[v].sent THEN selected[v].base ELSE 0
  IN  IF base > began THEN base ELSE began

-----------------------------------------------------------------------------
(* The normal case. *)

RefusalHere(e) ==
  LET j == Self(e) IN
  IF view[j] # e.view THEN "the replica is in another view"
  ELSE IF ~active[j] THEN "the replica takes no part in a view now (Takes)"
  ELSE ""

(* Of a batch that a NEW-VIEW selected, the primary may know the digest    *)
(* only, and propose its requests once more: they execute once.            *)
ProposedAgain(p, v, r) ==
  \E m \in accepted[p] :
    /\ m.view = v /\ m.request = r
    /\ ~(selected[v].sent /\ selected[v].at[m.number] = r)

RefusalPrePrepare(e) ==
  LET p == Self(e)
      v == e.view
      n == NumberOf(e)
      r == BatchOf(e)
  IN
  IF RefusalHere(e) # "" THEN RefusalHere(e)
  ELSE IF p # Primary(v) THEN "the replica is not the primary of its view (Primary)"
  ELSE IF Proposed(p, v, n) THEN "the number has a request already (IsNext)"
  ELSE IF \E m \in Floor(v, e.base) + 1..n - 1 : ~Proposed(p, v, m)
    THEN "a number before has no request yet (IsNext)"
  ELSE IF r # Null /\ ProposedAgain(p, v, r)
    THEN "the request has a number in this view already (PrePrepare)"
  ELSE ""

TakePrePrepare(p, v, n, r) ==
  /\ accepted' = [accepted EXCEPT ![p] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, promised, executed, changes, selected>>

(* What a NEW-VIEW selects is accepted with it, and the PREPARE follows.   *)
RefusalPrepare(e) ==
  LET j == Self(e)
      v == e.view
      n == NumberOf(e)
      m == Proposal(v, n, BatchOf(e))
  IN
  IF RefusalHere(e) # "" THEN RefusalHere(e)
  ELSE IF j = Primary(v) THEN "the primary's proposal is its vote (Prepare)"
  ELSE IF m \in accepted[j] THEN ""
  ELSE IF ~AcceptsOne(j, v, n) THEN "the replica has accepted another request here (AcceptsOne)"
  ELSE IF Primary(v) \in Correct /\ m \notin accepted[Primary(v)]
    THEN "the primary has not proposed it (Prepare)"
  ELSE ""

TakePrepare(e) ==
  IF Proposal(e.view, NumberOf(e), BatchOf(e)) \in accepted[Self(e)]
  THEN UNCHANGED vars
  ELSE Prepare(Self(e), NumberOf(e), BatchOf(e))

RefusalCommit(e) ==
  LET j == Self(e)
      m == Proposal(e.view, NumberOf(e), BatchOf(e))
  IN
  IF RefusalHere(e) # "" THEN RefusalHere(e)
  ELSE IF m \notin accepted[j] THEN "the replica has not accepted it (Prepared)"
  ELSE IF ~Prepared(j, e.view, NumberOf(e), BatchOf(e))
    THEN "fewer than 2f backups have accepted it (Prepared)"
  ELSE IF m \in promised[j] THEN "the replica has sent this COMMIT (Commit)"
  ELSE IF \E k \in Correct : \E o \in promised[k] :
            o.view = m.view /\ o.number = m.number /\ o.request # m.request
    THEN "another request has prepared here (PBFT_PreparedUnique)"
  ELSE ""

(* In order, each once; or from the beginning, by a replica that has       *)
(* nothing left of what it was.                                            *)
IsNextToExecute(j, n) == n = upTo[j] + 1 \/ n = 1

(* The implementation does not ask whether it prepared here as well, which *)
(* PBFT_CommittedAgree does without, too.                                  *)
RefusalExecute(e) ==
  IF RefusalHere(e) # "" THEN RefusalHere(e)
  ELSE IF ~Committed(e.view, NumberOf(e), BatchOf(e))
    THEN "fewer than 2f+1 replicas have prepared it (CommittedLocal)"
  ELSE IF ~IsNextToExecute(Self(e), NumberOf(e))
    THEN IF NumberOf(e) <= upTo[Self(e)]
         THEN "the replica has executed this number (IsNextToExecute)"
         ELSE "the replica has not executed the number before (IsNextToExecute)"
  ELSE IF \E k \in Correct : \E o \in executed[k] : o.number = NumberOf(e) /\ o.request # BatchOf(e)
    THEN "another request has been executed at this number (PBFT_Agreement)"
  ELSE ""

TakeExecute(j, v, n, r) ==
  /\ executed' = [executed EXCEPT ![j] = @ \cup {Proposal(v, n, r)}]
  /\ UNCHANGED <<view, active, accepted, promised, changes, selected>>

-----------------------------------------------------------------------------
(* View changes. *)

RefusalViewChange(e) ==
  IF e.view < view[Self(e)] THEN "the replica has left for a later view (ViewChange)"
  ELSE IF ~Covered(e.base) THEN "its checkpoint covers a number at which nothing has committed"
  ELSE ""

TakeViewChange(j, v, base) ==
  /\ view'    = [view EXCEPT ![j] = v]
  /\ active'  = [active EXCEPT ![j] = FALSE]
  /\ changes' =
       IF changes[v][j].sent THEN changes
       ELSE [changes EXCEPT ![v][j] =
              [sent |-> TRUE,
               p    |-> LatestOnly(Above(promised[j], base)),
               q    |-> LatestOfEach(Above(accepted[j], base))]]
  /\ UNCHANGED <<accepted, promised, executed, selected>>

Choice(e) ==
  [n \in Number |->
     IF \E k \in DOMAIN e.batches : e.batches[k].number = n
     THEN e.batches[CHOOSE k \in DOMAIN e.batches : e.batches[k].number = n].batch
     ELSE Free]

MayStandAt(v, n, r) == Selects(v, n, r) \/ (r = Null /\ NothingPrepared(v, n))

RefusalChoice(e, choice) ==
  LET v    == e.view
      from == {n \in Number : n > e.base}
  IN
  IF \E n \in from : choice[n] # Free /\ ~MayStandAt(v, n, choice[n])
    THEN "the VIEW-CHANGEs do not allow what it selects (Selects, NothingPrepared)"
  ELSE IF \E n \in from : choice[n] = Free /\ ~NothingPrepared(v, n)
    THEN "it leaves a number out at which something may have prepared (NothingPrepared)"
  ELSE ""

ShownAgain(e) == view[Self(e)] = e.view /\ active[Self(e)]

(* A view begins once.                                                     *)
IsTheOne(e) == selected[e.view].sent => selected[e.view].at = Choice(e)

RefusalNewView(e) ==
  LET j == Self(e)
      v == e.view
  IN
  IF v < view[j] \/ v = 0 THEN "the replica has left that view (NewView)"
  ELSE IF j = Primary(v) /\ ~IsTheOne(e)
    THEN "the primary has begun the view with something else (IsTheOne)"
  ELSE IF ShownAgain(e)
    THEN IF Primary(v) \in Correct /\ ~IsTheOne(e)
         THEN "the primary's NEW-VIEW selects something else (NewView)" ELSE ""
  ELSE IF ~Covered(e.base) THEN "its checkpoint covers a number at which nothing has committed"
  ELSE IF j = Primary(v) \/ Primary(v) \in Byzantine THEN RefusalChoice(e, Choice(e))
  ELSE IF ~selected[v].sent THEN "the primary has sent no NEW-VIEW for it (NewView)"
  ELSE IF selected[v].at # Choice(e) THEN "the primary's NEW-VIEW selects something else (NewView)"
  ELSE ""

(* Whoever is shown a NEW-VIEW need not have left for that view itself.    *)
TakeNewView(e) ==
  LET j == Self(e)
      v == e.view
  IN
  IF ShownAgain(e) THEN UNCHANGED vars
  ELSE
    /\ view'     = [view EXCEPT ![j] = v]
    /\ selected' = IF j = Primary(v)
                   THEN [selected EXCEPT ![v] = [sent |-> TRUE, at |-> Choice(e), base |-> e.base]]
                   ELSE selected
    /\ Enter(j, v, Choice(e))
    /\ UNCHANGED <<promised, executed, changes>>

RefusalStateTransfer(e) ==
  IF ~Covered(e.base) THEN "the state is of a number up to which not all has committed" ELSE ""

-----------------------------------------------------------------------------

AtPlace(ms, e) ==
  LET here == {m \in ms : m.view = e.view /\ m.number = NumberOf(e)}
  IN  IF here = {} THEN Free ELSE (CHOOSE m \in here : TRUE).request

(* The view of the step at its number, as it was when it was refused.      *)
Before(e) ==
  LET by(f(_)) == [k \in {j + 1 : j \in Correct} |-> f(k - 1)]
      here(ms) == IF e.batches = <<>> THEN Free ELSE AtPlace(ms, e)
      InView(j)     == view[j]
      TakesPart(j)  == active[j]
      HasAccepted(j) == here(accepted[j])
      HasPromised(j) == here(promised[j])
  IN
  [views    |-> by(InView),
   active   |-> by(TakesPart),
   accepted |-> by(HasAccepted),
   promised |-> by(HasPromised)]

Executes(e) ==
  upTo' = CASE e.step = "PBFT.Execute" -> [upTo EXCEPT ![Self(e)] = NumberOf(e)]
            [] e.step = "PBFT.StateTransfer" -> [upTo EXCEPT ![Self(e)] = e.base]
            [] OTHER -> upTo

TakenUnless(e, why, Action) ==
  IF why = "" THEN Action /\ Executes(e) /\ Goes
  ELSE RejectsWith(why, Before(e)) /\ UNCHANGED <<vars, upTo>>

Follow(e) ==
  LET j == Self(e)
      v == e.view
  IN
  CASE e.step = "PBFT.PrePrepare" ->
         TakenUnless(e, RefusalPrePrepare(e), TakePrePrepare(j, v, NumberOf(e), BatchOf(e)))
    [] e.step = "PBFT.Prepare" -> TakenUnless(e, RefusalPrepare(e), TakePrepare(e))
    [] e.step = "PBFT.Commit" ->
         TakenUnless(e, RefusalCommit(e), Commit(j, NumberOf(e), BatchOf(e)))
    [] e.step = "PBFT.Execute" ->
         TakenUnless(e, RefusalExecute(e), TakeExecute(j, v, NumberOf(e), BatchOf(e)))
    [] e.step = "PBFT.ViewChange" ->
         TakenUnless(e, RefusalViewChange(e), TakeViewChange(j, v, e.base))
    [] e.step = "PBFT.NewView" -> TakenUnless(e, RefusalNewView(e), TakeNewView(e))
    [] e.step = "PBFT.StateTransfer" ->
         TakenUnless(e, RefusalStateTransfer(e), UNCHANGED vars)
    [] OTHER -> RejectsWith("there is no such step", Before(e)) /\ UNCHANGED <<vars, upTo>>

TraceInit == Init /\ upTo = [j \in Correct |-> 0] /\ TraceBegins

TraceNext == IF HasNext THEN Follow(Event) ELSE Accepts /\ UNCHANGED <<vars, upTo>>

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, upTo, trace, cursor>>

(* What is claimed of all states, of those of the trace, too: for what is  *)
(* not asked step by step above.                                           *)
TraceInvariant == PBFT_PreparedUnique /\ PBFT_Agreement /\ PBFT_CommittedSurvives
=============================================================================
