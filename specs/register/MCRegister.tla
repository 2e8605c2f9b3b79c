----------------------------- MODULE MCRegister -----------------------------
(***************************************************************************)
(* Quorum systems for models of Register, and what is lost without its     *)
(* parts.                                                                  *)
(***************************************************************************)
EXTENDS Register, Sequences

Size(n, S) == {Q \in SUBSET S : Cardinality(Q) = n}

Majorities == Size(Cardinality(Replicas) \div 2 + 1, Replicas)

(* A square of two rows, {1, 2} and {3, 4}. *)
Rows == {{1, 2}, {3, 4}}
Columns == {{1, 3}, {2, 4}}
RowPlusColumn == {R \cup C : R \in Rows, C \in Columns}

(* Replica 1 has two votes of five. *)
Weight(S) == Cardinality(S) + (IF 1 \in S THEN 1 ELSE 0)
Heavy == {Q \in SUBSET Replicas : 2 * Weight(Q) > Weight(Replicas)}

Dissemination == Size((Cardinality(Replicas) + Faults + 2) \div 2, Replicas)
Masking == Size((Cardinality(Replicas) + 2 * Faults + 2) \div 2, Replicas)

Nothing == {}

(* A later stamp than any, with a value that nobody writes. *)
Forged == {<<9, 1, 9>>}

(* Two values under one stamp. *)
Equivocation == {<<1, 9, 1>>, <<1, 9, 2>>}
FourTales == {<<1, 9, v>> : v \in 1..4}

(* One write, and two reads. *)
ReadsTwice(c) == IF c \in Readers THEN 2 ELSE 1

OnceEach(c) == 1

(* Two writes, and one read. *)
WritesTwice(c) == IF c \in Writers THEN 2 ELSE 1

(* In models of many replicas a client hears one answer of each. *)
Once(c, r) == \A a \in answers[c] : a[1] # r

-----------------------------------------------------------------------------
(* Mistakes. *)

NoWriteBack == FALSE
TakesAnything(r, s) == TRUE
Forgets(r) == Zero
Halves == Size(Cardinality(Replicas) \div 2, Replicas)
HalfOfTheWeight == {Q \in SUBSET Replicas : 2 * Weight(Q) >= Weight(Replicas)}
WriterAsksARow(S) == IsTold(S)
WriterAsksNobody(S) == TRUE
NumberOfNobody(A) == 0
NumberOnly(number, c) == <<number + 1, 0>>
OneLess == Size((Cardinality(Replicas) + Faults) \div 2, Replicas)
AnyThree == Size(3, Replicas)
AnyVote(A, s) == \E r \in DOMAIN A : A[r] = s
AsManyAsLie(A, s) == Cardinality({r \in DOMAIN A : A[r] = s}) >= Faults
AnyAge(A, s) == TRUE
BelievesForgeries == {Zero} \cup updates \cup Forged
StampsOnly(s, t) == s[1] < t[1] \/ (s[1] = t[1] /\ s[2] < t[2])
=============================================================================
