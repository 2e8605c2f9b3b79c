---------------------------- MODULE ZLightErrata ----------------------------
(***************************************************************************)
(* ZLight's guards, broken one at a time.                                  *)
(***************************************************************************)
EXTENDS MCZLight, PanickingErrata

(* Z2 as printed: t_1[c] and sn_1 are the counters of Step Z3 too. *)
RaisedByZ2(i, r, ih) ==
  /\ ts' = [ts EXCEPT ![i][Primary] = [TimesWith(i, Primary, ih) EXCEPT ![ClientOf(r)] = TimeOf(r)]]
  /\ sn' = [sn EXCEPT ![i][Primary] = @ + 1]

(* Z3 *)
AnyLaterNumber(i, j)      == sn[i][j] + 1..Cardinality(Request)
EveryMac(i, j, r)         == TRUE

(* What a client can hope for, and Z2 as printed takes from it. *)
NothingCommits == \A i \in Instance : committed[i] = {}
=============================================================================
