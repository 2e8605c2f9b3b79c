------------------------------ MODULE MCBackup ------------------------------
(***************************************************************************)
(* Backup within bounds that TLC can exhaust: an instance that was switched *)
(* to, whose predecessor may have returned any histories (see Given).      *)
(***************************************************************************)
EXTENDS Backup, TLC

CONSTANTS
  Givens,    \* how many init histories there may be at most
  Requests,  \* requests per client
  Limit      \* k

Symmetry == Permutations(Correct) \cup Permutations(CorrectClient)

Same(id) == Limit

MCRequest == TLCEval([client : Client, time : 1..Requests])

MCHistories ==
  TLCEval(UNION {{h \in [1..n -> Request] : NoRepetition(h)} : n \in 0..Cardinality(Request)})

(* Byzantine clients get two submissions in: one to be ignored, perhaps,   *)
(* and one that is not.                                                    *)
IsLie(e)  == ClientOf(e.request) \in ByzantineClient
TwoLies(e) == IsLie(e) => Cardinality({n \in DOMAIN order : IsLie(order[n])}) < 2

Init ==
  /\ given \in {H \in SUBSET Histories : Cardinality(H) \in 1..Givens}
  /\ order = <<>>
  /\ delivered = [j \in Correct |-> 0]
  /\ state = [j \in Correct |-> Ignoring]
  /\ phase = [c \in CorrectClient |-> "here"]
  /\ req \in {f \in [CorrectClient -> Request] : \A c \in CorrectClient : ClientOf(f[c]) = c}
  /\ init \in [CorrectClient -> given]
  /\ sent = [c \in CorrectClient |-> {}]
  /\ committed = {}
  /\ aborted = {}

Spec == Init /\ [][Next]_vars
FairSpec == Spec /\ Fairness

Abs == INSTANCE AbstractSpec WITH A <- View
IsAbstract == Abs!Spec

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..9 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a commit", committed # {})
  /\ Reached(2, "an abort after a commit", committed # {} /\ aborted # {})
  /\ Reached(3, "a commit of a request that was in the init history",
       \E e \in committed : \E h \in given : e.request \in Range(h))
  /\ Reached(4, "a request ignored for want of an init history",
       \E j \in Correct : delivered[j] > 0 /\ ~state[j].initialised)
  /\ Reached(5, "an init history neglected",
       \E j \in Correct, n \in DOMAIN order :
         /\ n <= delivered[j]
         /\ Valid(order[n].init)
         /\ order[n].init # SubSeq(state[j].history, 1, state[j].base))
  /\ Reached(6, "replicas that have delivered differently much",
       \E j, k \in Correct : delivered[j] # delivered[k])
  /\ Reached(9, "two commits of one client",
       \E d, e \in committed : d # e /\ ClientOf(d.request) = ClientOf(e.request))
=============================================================================
