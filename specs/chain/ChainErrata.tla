---------------------------- MODULE ChainErrata -----------------------------
(***************************************************************************)
(* Chain's guards, broken one at a time.                                   *)
(***************************************************************************)
EXTENDS MCChain, PanickingErrata

(* C2 as printed: the head updates t_1[c] and sn_1, and sends. *)
LeadAsPrinted(i, r, ih) ==
  /\ Runs(i, TheHead)
  /\ MayProceed(i, TheHead, ih)
  /\ Fresh(ts[i][TheHead], r)
  /\ ts' = [ts EXCEPT ![i][TheHead][ClientOf(r)] = TimeOf(r)]
  /\ chained' = [chained EXCEPT ![i][TheHead] = Append(@, [request |-> r, init |-> ih])]
  /\ UNCHANGED <<clients, told, lh, base, answered, stopped>>

(* P2 as printed. *)
HeadRunsOn(i, j) == j = TheHead \/ ~stopped[i][j]

(* 3.5.1.2 *)
ReqAndNumberOnly(macOf, ih)        == TRUE
NobodyVouches(i, r)                == TRUE
TwoOnly                            == 2
AnyLaterNumber(i, j)               == Len(chained[i][j]) + 1..Cardinality(Request)
FromAnyone(i, j, n, r, ih)         == TRUE
AnyPassed(i, j, n)                 == {None} \cup ValidInitHistories(i)
=============================================================================
