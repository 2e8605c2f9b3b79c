---------------------------- MODULE QuorumErrata ----------------------------
(***************************************************************************)
(* Quorum's guards, broken one at a time: by leaving one out, or by reading *)
(* the thesis as it is printed.  Each model here replaces operators of      *)
(* Quorum by operators of this module (in its cfg) and must fail.           *)
(***************************************************************************)
EXTENDS MCQuorum

(* Z4/Q3 *)
TwoThirds  == 2 * F + 1
AllButOne  == 3 * F
LateToo(c) == phase[c] \in {"waiting", "panicking"}
UpToTheRequest(i, j, r) == SubSeq(lh[i][j], 1, Position(lh[i][j], r))

(* Q2 *)
NotAuthenticated(i, r, ih) == TRUE
KnownAsPrinted(i, j, h, r) == ~Initialised(i, j) /\ r \in Range(h)
NeverKnown(i, j, h, r)     == FALSE
AlwaysFresh(times, r)      == TRUE
Always(i, j)               == TRUE

(* P1, P2 *)
AnyPanic(i, c, ih) == TRUE
NoInit(i, c)       == None

(* P3 *)
FPlus1        == F + 1
JustF         == F
TwiceEach     == 0..2 * Cardinality(Byzantine)
AnyHistory(h) == TRUE
Never(h, v)   == FALSE
AllHistories  == UNION {[1..n -> MCRequest] : n \in 0..Cardinality(MCRequest)}
AbortsOfAnyInstance(i) ==
  {[from |-> j, history |-> lh[n][j]] : <<n, j>> \in {<<m, k>> \in (1..i) \X Correct : stopped[m][k]}}

(* B.6 *)
TimesAsPrinted(i, j, ih) == ts[i][j]
AnyOfByzantine(i, j, c)  ==
  IF c \in CorrectClient THEN {None, init[i][c]} ELSE Histories
NotEmpty(i, j)           == i = 1 \/ lh[i][j] # <<>>
AnyInit(i, ih)           == i > 1 /\ ih # None
Returned(i) == IF i = 1 THEN {} ELSE {e.history : e \in aborted[i - 1]}
AuthenticWithAnyInit(i, r, ih) ==
  ClientOf(r) \in CorrectClient => r \in sent[i][ClientOf(r)]
AnyOffer(i, j, c) == IF base[i][j] # Uninitialised THEN {None} ELSE Histories

(* Appendix A, 3.2 *)
Same(i)     == i
Straight(c) == 2
=============================================================================
