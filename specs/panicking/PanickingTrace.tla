--------------------------- MODULE PanickingTrace ---------------------------
(***************************************************************************)
(* What the traces of Quorum, ZLight and Chain share: whether recorded runs *)
(* of the implementation are behaviours of the specification.              *)
(*                                                                         *)
(*   trace                     here                                        *)
(*   step, process, instance   the action of that name, and its arguments  *)
(*   request                   a number; its client and t_c in a table     *)
(*   init                      the init history sent along, or adopted     *)
(*   history                   LH_j after the step, AH, or the commit      *)
(*                             history (looked up by its digest)           *)
(***************************************************************************)
EXTENDS Panicking, Traces, TLC

-----------------------------------------------------------------------------
(* What came along with a message of client c: an initialised replica has  *)
(* ignored it, so that it is not in the record.                            *)
AlongRequest(e) ==
  IF ClientOf(e.request) \in ByzantineClient
  THEN IF e.hasInit THEN e.init ELSE None
  ELSE CarriedInit(e.instance, e.request)

AlongPanic(e, c) ==
  IF c \in ByzantineClient
  THEN IF e.hasInit THEN e.init ELSE None
  ELSE PanicInit(e.instance, c)

Panics(e) ==
  {c \in Client :
     /\ AuthenticPanic(e.instance, c, AlongPanic(e, c))
     /\ MayProceed(e.instance, e.process, AlongPanic(e, c))
     /\ Initialised(e.instance, e.process) \/ (e.hasInit /\ AlongPanic(e, c) = e.init)}

RefusalInvoke(e) ==
  LET c == e.process IN
  IF inst[c] # e.instance THEN "the client is not in this instance"
  ELSE IF phase[c] \notin {"idle", "switching"} THEN "the client has a request outstanding"
  ELSE IF ~(IsNew(c, e.request) \/ IsRetried(c, e.request))
    THEN "the request is neither a new one of this client nor its aborted one"
  ELSE IF ~MayInvoke(c) THEN "MayInvoke"
  ELSE IF e.hasInit /\ init[e.instance][c] = None THEN "the client has no init history for this instance"
  ELSE IF e.hasInit /\ init[e.instance][c] # e.init
    THEN "the init history is not the client's abort history of the previous instance"
  ELSE IF ~e.hasInit /\ phase[c] = "switching" THEN "the init history is missing"
  ELSE ""

(* Whether replica j could have begun with what the record says, when ih   *)
(* came along: the first of the questions that all executing steps ask.    *)
RefusalInit(e, ih) ==
  LET i == e.instance
      j == e.process
      known == Initialised(i, j)
  IN
  IF known /\ e.hasInit THEN "the replica is initialised already"
  ELSE IF ~known /\ ~e.hasInit THEN "the replica is not initialised (MayProceed)"
  ELSE IF ~known /\ ih # e.init THEN "the init history is not the one that came with the message"
  ELSE IF ~MayProceed(i, j, ih) THEN "the init history is not valid (VerifiedInit)"
  ELSE ""

RefusalPerform(e, ih) ==
  LET i == e.instance
      j == e.process
      r == e.request
      h == HistoryWith(i, j, ih)
      executes == ~Known(i, j, h, r) /\ Fresh(TimesWith(i, j, ih), r)
  IN
  IF ~Runs(i, j) THEN "the replica has stopped in P2 (Runs)"
  ELSE IF RefusalInit(e, ih) # "" THEN RefusalInit(e, ih)
  ELSE IF e.history # (IF executes THEN Append(h, r) ELSE h)
       THEN IF executes THEN "the history is not the one before with the request at its end"
            ELSE "the history has changed, though the request is known or old (Known, Fresh)"
  ELSE ""

(* Of a commit: matches says whether enough replicas have answered alike.  *)
RefusalCommit(e, matches, otherwise) ==
  LET c == e.process IN
  IF inst[c] # e.instance THEN "the client is not in this instance"
  ELSE IF phase[c] \notin {"waiting", "panicking"} \/ req[c] # e.request
    THEN "the request is not outstanding"
  ELSE IF ~InTime(c) THEN "the client has panicked (InTime)"
  ELSE IF ~e.hasHistory THEN "no local history has the committed digest"
  ELSE IF ~matches THEN otherwise
  ELSE ""

RefusalP1(e) ==
  LET c == e.process IN
  IF inst[c] # e.instance THEN "the client is not in this instance"
  ELSE IF phase[c] # "waiting" \/ req[c] # e.request THEN "the request is not outstanding"
  ELSE IF ~MayPanic(c) THEN "MayPanic"
  ELSE ""

RefusalP2(e) ==
  LET i == e.instance
      j == e.process
      known == Initialised(i, j)
  IN
  IF known /\ e.hasInit THEN "the replica is initialised already"
  ELSE IF ~known /\ ~e.hasInit THEN "the replica is not initialised (MayProceed)"
  ELSE IF ~known /\ ~VerifiedInit(i, e.init) THEN "the init history is not valid (VerifiedInit)"
  ELSE IF Panics(e) = {} THEN "no client sent such a PANIC (AuthenticPanic)"
  ELSE IF e.history # HistoryWith(i, j, IF known THEN None ELSE e.init)
    THEN "the history is not the replica's local history"
  ELSE ""

RefusalP3(e) ==
  LET c == e.process IN
  IF inst[c] # e.instance THEN "the client is not in this instance"
  ELSE IF ~MayAbort(c) \/ req[c] # e.request THEN "the request is not outstanding"
  ELSE IF ~IsAbortHistory(e.instance, e.history)
    THEN "the abort history cannot be extracted from the ABORTs of this instance (IsAbortHistory)"
  ELSE ""

RefusalPanicking(e) ==
  CASE e.step = "P1" -> RefusalP1(e)
    [] e.step = "P2" -> RefusalP2(e)
    [] e.step = "P3" -> RefusalP3(e)
    [] OTHER -> "there is no such step"

TakePanicking(e) ==
  CASE e.step = "P1" -> Panic(e.process)
    [] e.step = "P2" -> \E c \in Panics(e) :
                          /\ \A d \in Panics(e) : c <= d
                          /\ Stop(e.instance, e.process, c, AlongPanic(e, c))
    [] e.step = "P3" -> Abort(e.process, e.history)

(* The instance as it was when the step was refused. *)
Before(i) ==
  [histories   |-> lh[i],
   initialised |-> [j \in Correct |-> Initialised(i, j)],
   stopped     |-> stopped[i],
   instances   |-> inst,
   phases      |-> phase,
   requests    |-> [c \in CorrectClient |-> IF req[c] = None THEN 0 ELSE req[c]]]

Rejects(why) == RejectsWith(why, Before(Event.instance))

-----------------------------------------------------------------------------
(* What is claimed of all states, of those of the trace, too.  (What init  *)
(* histories have in common is looked for among all that are valid, which  *)
(* are too many in a trace; of these A.4 is asked of the recordings.)      *)
Shown(i) ==
  [commits |-> {e.history : e \in committed[i]}, aborts |-> {e.history : e \in aborted[i]}]

TraceInvariant ==
  /\ \A i \in Instance : CommitOrder(Shown(i)) /\ AbortOrder(Shown(i))
  /\ C_LocalHistoriesDoNotRepeat
=============================================================================
