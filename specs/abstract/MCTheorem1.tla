----------------------------- MODULE MCTheorem1 -----------------------------
(***************************************************************************)
(* Theorem 1 of Appendix A (idempotence): two arbitrary instances of       *)
(* Abstract, composed by the algorithm of Figure A.1, are one instance.    *)
(*                                                                         *)
(* a and b do whatever AbstractSpec allows an instance to do; so what holds *)
(* here holds for any two protocols that refine it, and by induction for   *)
(* any number of them.                                                     *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, Abstract, TLC

CONSTANTS
  Client,           \* clients make one request each, which bears their name
  ByzantineClient,  \* those that invoke and abort as they like
  Starts            \* how many init histories a may begin with; none if it is the first

VARIABLES
  a, b,   \* the views of instances i and next(i)
  at,     \* at[c]: the instance that client c is in
  phase   \* phase[c]: "idle", "waiting", or "done"

vars == <<a, b, at, phase>>

Request       == Client
CorrectClient == Client \ ByzantineClient

Histories ==
  TLCEval(UNION {{h \in [1..n -> Request] : NoRepetition(h)} : n \in 0..Cardinality(Request)})

One   == INSTANCE AbstractSpec WITH A <- a
Other == INSTANCE AbstractSpec WITH A <- b
Both  == INSTANCE AbstractSpec WITH A <- Compose(a, b)

New(i, inits) ==
  [id |-> i, next |-> i + 1, commits |-> {}, aborts |-> {}, inits |-> inits,
   valid |-> ByzantineClient, committed |-> {}, aborted |-> {}]

(* All sets of init histories that a previous instance could have returned. *)
(* That more become valid later needs no step of its own: a run in which   *)
(* they do is a run with all of them from the start.                       *)
GivenInits ==
  IF Starts = 0 THEN {{}} ELSE {H \in SUBSET Histories : Cardinality(H) \in 1..Starts}

Init ==
  /\ a \in {New(IF Starts = 0 THEN 1 ELSE 2, inits) : inits \in GivenInits}
  /\ b = New(a.next, {})
  /\ at = [c \in CorrectClient |-> a.id]
  /\ phase = [c \in CorrectClient |-> "idle"]

-----------------------------------------------------------------------------
(* Figure A.1.  INVOKE, COMMIT and ABORT are those of the composition.     *)

INVOKE(c) ==
  /\ phase[c] = "idle"
  /\ phase' = [phase EXCEPT ![c] = "waiting"]
  /\ IF at[c] = a.id
     THEN One!Invoke(c) /\ UNCHANGED b
     ELSE Other!Invoke(c) /\ UNCHANGED a
  /\ UNCHANGED at

Waiting(c, A) == phase[c] = "waiting" /\ at[c] = A.id
Done(c) == phase' = [phase EXCEPT ![c] = "done"]

COMMIT(c, h) ==
  /\ \/ Waiting(c, a) /\ One!Commit(c, h) /\ UNCHANGED b
     \/ Waiting(c, b) /\ Other!Commit(c, h) /\ UNCHANGED a
  /\ Done(c)
  /\ UNCHANGED at

(* A history that a has returned is a valid init history of b.             *)
ValidFrom(histories) == Other!Initialise(histories)

(* On an abort of a, the client invokes the request again on b, with the   *)
(* abort history as its init history (INVOKE, when at[c] has changed).     *)
Switch(c, h) ==
  /\ Waiting(c, a)
  /\ One!Abort(c, h)
  /\ ValidFrom({h})
  /\ at' = [at EXCEPT ![c] = a.next]
  /\ phase' = [phase EXCEPT ![c] = "idle"]

ABORT(c, h) ==
  /\ Waiting(c, b)
  /\ Other!Abort(c, h)
  /\ Done(c)
  /\ UNCHANGED <<a, at>>

(* What Byzantine clients make of ABORTs that are out.                     *)
LeakOfOne(h)   == h \notin a.aborts /\ One!Leak({h}) /\ ValidFrom({h}) /\ UNCHANGED <<at, phase>>
LeakOfOther(h) == h \notin b.aborts /\ Other!Leak({h}) /\ UNCHANGED <<a, at, phase>>

Next ==
  \/ \E c \in CorrectClient : INVOKE(c)
  \/ \E c \in CorrectClient, h \in Histories : COMMIT(c, h) \/ Switch(c, h) \/ ABORT(c, h)
  \/ \E h \in Histories : LeakOfOne(h) \/ LeakOfOther(h)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

Symmetry == Permutations(CorrectClient)

(* The theorem. *)
Theorem1 == Both!Spec

(* The properties, of each and of both: AbstractSpec means what it says.   *)
Views == <<a, b>>
A1_Validity              == Everywhere(Validity, Views)
A4_InitOrder             == Everywhere(InitOrder, Views)
A5_CommitOrder           == Everywhere(CommitOrder, Views)
A6_AbortOrder            == Everywhere(AbortOrder, Views)
A7_SwitchingMonotonicity == Everywhere(SwitchingMonotonicity, Views)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..5 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "commits in both", a.commits # {} /\ b.commits # {})
  /\ Reached(2, "a request that the first aborted and the second committed",
       a.aborted \cap b.committed # {})
  /\ Reached(3, "the second initialised with different histories", Cardinality(b.inits) > 1)
  /\ Reached(4, "a commit in the first after one in the second",
       \E c \in CorrectClient : b.commits # {} /\ Waiting(c, a) /\ \E h \in Histories :
         ENABLED COMMIT(c, h))
  /\ Reached(5, "an abort by both",
       b.aborted # {})
=============================================================================
