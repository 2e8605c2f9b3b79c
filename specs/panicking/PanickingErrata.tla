-------------------------- MODULE PanickingErrata ---------------------------
(***************************************************************************)
(* The guards that Quorum, ZLight and Chain share, broken one at a time: by *)
(* leaving one out, or by reading the thesis as it is printed.  The models *)
(* that must fail replace operators by such ones: their "breaks".          *)
(***************************************************************************)
EXTENDS MCPanicking

(* Z4/Q3/C4 *)
TwoThirds  == 2 * F + 1
AllButOne  == 3 * F
LateToo(c) == phase[c] \in {"waiting", "panicking"}
UpToTheRequest(i, j, r) == SubSeq(lh[i][j], 1, Position(lh[i][j], r))

(* Z3/Q2/C3 *)
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

(* B.6 *)
TimesAsPrinted(i, j, ih) == ts[i][j]
NotEmpty(i, j)           == i = 1 \/ lh[i][j] # <<>>
AnyInit(i, ih)           == i > 1 /\ ih # None
=============================================================================
