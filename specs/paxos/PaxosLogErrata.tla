--------------------------- MODULE PaxosLogErrata ---------------------------
(* The pseudo-code as printed, and what each guard is for. *)
EXTENDS PaxosLog, TLC

(* Only LastBound many updates are there to bind: no symmetry of servers, since their numbers say who leads. *)
Symmetry == Permutations(Update)

(* "C3. Last_Attempted <- installed; C7. Shift to Reg Non Leader()": no timer is set. *)
NoTimer == FALSE

(* "B10. SEND to leader: Prepare_OK[My_server_id]", which is empty for a server that entered the view by VC_Proof. *)
NothingToAnswer(s) == FALSE

(* "B5. SEND to all servers: accept", of which nobody applies its own ("if server_id = My_server_id return TRUE"). *)
OthersOnly == FALSE

(* Guards. *)
AnyView(s, v) == state[s] \in {"election", "follower"}
AcceptsAnything(s, p) == TRUE
AnyTogether(s, i) == UNION {Accepting(s, v, i) : v \in View}
EmptyList(s) == [i \in Seq |-> Unbound]
Forgotten(s) == [i \in Seq |-> Unbound]
(* Flexible quorums (Howard, Malkhi, Spiegelman, 2016): only one of each kind need meet. *)
AllOfThem(S) == S = Server
AnyOne(S) == S # {}

Half(S) == 2 * Cardinality(S) >= N - 1
=============================================================================
