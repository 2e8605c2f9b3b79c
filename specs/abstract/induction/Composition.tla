---------------------------- MODULE Composition -----------------------------
(***************************************************************************)
(* Theorem 1 of the thesis (Appendix A), for any number of instances: each *)
(* keeps Commit Order, Abort Order and Init Order, and the next begins with *)
(* abort histories of the one before; so all of them together keep them.   *)
(*                                                                         *)
(* What all abort histories of an instance begin with is a variable of its *)
(* own (agreed).  A history that is a prefix of all of them is a prefix of *)
(* that, by what "longest common prefix" means; so the guards say so.      *)
(***************************************************************************)
EXTENDS Integers, Sequences, Histories

CONSTANTS
  Instance,  \* a chain of them
  Request,
  History

ASSUME
  /\ Instance \subseteq Nat
  /\ History \subseteq Seq(Request)

VARIABLES
  committed,  \* <<k, h>>: h is a commit history of instance k
  aborted,    \* <<k, h>>: h is an abort history of k, and a valid init history of the next
  agreed      \* <<k, c>>: c is the longest common prefix of the abort histories of k

vars == <<committed, aborted, agreed>>

TypeOK ==
  /\ committed \subseteq Instance \X History
  /\ aborted \subseteq Instance \X History
  /\ agreed \subseteq Instance \X History

Init == committed = {} /\ aborted = {} /\ agreed = {}

-----------------------------------------------------------------------------

Comparable(g, h) == IsPrefix(g, h) \/ IsPrefix(h, g)

IsFirst(k) == \A q \in Instance : k <= q

(* p is the instance that switches to k. *)
IsBefore(p, k) == p < k /\ \A q \in Instance : q < k => q <= p

(* A.4: h begins with what all valid init histories of k begin with; and k *)
(* has one, unless it is the first.                                        *)
InInitOrder(k, h) ==
  \/ IsFirst(k)
  \/ \E p \in Instance, c \in History : IsBefore(p, k) /\ <<p, c>> \in agreed /\ IsPrefix(c, h)

(* A.5 and A.6. *)
InCommitOrder(k, h)   == \A g \in History : <<k, g>> \in committed => Comparable(g, h)
BeforeAborts(k, h)    == \A c \in History : <<k, c>> \in agreed => IsPrefix(h, c)
AfterCommits(k, h)    == \A g \in History : <<k, g>> \in committed => IsPrefix(g, h)

IsMeet(m, g, h) ==
  /\ IsPrefix(m, g)
  /\ IsPrefix(m, h)
  /\ \A e \in History : IsPrefix(e, g) /\ IsPrefix(e, h) => IsPrefix(e, m)

Commit(k, h) ==
  /\ InInitOrder(k, h)
  /\ InCommitOrder(k, h)
  /\ BeforeAborts(k, h)
  /\ committed' = committed \cup {<<k, h>>}
  /\ UNCHANGED <<aborted, agreed>>

AbortFirst(k, h) ==
  /\ InInitOrder(k, h)
  /\ AfterCommits(k, h)
  /\ \A c \in History : <<k, c>> \notin agreed
  /\ aborted' = aborted \cup {<<k, h>>}
  /\ agreed' = agreed \cup {<<k, h>>}
  /\ UNCHANGED committed

AbortAgain(k, h, c, m) ==
  /\ InInitOrder(k, h)
  /\ AfterCommits(k, h)
  /\ <<k, c>> \in agreed
  /\ IsMeet(m, c, h)
  /\ aborted' = aborted \cup {<<k, h>>}
  /\ agreed' = (agreed \ {<<k, c>>}) \cup {<<k, m>>}
  /\ UNCHANGED committed

Next ==
  \E k \in Instance, h \in History :
    \/ Commit(k, h)
    \/ AbortFirst(k, h)
    \/ \E c, m \in History : AbortAgain(k, h, c, m)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

OneAgreed ==
  \A k \in Instance, c, d \in History : <<k, c>> \in agreed /\ <<k, d>> \in agreed => c = d

AbortsBeginAlike ==
  \A k \in Instance, c, h \in History : <<k, c>> \in agreed /\ <<k, h>> \in aborted => IsPrefix(c, h)

AbortsAreAgreed ==
  \A k \in Instance : (\E h \in History : <<k, h>> \in aborted) => \E c \in History : <<k, c>> \in agreed

(* An instance begins when the one before has aborted; so have all before. *)
AllBeforeHaveAborted ==
  \A i, k \in Instance :
    i < k /\ (\E h \in History : <<k, h>> \in committed \/ <<k, h>> \in agreed) =>
      \E c \in History : <<i, c>> \in agreed

AgreedGrows ==
  \A i, k \in Instance, c, d \in History :
    i < k /\ <<i, c>> \in agreed /\ <<k, d>> \in agreed => IsPrefix(c, d)

CommitsAreAgreed ==
  \A k \in Instance, g, c \in History : <<k, g>> \in committed /\ <<k, c>> \in agreed => IsPrefix(g, c)

CommitsExtendInits ==
  \A i, k \in Instance, c, h \in History :
    i < k /\ <<i, c>> \in agreed /\ <<k, h>> \in committed => IsPrefix(c, h)

CommitOrderOfEach ==
  \A k \in Instance, g, h \in History :
    <<k, g>> \in committed /\ <<k, h>> \in committed => Comparable(g, h)

Lemmas ==
  /\ OneAgreed
  /\ AbortsBeginAlike
  /\ AbortsAreAgreed
  /\ AllBeforeHaveAborted
  /\ AgreedGrows
  /\ CommitsAreAgreed
  /\ CommitsExtendInits
  /\ CommitOrderOfEach

(* A.5 of all instances together. *)
CommitOrderOfAll ==
  \A i, k \in Instance, g, h \in History :
    <<i, g>> \in committed /\ <<k, h>> \in committed => Comparable(g, h)

(* A.6: of any instance and each later one. *)
AbortOrderOfAll ==
  \A i, k \in Instance, g, h \in History :
    i <= k /\ <<i, g>> \in committed /\ <<k, h>> \in aborted => IsPrefix(g, h)

(* A.4: what the abort histories of an instance have in common, everything *)
(* in later ones begins with.                                              *)
InitOrderOfAll ==
  \A i, k \in Instance, c, h \in History :
    i < k /\ <<i, c>> \in agreed /\ (<<k, h>> \in committed \/ <<k, h>> \in aborted) => IsPrefix(c, h)

THEOREM Spec => [](CommitOrderOfAll /\ AbortOrderOfAll /\ InitOrderOfAll)
=============================================================================
