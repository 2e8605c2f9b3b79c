------------------------------- MODULE QUTrace -------------------------------
(***************************************************************************)
(* Whether recorded runs of the implementation are behaviours of QU, for   *)
(* each object by itself.                                                  *)
(*                                                                         *)
(*   recorded step   what it is here                                       *)
(*   Accept          Accept, of what follows from the object history set   *)
(*                   that the server believed; each history in it must be  *)
(*                   one that its server had, unless that lies             *)
(*   Return          nothing: what the client found complete is            *)
(*                                                                         *)
(* The id of a timestamp is the client and the first 62 bits of the hash.  *)
(* An update is known by its client and number.                            *)
(***************************************************************************)
EXTENDS QU, Replay

TraceZero == <<0, 0, <<0, 0, 0>>>>
TraceNone == <<0, 0>>

TimeOf(mark) == <<mark.time, mark.barrier, <<mark.client, mark.high, mark.low>>>>
CandidateOf(pair) == Candidate(TimeOf(pair.time), TimeOf(pair.on))

IdLess(a, b) ==
  \/ a[1] < b[1]
  \/ a[1] = b[1] /\ a[2] < b[2]
  \/ a[1] = b[1] /\ a[2] = b[2] /\ a[3] < b[3]

TraceEarlier(a, b) ==
  \/ a[1] < b[1]
  \/ a[1] = b[1] /\ a[2] < b[2]
  \/ a[1] = b[1] /\ a[2] = b[2] /\ IdLess(a[3], b[3])

(* A request's id has the operation's number, too. *)
TraceIdIn(id) == <<id[1], id[2], id[3]>>
TraceOpIn(id) == <<id[1], id[4]>>

IdOf(e) == <<e.made.client, e.made.high, e.made.low, e.number>>

KnownIn(e) ==
  [s \in Servers |->
     UNION { {CandidateOf(e.known[i].candidates[j]) : j \in 1..Len(e.known[i].candidates)} :
               i \in {k \in 1..Len(e.known) : e.known[k].server = s} }]

TakeAccept(e) ==
  LET s == e.process
      ohs == KnownIn(e)
      r == Setup(ohs, IdOf(e))
  IN
  /\ s \in Correct
  /\ \A u \in Correct : ohs[u] \in Authentic(u)
  /\ r.kind = e.kind
  /\ r.cand = CandidateOf(e)
  /\ IsNew(r)
  /\ requests' = requests \cup {r}
  /\ \E v \in IF IsBarrier(r.cand.lt) THEN {<<>>} ELSE Version(s, r.from) : Accepts(s, r, v)

TakeReturn(e) ==
  /\ \E c \in Complete : c.lt = TimeOf(e.time)
  /\ UNCHANGED vars

TakeStep(e) ==
  CASE e.step = "Accept" -> TakeAccept(e)
    [] e.step = "Return" -> TakeReturn(e)

TraceSpec == Init /\ ReplayBegins /\ [][Replays(TakeStep, vars)]_<<vars, replay>>
=============================================================================
