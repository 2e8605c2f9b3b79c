---------------------------- MODULE AbstractSpec ----------------------------
(***************************************************************************)
(* Abstract as a state machine: what one instance may do next, given what  *)
(* it has shown so far.  An implementation refines it (Spec, with the view *)
(* of its instance for A); a composition of instances refines it too, by   *)
(* Theorem 1 (MCTheorem1).                                                 *)
(*                                                                         *)
(* The state is the view A of module Abstract and nothing else.  The guards *)
(* are the properties of Appendix A, each held to the answer given: so A.1, *)
(* A.4, A.5 and A.6 hold in every state, and whatever keeps them is        *)
(* allowed.                                                                *)
(*                                                                         *)
(* Erratum: Appendix A knows abort histories that were returned.  Here they *)
(* are those that could be: a Byzantine client may hold one that no correct *)
(* client was told of (Leak), and begin the next instance with it.         *)
(***************************************************************************)
EXTENDS Naturals, Sequences, FiniteSets, Abstract

VARIABLE A

(* The first instance has no init histories; every other one is initialised *)
(* with one before it answers.                                             *)
IsFirst     == A.id = 1
Initialised == IsFirst \/ A.inits # {}

(* "every request is a valid request, or an element of a valid init        *)
(* history", and none appears twice.                                       *)
Allowed(h) ==
  /\ Initialised
  /\ NoRepetition(h)
  /\ Range(h) \subseteq A.valid \cup UNION {Range(init) : init \in A.inits}
  /\ A.inits # {} => IsPrefix(CommonPrefix(A.inits), h)

Outstanding(r) == r \in A.valid \ (A.committed \cup A.aborted)

-----------------------------------------------------------------------------

(* Byzantine clients may have invoked before anything else happens, and    *)
(* init histories may be there from the start.                             *)
Init ==
  /\ A.id < A.next
  /\ A.commits = {} /\ A.aborts = {} /\ A.committed = {} /\ A.aborted = {}
  /\ IsFirst => A.inits = {}

(* "m is invoked with a valid init history, or after i gets initialized".  *)
Invoke(r) ==
  /\ Initialised
  /\ A' = [A EXCEPT !.valid = @ \cup {r}]

(* More histories become valid init histories. *)
Initialise(inits) ==
  /\ ~IsFirst
  /\ A' = [A EXCEPT !.inits = @ \cup inits]

Commit(r, h) ==
  /\ Outstanding(r)
  /\ r \in Range(h)
  /\ Allowed(h)
  /\ \A g \in A.commits : IsPrefix(g, h) \/ IsPrefix(h, g)
  /\ \A g \in A.aborts  : IsPrefix(h, g)
  /\ A' = [A EXCEPT !.commits = @ \cup {h}, !.committed = @ \cup {r}]

MayAbortWith(h) == Allowed(h) /\ \A g \in A.commits : IsPrefix(g, h)

(* Abort histories come into somebody's reach. *)
Leak(histories) ==
  /\ \A h \in histories : MayAbortWith(h)
  /\ A' = [A EXCEPT !.aborts = @ \cup histories]

Abort(r, h) ==
  /\ Outstanding(r)
  /\ MayAbortWith(h)
  /\ A' = [A EXCEPT !.aborts = @ \cup {h}, !.aborted = @ \cup {r}]

(* A step says which request and which histories are new, so that none has *)
(* to be tried; in a refinement several histories may come into reach at   *)
(* once.                                                                   *)
Next ==
  \/ \E r \in A'.valid \ A.valid : Invoke(r)
  \/ Initialise(A'.inits)
  \/ \E r \in A'.committed \ A.committed : \E h \in A'.commits : Commit(r, h)
  \/ \E r \in A'.aborted \ A.aborted : \E h \in A'.aborts : Abort(r, h)
  \/ Leak(A'.aborts \ A.aborts)

(* Most steps of an implementation show nothing: that is looked at first.  *)
Spec == Init /\ [][A' # A => Next]_A
=============================================================================
