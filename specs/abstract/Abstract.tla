------------------------------ MODULE Abstract ------------------------------
(***************************************************************************)
(* Abstract: the seven properties of Appendix A of the thesis, as operators *)
(* over what an instance showed to its clients, and the composition of      *)
(* instances (Theorem 1).                                                   *)
(*                                                                          *)
(* Nothing here knows a protocol.  A protocol describes each of its         *)
(* instances by one record, a _view_ of the instance so far:                *)
(*                                                                          *)
(*   id         its number i                                                *)
(*   next       next(i), the instance it switches to                        *)
(*   commits    the set of its commit histories                             *)
(*   aborts     the set of its abort histories                              *)
(*   inits      the set of its valid init histories (empty for the first)   *)
(*   valid      the set of requests validly invoked on it                   *)
(*   committed  the set of requests that clients committed                  *)
(*   aborted    the set of requests that clients aborted                    *)
(*                                                                          *)
(* Histories are sequences of requests.  "Prefix" is non-strict.            *)
(***************************************************************************)
LOCAL INSTANCE Naturals
LOCAL INSTANCE Sequences
LOCAL INSTANCE FiniteSets

Range(h) == {h[k] : k \in DOMAIN h}

NoRepetition(h) == Cardinality(Range(h)) = Len(h)

IsPrefix(g, h) == Len(g) <= Len(h) /\ g = SubSeq(h, 1, Len(g))

(* The longest common prefix of a non-empty set of histories. *)
CommonPrefix(histories) ==
  LET one == CHOOSE h \in histories : \A g \in histories : Len(h) <= Len(g)
      shared(k) == \A h \in histories : SubSeq(h, 1, k) = SubSeq(one, 1, k)
  IN  SubSeq(one, 1, CHOOSE k \in 0..Len(one) :
                        shared(k) /\ (k < Len(one) => ~shared(k + 1)))

-----------------------------------------------------------------------------

(* A.1  In every commit/abort history, no request appears twice and every  *)
(* request is a valid request, or an element of a valid init history.      *)
Validity(A) ==
  \A h \in A.commits \cup A.aborts :
    /\ NoRepetition(h)
    /\ Range(h) \subseteq A.valid \cup UNION {Range(init) : init \in A.inits}

(* The two temporal properties are for reading: TLC does not evaluate      *)
(* temporal operators with parameters, so a protocol writes them out.      *)

(* A.2  If a correct client invokes a valid request, then it eventually    *)
(* commits or aborts it.                                                   *)
Termination(invoked, committed, aborted) == invoked ~> (committed \/ aborted)

(* A.3  If a correct client invokes a valid request and some predicate P   *)
(* holds, then it commits the request.  P is the protocol's: a model of    *)
(* Progress only has behaviours in which P holds.                          *)
Progress(invoked, committed) == invoked ~> committed

(* A.4  The longest common prefix of all valid init histories is a prefix  *)
(* of any commit or abort history.                                         *)
InitOrder(A) ==
  A.inits # {} =>
    LET common == CommonPrefix(A.inits)
    IN  \A h \in A.commits \cup A.aborts : IsPrefix(common, h)

(* A.5  Of any two commit histories one is a prefix of the other. *)
CommitOrder(A) ==
  \A g, h \in A.commits : IsPrefix(g, h) \/ IsPrefix(h, g)

(* A.6  Every commit history is a prefix of every abort history. *)
AbortOrder(A) ==
  \A g \in A.commits : \A h \in A.aborts : IsPrefix(g, h)

(* A.7  i < next(i). *)
SwitchingMonotonicity(A) == A.id < A.next

-----------------------------------------------------------------------------

(* Theorem 1: composed by the algorithm of Figure A.1, two instances A and *)
(* B with B.id = A.next are one instance.  It commits where either does,   *)
(* it aborts where B does, and is initialised where A is.                  *)
Compose(A, B) ==
  [id        |-> A.id,
   next      |-> B.next,
   commits   |-> A.commits \cup B.commits,
   aborts    |-> B.aborts,
   inits     |-> A.inits,
   valid     |-> A.valid \cup B.valid,
   committed |-> A.committed \cup B.committed,
   aborted   |-> B.aborted]

(* Any number of them: the instances first..last of a chain of views. *)
RECURSIVE Composed(_, _, _)
Composed(views, first, last) ==
  IF first = last THEN views[first]
  ELSE Compose(Composed(views, first, last - 1), views[last])

(* P(_) for every instance of the chain, and for every composition of      *)
(* neighbours: with singletons the properties of Appendix A, with longer   *)
(* stretches Theorem 1.                                                    *)
Everywhere(P(_), views) ==
  \A first, last \in DOMAIN views :
    first <= last => P(Composed(views, first, last))
=============================================================================
