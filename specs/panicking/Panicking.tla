----------------------------- MODULE Panicking ------------------------------
(***************************************************************************)
(* What Quorum, ZLight and Chain share, as chains of instances 1, 2, ...:  *)
(* clients that invoke, commit, panic and switch (Figure A.1 of the        *)
(* thesis), local histories, panicking P1-P3 and abort histories (B.5),    *)
(* init histories (B.6), and what all that shows to Abstract; for any f,   *)
(* any number of clients and instances, with up to f Byzantine replicas and *)
(* any number of Byzantine clients.                                        *)
(*                                                                         *)
(* A protocol extends this module, gives its steps the names of the        *)
(* thesis, and says how a request gets to a replica and when a client      *)
(* commits.  Each guard is a small operator of its own, so that a model in *)
(* a models.json can break exactly one of them (Guard <- BrokenGuard) and   *)
(* show what it is for.                                                    *)
(*                                                                         *)
(* There is no bag of messages, because none is needed.  Links lose, delay, *)
(* duplicate and reorder, so what was once sent may arrive at any time or  *)
(* never: the set of messages only grows, and follows from the state:      *)
(*                                                                         *)
(*   REQ    of a correct client: sent[i][c], and init[i][c] goes with the  *)
(*          first of them                                                  *)
(*   RESP   of a correct replica: a function of its local history and the  *)
(*          request, the same for ever by Lemma 1 (answered[i][j])         *)
(*   PANIC  of a correct client: panicked[i][c]                            *)
(*   ABORT  of a correct replica: its local history, frozen (stopped[i][j]) *)
(*                                                                         *)
(* What is Byzantine has no state at all.  A Byzantine replica can match   *)
(* any digest, so a commit needs the agreement of the correct ones only;   *)
(* and it can sign any history, so that in a proof its ABORT backs whatever *)
(* value is wanted at each position.  A Byzantine client has always sent   *)
(* every request of its own and every PANIC, with any init history that can *)
(* be derived so far.  MACs, signatures and digests are ideal.             *)
(*                                                                         *)
(* Where the printed protocol is repaired, the operator says "Erratum".    *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, Abstract, AbortHistories

CONSTANTS
  Replica,          \* Sigma, the 3f+1 replicas
  Client,
  ByzantineClient,  \* those of them that are Byzantine
  Instances,        \* how many instances are modelled
  Request,          \* the requests that clients could ever make
  Histories,        \* the histories looked at: sequences of requests
  None              \* neither a request nor a history

Correct       == Replica \ Byzantine
CorrectClient == Client \ ByzantineClient
Instance      == 1..Instances

(* A request <<o, t_c, c>>.  Operators, so that a trace can number its own. *)
ClientOf(r) == r.client
TimeOf(r)   == r.time

(* "next(i)", 3.2.1: static switching. *)
NextInstance(i) == i + 1

VARIABLES
  inst,       \* inst[c]: the instance that client c is in
  phase,      \* phase[c]: what it does there, see TypeOK
  req,        \* req[c]: its latest request
  init,       \* init[i][c]: the init history it takes to i
  sent,       \* sent[i][c]: the requests it invoked on i
  panicked,   \* panicked[i][c]: whether it has panicked in i
  lh,         \* lh[i][j]: LH_j
  ts,         \* ts[i][j][c]: t_j[c]
  base,       \* base[i][j]: length of the init history adopted, or Uninitialised
  answered,   \* answered[i][j]: the requests for which j sent its answer
  stopped,    \* stopped[i][j]: whether j executed P2
  committed,  \* committed[i]: what clients were told, [request, history]
  aborted     \* aborted[i]

clients  == <<inst, phase, req, init, sent, panicked>>
replicas == <<lh, ts, base, answered, stopped>>
told     == <<committed, aborted>>
shared   == <<clients, replicas, told>>

Uninitialised == -1

(* The instance in which a client begins: the first, by the composition    *)
(* algorithm of Figure A.1.                                                *)
FirstInstance(c) == 1

ClientsBegin ==
  /\ inst  = [c \in CorrectClient |-> FirstInstance(c)]
  /\ phase = [c \in CorrectClient |-> "idle"]
  /\ req   = [c \in CorrectClient |-> None]
  /\ init  = [i \in 1..Instances + 1 |-> [c \in CorrectClient |-> None]]

SharedInit ==
  /\ ClientsBegin
  /\ sent      = [i \in Instance |-> [c \in CorrectClient |-> {}]]
  /\ panicked  = [i \in Instance |-> [c \in CorrectClient |-> FALSE]]
  /\ lh        = [i \in Instance |-> [j \in Correct |-> <<>>]]
  /\ ts        = [i \in Instance |-> [j \in Correct |-> [c \in Client |-> 0]]]
  /\ base      = [i \in Instance |-> [j \in Correct |-> IF i = 1 THEN 0 ELSE Uninitialised]]
  /\ answered  = [i \in Instance |-> [j \in Correct |-> {}]]
  /\ stopped   = [i \in Instance |-> [j \in Correct |-> FALSE]]
  /\ committed = [i \in Instance |-> {}]
  /\ aborted   = [i \in Instance |-> {}]

-----------------------------------------------------------------------------
(* Abort histories: B.5, Step P3, and their verification, B.6. *)

(* The ABORT messages that correct replicas have signed for instance i.    *)
(* A replica signs one, its local history when it stopped.                 *)
(* Erratum: in print PANIC and ABORT name no instance but next(i).         *)
SignedAborts(i) == {[from |-> j, history |-> lh[i][j]] : j \in {k \in Correct : stopped[i][k]}}

Proofs(i) == ProofsOf(SignedAborts(i))

IsAbortHistory(i, h) == \E aborts \in Proofs(i) : Extracts(aborts, h)

(* Valid init histories of i.  Erratum: Appendix A takes those that i - 1  *)
(* returned; since a Byzantine client can make up one of its own from the  *)
(* ABORTs it received, those that could be extracted must count, returned  *)
(* or not, or Init Order does not hold.                                    *)
ValidInitHistories(i) ==
  IF i = 1 THEN {} ELSE {h \in Histories : IsAbortHistory(i - 1, h)}

-----------------------------------------------------------------------------
(* Clients. *)

(* "t_c is a unique, monotonically increasing client's timestamp", B.1.    *)
Later(c, r) == req[c] # None => TimeOf(r) > TimeOf(req[c])

(* A client invokes one request at a time. *)
IsNew(c, r) == phase[c] = "idle" /\ ClientOf(r) = c /\ Later(c, r)

(* Figure A.1: an aborted request is invoked again on the next instance.   *)
IsRetried(c, r) == phase[c] = "switching" /\ r = req[c]

(* Nothing limits when a client may invoke; a model of Progress does. *)
MayInvoke(c) == TRUE

(* What Steps Z1, Q1 and C1 have in common: "On Invoke_i(req), client c    *)
(* sends message <REQ, req, i> ... and triggers timer T."  B.6: "On        *)
(* Invoke_i(req, IH), the message sent by the client contains also IH and  *)
(* the set of signatures."  The init history went into init[i][c] with P3. *)
Invoke(c, r) ==
  LET i == inst[c] IN
  /\ i \in Instance
  /\ IsNew(c, r) \/ IsRetried(c, r)
  /\ MayInvoke(c)
  /\ req'   = [req EXCEPT ![c] = r]
  /\ phase' = [phase EXCEPT ![c] = "waiting"]
  /\ sent'  = [sent EXCEPT ![i][c] = @ \cup {r}]
  /\ UNCHANGED <<inst, init, panicked, replicas, told>>

(* Appendix A: "a given client invokes next(i) with an init history        *)
(* included only once (with its first invocation of next(i))".             *)
CarriedInit(i, r) ==
  IF \E q \in sent[i][ClientOf(r)] : TimeOf(q) < TimeOf(r)
  THEN None ELSE init[i][ClientOf(r)]

(* A client that has panicked no longer commits: its timer has expired.    *)
InTime(c) == phase[c] = "waiting"

Position(h, r) == CHOOSE k \in DOMAIN h : h[k] = r

Max(m, n) == IF m > n THEN m ELSE n

(* The history whose digest replica j sends for request r: up to r, but    *)
(* never less than the init history that j adopted.  Erratum: B.2-B.4 say  *)
(* D(LH_j), which for a request answered again is neither stable nor, cut  *)
(* at the request, an extension of the init histories (Init Order).        *)
Answer(i, j, r) ==
  SubSeq(lh[i][j], 1, Max(Position(lh[i][j], r), base[i][j]))

Answering(i, r) == {j \in Correct : r \in answered[i][j]}

(* "identical digests of replicas' local history" from a quorum of the     *)
(* replicas that are asked; a Byzantine replica can answer anything.       *)
MatchingAmong(asked, quorum, i, r, h) ==
  Cardinality({j \in asked \cap Answering(i, r) : Answer(i, j, r) = h})
    + Cardinality(asked \cap Byzantine) >= quorum

(* What Steps Z4, Q3 and C4 have in common: "then the client commits req   *)
(* with reply."  The reply follows from the history.                       *)
Accept(c, h) ==
  LET i == inst[c] IN
  /\ InTime(c)
  /\ committed' = [committed EXCEPT ![i] = @ \cup {[request |-> req[c], history |-> h]}]
  /\ phase'     = [phase EXCEPT ![c] = "idle"]
  /\ UNCHANGED <<inst, req, init, sent, panicked, replicas, aborted>>

(* The histories that c could be told of. *)
Outstanding(c) == phase[c] \in {"waiting", "panicking"}
Answers(c) == {Answer(inst[c], j, req[c]) : j \in Answering(inst[c], req[c])}

-----------------------------------------------------------------------------
(* Replicas: init histories (B.6), and executing. *)

(* "on receiving <REQ, req, i> from client c", authenticated by c, with    *)
(* the init history ih or None.                                            *)
AuthenticRequest(i, r, ih) ==
  IF ClientOf(r) \in ByzantineClient THEN TRUE
  ELSE r \in sent[i][ClientOf(r)] /\ ih = CarriedInit(i, r)

(* The init histories that can come with a message of client c to j; an    *)
(* initialised replica ignores them.                                       *)
Offered(i, j, c) ==
  IF c \in CorrectClient THEN {None, init[i][c]}
  ELSE IF base[i][j] # Uninitialised THEN {None}
  ELSE Histories

(* "If its local history LH_j is empty, the replica executes the step only *)
(* if it receives IH that can be verified."  Erratum: the empty history is *)
(* a valid init history too, so "initialised" is a flag of its own.        *)
Initialised(i, j) == base[i][j] # Uninitialised

(* "verify IH against Proof_AH_i following the algorithm given in B.5 and  *)
(* verify that ABORT messages in Proof_AH_i indeed declare i as next".     *)
VerifiedInit(i, ih) == i > 1 /\ ih # None /\ IsAbortHistory(i - 1, ih)

MayProceed(i, j, ih) == Initialised(i, j) \/ VerifiedInit(i, ih)

(* "r_j sets LH_j to IH" *)
HistoryWith(i, j, ih) == IF Initialised(i, j) THEN lh[i][j] ELSE ih
BaseWith(i, j, ih)    == IF Initialised(i, j) THEN base[i][j] ELSE Len(ih)

(* Erratum: B.6 leaves t_j[c] as it is, so that a request adopted with the *)
(* init history executes a second time when its REQ arrives.               *)
Raised(times, h) ==
  [c \in Client |->
    LET seen == {TimeOf(h[k]) : k \in {n \in DOMAIN h : ClientOf(h[n]) = c}}
    IN  CHOOSE t \in seen \cup {times[c]} : \A u \in seen \cup {times[c]} : u <= t]
TimesWith(i, j, ih) ==
  IF Initialised(i, j) THEN ts[i][j] ELSE Raised(ts[i][j], ih)

(* A replica that has executed P2 "stops executing new requests". *)
Runs(i, j) == ~stopped[i][j]

(* "then r_j executes req unless req was already in IH".  Erratum: it must *)
(* answer nevertheless, or the correct client that invokes its aborted     *)
(* request again can only panic.                                           *)
Known(i, j, h, r) == r \in Range(h)

(* "if req.t_c is higher than t_j[c]" *)
Fresh(times, r) == TimeOf(r) > times[ClientOf(r)]

(* For which requests j has sent its answer. *)
Noted(answers, r) == answers \cup {r}

(* What Steps Z3, Q2, C2 and C3 have in common: r_j "updates t_j[c] to     *)
(* req.t_c, executes req", once it has adopted ih if it was uninitialised, *)
(* and answers.                                                            *)
Perform(i, j, r, ih) ==
  LET h        == HistoryWith(i, j, ih)
      times    == TimesWith(i, j, ih)
      known    == Known(i, j, h, r)
      executes == ~known /\ Fresh(times, r)
  IN
  /\ Runs(i, j)
  /\ MayProceed(i, j, ih)
  /\ lh'   = [lh EXCEPT ![i][j] = IF executes THEN Append(h, r) ELSE h]
  /\ ts'   = [ts EXCEPT ![i][j] = IF executes THEN [times EXCEPT ![ClientOf(r)] = TimeOf(r)] ELSE times]
  /\ base' = [base EXCEPT ![i][j] = BaseWith(i, j, ih)]
  /\ answered' = [answered EXCEPT ![i][j] = IF known \/ executes THEN Noted(@, r) ELSE @]
  /\ UNCHANGED <<clients, stopped, told>>

-----------------------------------------------------------------------------
(* Panicking: B.5 with B.6. *)

(* The timer measures nothing here: it may expire at once, or never.       *)
(* Diverging answers make a client panic too; that it may anyway.          *)
MayPanic(c) == TRUE

(* Step P1.  "If the client does not commit request req by the expiration  *)
(* of timer T, c panics, i.e., it sends a <PANIC, req.t_c> message to      *)
(* every replica."  That it does so periodically is the network's never    *)
(* forgetting.                                                             *)
Panic(c) ==
  LET i == inst[c] IN
  /\ phase[c] = "waiting"
  /\ MayPanic(c)
  /\ phase'    = [phase EXCEPT ![c] = "panicking"]
  /\ panicked' = [panicked EXCEPT ![i][c] = TRUE]
  /\ UNCHANGED <<inst, req, init, sent, replicas, told>>

(* "On sending PANIC messages for a request that was invoked with an init  *)
(* history, client also includes IH and the set of signatures": a client   *)
(* panics for the latest of its requests.                                  *)
PanicInit(i, c) == IF Cardinality(sent[i][c]) = 1 THEN init[i][c] ELSE None

AuthenticPanic(i, c, ih) ==
  IF c \in ByzantineClient THEN TRUE
  ELSE panicked[i][c] /\ ih = PanicInit(i, c)

(* Step P2.  "Replica r_j, on receiving a <PANIC, req.t_c> message, stops  *)
(* executing new requests and sends <ABORT, req.t_c, LH_j, next(i)> to c"; *)
(* B.6: "r_j first sets LH_j to IH".  Erratum: 3.4.2 has the replica send  *)
(* the same ABORT for all requests, which the field req.t_c contradicts;   *)
(* here it sends the same one, for ever.                                   *)
Stop(i, j, c, ih) ==
  /\ AuthenticPanic(i, c, ih)
  /\ MayProceed(i, j, ih)
  /\ lh'      = [lh EXCEPT ![i][j] = HistoryWith(i, j, ih)]
  /\ ts'      = [ts EXCEPT ![i][j] = TimesWith(i, j, ih)]
  /\ base'    = [base EXCEPT ![i][j] = BaseWith(i, j, ih)]
  /\ stopped' = [stopped EXCEPT ![i][j] = TRUE]
  /\ UNCHANGED <<clients, answered, told>>

(* A client may take the ABORTs of others' panics for its own request: a   *)
(* replica that has stopped answers a REQ with its ABORT.                  *)
MayAbort(c) == phase[c] \in {"waiting", "panicking"}

(* Step P3.  "When client c receives 2f + 1 ABORT messages with correct    *)
(* signatures from different replicas and the same value for next(i), the  *)
(* client collects these messages into the set Proof_AH_i, and extracts    *)
(* the abort history AH_i from Proof_AH_i."                                *)
Abort(c, h) ==
  LET i == inst[c] IN
  /\ MayAbort(c)
  /\ IsAbortHistory(i, h)
  /\ aborted' = [aborted EXCEPT ![i] = @ \cup {[request |-> req[c], history |-> h]}]
  /\ inst'    = [inst EXCEPT ![c] = NextInstance(i)]
  /\ init'    = [init EXCEPT ![NextInstance(i)][c] = h]
  /\ phase'   = [phase EXCEPT ![c] = "switching"]
  /\ UNCHANGED <<req, sent, panicked, replicas, committed>>

-----------------------------------------------------------------------------
(* What is claimed. *)

TypeOK ==
  /\ inst \in [CorrectClient -> 1..Instances + 1]
  /\ phase \in [CorrectClient -> {"idle", "waiting", "panicking", "switching"}]
  /\ req \in [CorrectClient -> Request \cup {None}]
  /\ sent \in [Instance -> [CorrectClient -> SUBSET Request]]
  /\ panicked \in [Instance -> [CorrectClient -> BOOLEAN]]
  /\ stopped \in [Instance -> [Correct -> BOOLEAN]]
  /\ \A i \in Instance, j \in Correct :
       /\ Range(lh[i][j]) \subseteq Request
       /\ base[i][j] \in Uninitialised..Len(lh[i][j])
       /\ answered[i][j] \subseteq Range(lh[i][j])
       /\ ~Initialised(i, j) => lh[i][j] = <<>> /\ ~stopped[i][j]

(* What instance i has shown, for Abstract.  A correct client's request is *)
(* valid, for it comes with a valid init history or after i committed; a   *)
(* Byzantine client is taken to have invoked all of its own.               *)
View(i) ==
  [id        |-> i,
   next      |-> NextInstance(i),
   commits   |-> {e.history : e \in committed[i]},
   aborts    |-> {e.history : e \in aborted[i]},
   inits     |-> ValidInitHistories(i),
   valid     |-> UNION {sent[i][c] : c \in CorrectClient}
                   \cup {r \in Request : ClientOf(r) \in ByzantineClient},
   committed |-> {e.request : e \in committed[i]},
   aborted   |-> {e.request : e \in aborted[i]}]

Views == [i \in Instance |-> View(i)]

A1_Validity              == Everywhere(Validity, Views)
A4_InitOrder             == Everywhere(InitOrder, Views)
A5_CommitOrder           == Everywhere(CommitOrder, Views)
A6_AbortOrder            == Everywhere(AbortOrder, Views)
A7_SwitchingMonotonicity == Everywhere(SwitchingMonotonicity, Views)

Invoked(i, c, r) == r \in sent[i][c]
Committed(i, r) == \E e \in committed[i] : e.request = r
Aborted(i, r)   == \E e \in aborted[i] : e.request = r

A2_Termination ==
  \A i \in Instance, c \in CorrectClient, r \in Request :
    Invoked(i, c, r) ~> Committed(i, r) \/ Aborted(i, r)

(* The predicate P of a protocol is for a model to provide, for the last   *)
(* instance: that is where it has it hold.                                 *)
A3_Progress ==
  \A c \in CorrectClient, r \in Request :
    Invoked(Instances, c, r) ~> Committed(Instances, r)

(* C.1, Lemma 1: "LH_j^req remains a prefix of LH_j forever." *)
C_Lemma1 ==
  [][\A i \in Instance, j \in Correct : IsPrefix(lh[i][j], lh'[i][j])]_shared

(* P2: one ABORT message per replica and instance, the same for ever. *)
OneAbortMessage ==
  [][\A i \in Instance, j \in Correct :
       stopped[i][j] => stopped'[i][j] /\ lh'[i][j] = lh[i][j]]_shared

(* C.1: "if req is committed with a commit history h, then req is in h".   *)
C_WellFormedCommits ==
  \A i \in Instance : \A e \in committed[i] : e.request \in Range(e.history)

(* The step that Commit Order and Abort Order share in C.1: a commit       *)
(* history is a prefix of every correct replica's local history.           *)
C_CommitsAreLocalPrefixes ==
  \A i \in Instance : \A e \in committed[i] : \A j \in Correct : IsPrefix(e.history, lh[i][j])

(* C.1, Validity: "no request appears twice in any local history". *)
C_LocalHistoriesDoNotRepeat ==
  \A i \in Instance, j \in Correct : NoRepetition(lh[i][j])
=============================================================================
