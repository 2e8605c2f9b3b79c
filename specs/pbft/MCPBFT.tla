------------------------------- MODULE MCPBFT -------------------------------
(***************************************************************************)
(* PBFT within bounds that TLC can exhaust.                                *)
(***************************************************************************)
EXTENDS PBFT, TLC

(* Requests are alike. *)
Symmetry == Permutations(Request)

(* For models of PBFT_CommittedAgree. *)
NobodyExecutes(j, n, r) == FALSE

SomethingCommitted(v) == \E n \in Number, r \in Request : Committed(v, n, r)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..9 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a commit in the first view", \E j \in Correct : \E m \in executed[j] : m.view = 0)
  /\ Reached(2, "a commit in a later view of what committed before",
       \E j, k \in Correct : \E m \in executed[j], o \in executed[k] :
         m.number = o.number /\ m.view < o.view)
  /\ Reached(3, "a commit in a later view of what another prepared before",
       \E j, k \in Correct : j # k /\ \E m \in promised[j], o \in executed[k] :
         m.number = o.number /\ m.request = o.request /\ m.view < o.view
           /\ m \notin executed[j])
  /\ Reached(4, "something else committed than was prepared",
       \E j, k \in Correct : \E m \in promised[j], o \in executed[k] :
         m.number = o.number /\ m.request # o.request)
  /\ Reached(5, "correct replicas that accepted different requests in one view",
       \E j, k \in Correct : \E m \in accepted[j], o \in accepted[k] :
         m.number = o.number /\ m.view = o.view /\ m.request # o.request)
  /\ Reached(6, "a second view change", \E j \in Correct : view[j] = 2 /\ active[j])
  /\ Reached(7, "a number left free by a view change and used",
       \E j \in Correct : \E m \in executed[j] :
         m.view > 0 /\ selected[m.view].sent /\ selected[m.view].at[m.number] = Free)
  /\ Reached(8, "commits in the first and in the last view",
       SomethingCommitted(0) /\ SomethingCommitted(Views - 1))
=============================================================================
