----------------------------- MODULE ZLightTrace -----------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of ZLight.    *)
(* A batch is in the record as its requests, one after the other, which is  *)
(* how the specification orders and executes them.                          *)
(***************************************************************************)
EXTENDS ZLight, PanickingTrace

RefusalZ2(e) ==
  LET i  == e.instance
      ih == AlongRequest(e)
  IN
  IF e.process # Primary THEN "only the primary orders"
  ELSE IF ~AuthenticRequest(i, e.request, ih) THEN "no such REQ was sent (AuthenticRequest)"
  ELSE IF RefusalInit(e, ih) # "" THEN RefusalInit(e, ih)
  ELSE IF ~NotOrdered(i, e.request) THEN "it was ordered before, or is older than what was (NotOrdered)"
  ELSE IF e.history # HistoryWith(i, Primary, ih) THEN "the history is not the primary's local history"
  ELSE ""

(* What came with the ORDER that is next for the replica.                  *)
Next3(e) == sn[e.instance][e.process] + 1

AlongOrder(e) ==
  IF Primary \in Correct THEN ordered[e.instance][Next3(e)].init
  ELSE IF e.hasInit THEN e.init ELSE None

RefusalZ3(e) ==
  LET i == e.instance
      j == e.process
  IN
  IF Primary \in Correct /\ Next3(e) \notin DOMAIN ordered[i]
    THEN "the primary has ordered nothing under the next number (OrderedAs, NextNumber)"
  ELSE IF Primary \in Correct /\ ordered[i][Next3(e)].request # e.request
    THEN "the primary has ordered another request under the next number (OrderedAs, NextNumber)"
  ELSE IF ~Listens(i, j) THEN "the replica has given up the instance (Listens)"
  ELSE IF ~Authenticates(i, j, e.request) THEN "the client sent no such request (Authenticates)"
  ELSE IF RefusalPerform(e, AlongOrder(e)) # "" THEN RefusalPerform(e, AlongOrder(e))
  ELSE IF ~MayTake(i, j, e.request, AlongOrder(e))
    THEN "the request was executed before, or is older than what was (MayTake)"
  ELSE ""

RefusalHalt(e) ==
  IF Primary \in Correct /\ ByzantineClient = {}
    THEN "a MAC did not verify, though nobody is Byzantine who could have made it (MayFailToVerify)"
  ELSE IF ~Listens(e.instance, e.process) THEN "the replica has given up the instance before (Listens)"
  ELSE ""

RefusalZ4(e) ==
  RefusalCommit(e, MatchingAnswers(e.instance, e.request, e.history),
    "not all correct replicas have answered with this history (MatchingAnswers)")

Refusal(e) ==
  CASE e.step = "Z1" -> RefusalInvoke(e)
    [] e.step = "Z2" -> RefusalZ2(e)
    [] e.step = "Z3" -> RefusalZ3(e)
    [] e.step = "Z3.refuses" -> RefusalHalt(e)
    [] e.step = "Z4" -> RefusalZ4(e)
    [] OTHER -> RefusalPanicking(e)

TakeHalt(e) ==
  /\ halted' = [halted EXCEPT ![e.instance][e.process] = TRUE]
  /\ UNCHANGED <<shared, ordered, sn>>

Take(e) ==
  CASE e.step = "Z1" -> Z1(e.process, e.request)
    [] e.step = "Z2" -> Order(e.instance, e.request, AlongRequest(e))
    [] e.step = "Z3" -> Execute(e.instance, e.process, Next3(e), e.request, AlongOrder(e))
    [] e.step = "Z3.refuses" -> TakeHalt(e)
    [] e.step = "Z4" -> Commit(e.process, e.history)
    [] OTHER -> TakePanicking(e) /\ UNCHANGED ordering

-----------------------------------------------------------------------------

TraceInit == Init /\ TraceBegins

TraceNext ==
  \/ /\ HasNext
     /\ LET why == Refusal(Event) IN
        IF why = "" THEN Take(Event) /\ Goes ELSE Rejects(why) /\ UNCHANGED vars
  \/ Accepts /\ UNCHANGED vars

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, trace, cursor>>
=============================================================================
