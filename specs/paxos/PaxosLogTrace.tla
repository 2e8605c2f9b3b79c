---------------------------- MODULE PaxosLogTrace ----------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of PaxosLog. *)
(*                                                                         *)
(*   recorded step               what it is here                           *)
(*   Shift_To_Leader_Election    the beginning, ProgressTimer, Join, or a  *)
(*                               Crash of who led: a run does not say      *)
(*                               which                                     *)
(*   Preinstall                  Preinstall; of who leads the view, that   *)
(*                               it may                                    *)
(*   Shift_To_Prepare_Phase      Preinstall of who leads                   *)
(*   Prepare_OK                  PrepareOk, which is sent again when it is *)
(*                               asked for again                           *)
(*   VC_Proof, Recover           Adopt, Crash                              *)
(*   Shift_To_Reg_Leader         Lead, which proposes all that is bound    *)
(*   Send_Proposal, Accept       Propose, Accept, or one of what Lead has  *)
(*                               proposed, or of what was accepted before  *)
(*   Globally_Ordered_Update     Order                                     *)
(*   Reconcile, Snapshot         Reconcile, at as many numbers as are told *)
(*   Invoke                      nothing; but that only what a client has  *)
(*                               asked for is proposed                     *)
(*   Execute                     nothing; but that each server executes    *)
(*                               what is ordered, number by number         *)
(*                                                                         *)
(* A batch is known by its text.                                           *)
(***************************************************************************)
EXTENDS PaxosLog, Replay, TLC

CONSTANTS
  Promises,   \* how many data lists the leaders of the run need,
  Accepts     \* and how many acceptances its servers

EnoughPromises(S) == Cardinality(S) >= Promises
EnoughAccepts(S) == Cardinality(S) >= Accepts

VARIABLES
  executed,   \* by server: up to which number it has executed
  cut,        \* by server: up to which number a snapshot stands for its log, from where it goes on after a crash
  asked       \* the updates that clients have asked for

traceVars == <<vars, executed, cut, asked>>

BatchOf(e) == IF e.updates = << >> THEN Nothing ELSE ToString(e.updates)

TakeElect(e) ==
  LET s == e.process
  IN \/ state[s] = "election" /\ attempted[s] = 1 /\ e.view = 1 /\ installed[s] = 0 /\ UNCHANGED vars
     \/ ProgressTimer(s) /\ attempted'[s] = e.view
     \/ Join(s, e.view)
     \/ Crash(s) /\ state'[s] = "election" /\ attempted'[s] = e.view

MayPreinstall(s) == state[s] = "election" /\ ~waits[s] /\ EnoughToPrepare(InFavour(attempted[s]))

TakePreinstall(e) ==
  /\ e.quorum = Promises
  /\ attempted[e.process] = e.view
  /\ IF Leader(e.view) = e.process THEN MayPreinstall(e.process) /\ UNCHANGED vars ELSE Preinstall(e.process)

TakePrepare(e) == Leader(e.view) = e.process /\ attempted[e.process] = e.view /\ Preinstall(e.process)

HasTold(s, v) == \E m \in prepareOks : m.s = s /\ m.v = v

TellsAgain(s, v) ==
  /\ HasTold(s, v) /\ IsOfThisView(s, v)
  /\ prepareOks' = prepareOks \cup {[s |-> s, v |-> v, bound |-> DataList(s), ordered |-> ordered[s]]}
  /\ UNCHANGED <<state, attempted, installed, waits, log, viewChanges, prepares, proposals, accepts>>

TakePrepareOk(e) == PrepareOk(e.process, e.view) \/ TellsAgain(e.process, e.view)

ProposalOf(e) == [v |-> e.view, i |-> e.sequence, u |-> BatchOf(e)]

TakeSendProposal(e) ==
  /\ installed[e.process] = e.view
  /\ IF ProposalOf(e) \in proposals
       THEN state[e.process] = "leader" /\ UNCHANGED vars
       ELSE Propose(e.process, BatchOf(e)) /\ ProposalOf(e) \in proposals'

