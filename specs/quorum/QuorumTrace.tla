----------------------------- MODULE QuorumTrace -----------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of Quorum.    *)
(***************************************************************************)
EXTENDS Quorum, PanickingTrace

RefusalQ2(e) ==
  IF ~AuthenticRequest(e.instance, e.request, AlongRequest(e)) THEN "no such REQ was sent (AuthenticRequest)"
  ELSE RefusalPerform(e, AlongRequest(e))

RefusalQ3(e) ==
  RefusalCommit(e, MatchingAnswers(e.instance, e.request, e.history),
    "not all correct replicas have answered with this history (MatchingAnswers)")

Refusal(e) ==
  CASE e.step = "Q1" -> RefusalInvoke(e)
    [] e.step = "Q2" -> RefusalQ2(e)
    [] e.step = "Q3" -> RefusalQ3(e)
    [] OTHER -> RefusalPanicking(e)

Take(e) ==
  CASE e.step = "Q1" -> Q1(e.process, e.request)
    [] e.step = "Q2" -> Receive(e.instance, e.process, e.request, AlongRequest(e))
    [] e.step = "Q3" -> Commit(e.process, e.history)
    [] OTHER -> TakePanicking(e)

-----------------------------------------------------------------------------

TraceInit == Init /\ TraceBegins

TraceNext ==
  \/ /\ HasNext
     /\ LET why == Refusal(Event) IN
        IF why = "" THEN Take(Event) /\ Goes ELSE Rejects(why) /\ UNCHANGED vars
  \/ Accepts /\ UNCHANGED vars

TraceSpec == TraceInit /\ [][TraceNext]_<<vars, trace, cursor>>
=============================================================================
