----------------------------- MODULE ChainTrace ------------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of Chain.     *)
(* A batch is in the record as its requests, one after the other, which is  *)
(* how the specification executes them and passes them on.                  *)
(***************************************************************************)
EXTENDS Chain, PanickingTrace

Number(e) == Len(chained[e.instance][e.process]) + 1

Nearest(makers) == CHOOSE q \in makers : \A other \in makers : other <= q

RefusalC2(e) ==
  LET i  == e.instance
      ih == AlongRequest(e)
  IN
  IF e.process # TheHead THEN "only the head takes a client's request"
  ELSE IF ~AuthenticRequest(i, e.request, ih) THEN "no such request was sent (AuthenticRequest)"
  ELSE IF RefusalPerform(e, ih) # "" THEN RefusalPerform(e, ih)
  ELSE IF ~MayTake(i, TheHead, e.request, ih)
    THEN "the request was executed before, or is older than what was (MayTake)"
  ELSE ""

(* What came along from the predecessor.  The record of a step has only the *)
(* init history with which its replica began; what a Byzantine predecessor *)
(* sent on with a later request, the correct ones before it have vouched   *)
(* for.                                                                    *)
AlongChain(e) ==
  LET vouched == {q \in Predecessors(e.process) \cap Correct :
                    Number(e) \in DOMAIN chained[e.instance][q]}
  IN
  IF vouched # {} THEN chained[e.instance][Nearest(vouched)][Number(e)].init
  ELSE IF e.hasInit THEN e.init ELSE None

RefusalC3(e) ==
  LET i == e.instance
      j == e.process
      n == Number(e)
  IN
  IF j = TheHead THEN "the head has no predecessor"
  ELSE IF j - 1 \in Correct /\ n \notin DOMAIN chained[i][j - 1]
    THEN "its predecessor has passed nothing on under the next number (FromPredecessor, NextNumber)"
  ELSE IF j - 1 \in Correct /\ chained[i][j - 1][n].request # e.request
    THEN "its predecessor has passed on another request under the next number (FromPredecessor, NextNumber)"
  ELSE IF ~Verifies(i, j, n, e.request, AlongChain(e))
    THEN "not all of the predecessor set, nor the client, vouch for it (Verifies)"
  ELSE IF RefusalPerform(e, AlongChain(e)) # "" THEN RefusalPerform(e, AlongChain(e))
  ELSE IF ~MayTake(i, j, e.request, AlongChain(e))
    THEN "the request was executed before, or is older than what was (MayTake)"
  ELSE ""

(* That a replica executes nothing more is no step of the specification.   *)
RefusalHalt(e) ==
  IF Byzantine = {} /\ ByzantineClient = {}
  THEN "a MAC did not verify, though nobody is Byzantine who could have made it" ELSE ""

RefusalC4(e) ==
  RefusalCommit(e, MatchingAnswers(e.instance, e.request, e.history),
    "not all correct ones of the last f+1 replicas have answered with this history (MatchingAnswers)")

Refusal(e) ==
  CASE e.step = "C1" -> RefusalInvoke(e)
    [] e.step = "C2" -> RefusalC2(e)
    [] e.step = "C3" -> RefusalC3(e)
    [] e.step = "C3.refuses" -> RefusalHalt(e)
    [] e.step = "C4" -> RefusalC4(e)
    [] OTHER -> RefusalPanicking(e)

Take(e) ==
  CASE e.step = "C1" -> C1(e.process, e.request)
    [] e.step = "C2" -> Lead(e.instance, e.request, AlongRequest(e))
    [] e.step = "C3" -> Follow(e.instance, e.process, Number(e), e.request, AlongChain(e))
    [] e.step = "C3.refuses" -> UNCHANGED vars
    [] e.step = "C4" -> Commit(e.process, e.history)
    [] OTHER -> TakePanicking(e) /\ UNCHANGED chained

-----------------------------------------------------------------------------

TraceInit == Init /\ TraceBegins

TraceNext ==
  \/ /\ HasNext
     /\ LET why == Refusal(Event) IN
        IF why = "" THEN Take(Event) /\ Goes ELSE Rejects(why) /\ UNCHANGED vars
  \/ Accepts /\ UNCHANGED vars

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, trace, cursor>>
=============================================================================