TakeAccept(e) ==
  /\ ProposalOf(e) \in proposals
  /\ IF <<e.process, e.view, e.sequence>> \in accepts
       THEN state[e.process] = "follower" /\ MayAccept(e.process, ProposalOf(e)) /\ UNCHANGED vars
       ELSE Accept(e.process, ProposalOf(e))

TakeOrder(e) == e.quorum = Accepts /\ Order(e.process, e.sequence) /\ ordered'[e.process][e.sequence] = BatchOf(e)

Knows(s, i, u) == ordered[s][i] = u

TakeReconcile(e) ==
  \/ Knows(e.process, e.sequence, BatchOf(e)) /\ UNCHANGED vars
  \/ \E t \in Server : Knows(t, e.sequence, BatchOf(e)) /\ Reconcile(e.process, t, e.sequence)

(* Of what others have ordered, all at once. *)
TakeSnapshot(e) ==
  LET s == e.process
  IN /\ \E t \in Server :
          /\ \A i \in 1 .. e.sequence : ordered[t][i] # None
          /\ ordered' = [ordered EXCEPT ![s] = [i \in Seq |-> IF i <= e.sequence /\ @[i] = None THEN ordered[t][i] ELSE @[i]]]
     /\ UNCHANGED <<state, attempted, installed, waits, bound, messages>>

TakeExecute(e) == Knows(e.process, e.sequence, BatchOf(e)) /\ UNCHANGED vars

TakeAction(e) ==
  CASE e.step = "Invoke"                   -> UNCHANGED vars
    [] e.step = "Shift_To_Leader_Election" -> TakeElect(e)
    [] e.step = "Preinstall"               -> TakePreinstall(e)
    [] e.step = "Shift_To_Prepare_Phase"   -> TakePrepare(e)
    [] e.step = "Prepare_OK"               -> TakePrepareOk(e)
    [] e.step = "VC_Proof"                 -> Adopt(e.process, e.view)
    [] e.step = "Shift_To_Reg_Leader"      -> e.quorum = Promises /\ Lead(e.process) /\ installed[e.process] = e.view
    [] e.step = "Send_Proposal"            -> TakeSendProposal(e)
    [] e.step = "Accept"                   -> TakeAccept(e)
    [] e.step = "Globally_Ordered_Update"  -> TakeOrder(e)
    [] e.step = "Reconcile"                -> TakeReconcile(e)
    [] e.step = "Recover"                  -> Crash(e.process) /\ state'[e.process] = "follower" /\ e.view = installed[e.process]
    [] e.step = "Snapshot"                 -> TakeSnapshot(e)
    [] e.step = "Execute"                  -> TakeExecute(e)

IsNextToExecute(e) == e.sequence = executed[e.process] + 1

(* After a crash a server executes anew what its snapshot does not stand for. *)
BeginsAnew(s) == executed' = [executed EXCEPT ![s] = cut[s]]

Max(a, b) == IF a < b THEN b ELSE a

UpdatesOf(e) == {e.updates[k] : k \in DOMAIN e.updates}

TakeStep(e) ==
  /\ TakeAction(e)
  /\ e.step = "Send_Proposal" => UpdatesOf(e) \subseteq asked
  /\ asked' = IF e.step = "Invoke" THEN asked \cup UpdatesOf(e) ELSE asked
  /\ CASE e.step = "Execute" ->
             IsNextToExecute(e) /\ executed' = [executed EXCEPT ![e.process] = e.sequence] /\ UNCHANGED cut
       [] e.step = "Snapshot" ->
             /\ cut' = [cut EXCEPT ![e.process] = e.sequence]
             /\ executed' = [executed EXCEPT ![e.process] = Max(@, e.sequence)]
       [] e.step = "Recover" -> BeginsAnew(e.process) /\ UNCHANGED cut
       [] e.step = "Shift_To_Leader_Election" -> (BeginsAnew(e.process) \/ UNCHANGED executed) /\ UNCHANGED cut
       [] OTHER -> UNCHANGED <<executed, cut>>

TraceSpec ==
  /\ Init /\ executed = [s \in Server |-> 0] /\ cut = [s \in Server |-> 0] /\ asked = {}
  /\ ReplayBegins
  /\ [][Replays(TakeStep, traceVars)]_<<traceVars, replay>>
=============================================================================
