------------------------------ MODULE MCRefines -----------------------------
(***************************************************************************)
(* What Panicking is to AbortingInstance: the variables of an abstract     *)
(* instance, as those of Quorum, ZLight and Chain have them.               *)
(***************************************************************************)
EXTENDS MCPanicking

(* A replica of the first instance begins with the empty history when it    *)
(* does something; one of a later instance when it adopts an init history.  *)
HasBegun(i, j) ==
  IF i = 1 THEN lh[i][j] # <<>> \/ stopped[i][j] ELSE Initialised(i, j)

Base(i, j) == SubSeq(lh[i][j], 1, base[i][j])

AllOf(size) == {q \in SUBSET Replica : Cardinality(q) = size}

ValidIn(i)     == IF i = 1 THEN {<<>>} ELSE ValidInitHistories(i)
InvokedIn(i)   ==
  UNION {sent[i][c] : c \in CorrectClient} \cup {r \in Request : ClientOf(r) \in ByzantineClient}
BasedIn(i)     == {<<j, Base(i, j)>> : j \in {k \in Correct : HasBegun(i, k)}}
HeldIn(i)      == {<<j, h>> \in Correct \X Histories : HasBegun(i, j) /\ IsPrefix(h, lh[i][j])}
StoppedIn(i)   == {j \in Correct : stopped[i][j]}
AnsweredIn(i)  == UNION {{<<j, Answer(i, j, r)>> : r \in answered[i][j]} : j \in Correct}
CommittedIn(i) == {e.history : e \in committed[i]}
AbortedIn(i)   == {e.history : e \in aborted[i]}
=============================================================================
