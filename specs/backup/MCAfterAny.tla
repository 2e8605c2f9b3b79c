----------------------------- MODULE MCAfterAny -----------------------------
(***************************************************************************)
(* Backup after any first instance of Abstract, composed by the algorithm  *)
(* of Figure A.1: AZyzzyva, where that is ZLight, and Aliph, where it is   *)
(* Quorum and Chain, which by Theorem 1 are one instance.                  *)
(*                                                                         *)
(* The predecessor does whatever AbstractSpec allows; ZLight, Quorum and   *)
(* Chain refine it in models of their own, whose product with Backup would *)
(* be too large.                                                           *)
(***************************************************************************)
EXTENDS MCBackup

VARIABLE a  \* the view of the predecessor

One  == INSTANCE AbstractSpec WITH A <- a
Both == INSTANCE AbstractSpec WITH A <- Compose(a, View)

ComposedInit ==
  /\ a = [id |-> 1, next |-> Id, commits |-> {}, aborts |-> {}, inits |-> {},
          valid |-> {r \in Request : ClientOf(r) \in ByzantineClient},
          committed |-> {}, aborted |-> {}]
  /\ given = {}
  /\ order = <<>>
  /\ delivered = [j \in Correct |-> 0]
  /\ state = [j \in Correct |-> Ignoring]
  /\ phase = [c \in CorrectClient |-> "away"]
  /\ req = [c \in CorrectClient |-> [client |-> c, time |-> 1]]
  /\ init = [c \in CorrectClient |-> None]
  /\ sent = [c \in CorrectClient |-> {}]
  /\ committed = {}
  /\ aborted = {}

InBackup == UNCHANGED <<order, delivered, state, req, sent, committed, aborted>>

InvokeFirst(c) ==
  /\ phase[c] = "away"
  /\ One!Invoke(req[c])
  /\ phase' = [phase EXCEPT ![c] = "invoked"]
  /\ UNCHANGED <<given, init>> /\ InBackup

CommitInFirst(c, h) ==
  /\ phase[c] = "invoked"
  /\ One!Commit(req[c], h)
  /\ phase' = [phase EXCEPT ![c] = "committed there"]
  /\ UNCHANGED <<given, init>> /\ InBackup

(* The abort history becomes the client's init history.                    *)
Switch(c, h) ==
  /\ phase[c] = "invoked"
  /\ One!Abort(req[c], h)
  /\ phase' = [phase EXCEPT ![c] = "here"]
  /\ given' = given \cup {h}
  /\ init'  = [init EXCEPT ![c] = h]
  /\ InBackup

LeakOfFirst(h) ==
  /\ h \notin a.aborts
  /\ One!Leak({h})
  /\ given' = given \cup {h}
  /\ UNCHANGED <<phase, init>> /\ InBackup

ComposedNext ==
  \/ \E c \in CorrectClient : InvokeFirst(c)
  \/ \E c \in CorrectClient, h \in Histories : CommitInFirst(c, h) \/ Switch(c, h)
  \/ ByzantineClient # {} /\ \E h \in Histories : LeakOfFirst(h)
  \/ Next /\ UNCHANGED a

ComposedSpec == ComposedInit /\ [][ComposedNext]_<<vars, a>>

CompositionIsAbstract == Both!Spec

SometimesComposed ==
  /\ Sometimes
  /\ Reached(7, "commits in both", a.commits # {} /\ committed # {})
  /\ Reached(8, "a commit in the first after one in Backup",
       committed # {} /\ \E c \in CorrectClient : phase[c] = "invoked"
         /\ \E h \in Histories : ENABLED CommitInFirst(c, h))
=============================================================================
