------------------------------ MODULE Register ------------------------------
(***************************************************************************)
(* A register of many writers and many readers over quorum systems: the    *)
(* slides' "Shared Variable with Quorums" (slides-a, slides-b, after       *)
(* Malkhi's chapter), repaired to be atomic (Attiya, Bar-Noy and Dolev     *)
(* 1995; Lynch and Shvartsman 1997), and for servers that lie (Malkhi and  *)
(* Reiter 1998).                                                           *)
(*                                                                         *)
(* An operation asks a quorum what it holds; then it tells a quorum the    *)
(* latest of these, or, if it writes, its own value under a later stamp.   *)
(* What was sent may arrive at any time, again, or never: an answer is     *)
(* what a replica held when it gave it, and an update stays under way for  *)
(* ever.  Replicas crash, and come back with what they had stored.         *)
(*                                                                         *)
(* A value is a triple <<number, writer, v>>.  No two writes of correct    *)
(* clients share a number and writer; of what a client says that lies, the *)
(* larger v is the later, so that it counts as two writes.                 *)
(***************************************************************************)
EXTENDS Naturals, FiniteSets

CONSTANTS
  Replicas,
  Liars,       \* those that say what they like
  Faults,      \* as many as may lie
  Asked,       \* the quorums that are asked
  Told,        \* the quorums that are told
  Trust,       \* whose word clients take: "everyone", "writers" (who sign), "votes"
  Promise,     \* what readers are promised: "safe", "regular", "atomic"
  Writers,     \* the clients that may write
  Readers,     \* those that may read
  Operations,  \* of each client
  Values,      \* the third component of what is written
  Made,        \* what liars make up
  ByALiar      \* what a client wrote that lies: any replica may hear of any of it

Clients == Writers \cup Readers
Correct == Replicas \ Liars

ASSUME
  /\ Liars \subseteq Replicas
  /\ Trust \in {"everyone", "writers", "votes"}
  /\ Promise \in {"safe", "regular", "atomic"}
  /\ Clients \subseteq Nat \ {0}

VARIABLES
  held,      \* by correct replica, what it holds
  at,        \* by client: "idle", "asks" or "tells"
  writes,    \* by client: whether its operation is a write
  answers,   \* by client: what correct replicas answered to its question, <<replica, value>>
  chosen,    \* by client: what it tells
  floor,     \* by client: the latest value that was complete when its operation began
  calm,      \* by client: whether nothing was being written since then
  done,      \* the latest value that is complete
  updates,   \* what was ever told
  left,      \* by client: how many operations it still has
  behind,    \* whether an operation ended with less than it was promised
  made       \* whether a read returned what nobody wrote

vars == <<held, at, writes, answers, chosen, floor, calm, done, updates, left, behind, made>>

Zero == <<0, 0, 0>>

(* The order of stamps (the slides' [time, pid]), and of what was written under one stamp. *)
Earlier(s, t) ==
  \/ s[1] < t[1]
  \/ s[1] = t[1] /\ s[2] < t[2]
  \/ s[1] = t[1] /\ s[2] = t[2] /\ s[3] < t[3]
Later(s, t) == IF Earlier(s, t) THEN t ELSE s
Latest(S) == CHOOSE s \in S : \A t \in S : ~Earlier(s, t)

IsAsked(S) == \E Q \in Asked : Q \subseteq S
IsTold(S) == \E Q \in Told : Q \subseteq S

(* How many operations a client has. *)
OperationsOf(c) == Operations

(* Whom a writer asks for the highest stamp. *)
WriterAsks(S) == IsAsked(S)

Init ==
  /\ held = [r \in Correct |-> Zero]
  /\ at = [c \in Clients |-> "idle"]
  /\ writes = [c \in Clients |-> FALSE]
  /\ answers = [c \in Clients |-> {}]
  /\ chosen = [c \in Clients |-> Zero]
  /\ floor = [c \in Clients |-> Zero]
  /\ calm = [c \in Clients |-> TRUE]
  /\ done = Zero
  /\ updates = ByALiar
  /\ left = [c \in Clients |-> OperationsOf(c)]
  /\ behind = FALSE
  /\ made = FALSE

IsWriting(c) == at[c] # "idle" /\ writes[c]

AskAs(c, isWrite) ==
  /\ at[c] = "idle" /\ left[c] > 0
  /\ IF isWrite THEN c \in Writers ELSE c \in Readers
  /\ at' = [at EXCEPT ![c] = "asks"]
  /\ writes' = [writes EXCEPT ![c] = isWrite]
  /\ answers' = [answers EXCEPT ![c] = {}]
  /\ floor' = [floor EXCEPT ![c] = done]
  /\ calm' = [d \in Clients |->
                IF d = c THEN \A e \in Clients \ {c} : ~IsWriting(e)
                ELSE calm[d] /\ ~isWrite]
  /\ left' = [left EXCEPT ![c] = @ - 1]
  /\ UNCHANGED <<held, chosen, done, updates, behind, made>>

Ask(c) == \E isWrite \in BOOLEAN : AskAs(c, isWrite)

(* Whether a client hears an answer of a replica: in models of many replicas, the first only. *)
Hears(c, r) == TRUE

Answer(c, r) ==
  /\ at[c] = "asks"
  /\ Hears(c, r)
  /\ answers' = [answers EXCEPT ![c] = @ \cup {<<r, held[r]>>}]
  /\ UNCHANGED <<held, at, writes, chosen, floor, calm, done, updates, left, behind, made>>

(* What a liar may say: where values are signed, what was written, or told by a client that lies. *)
LiarSays == {Zero} \cup updates \cup (IF Trust = "writers" THEN {} ELSE Made)

(* Whose answers a client goes by, of those that it has: all. *)
GoesBy(replicas) == {replicas}

HeardOf(c, by) ==
  { [r \in by \cup L |-> IF r \in L THEN lies[r] ELSE told[r]] :
      <<L, lies, told>> \in
        UNION { {<<L, lies, told>> :
                   lies \in [L -> LiarSays],
                   told \in {f \in [by -> {a[2] : a \in answers[c]}] : \A r \in by : <<r, f[r]>> \in answers[c]}} :
                L \in SUBSET Liars } }

(* What a client may go by: answers of correct replicas, one of each, and of liars. *)
Heard(c) ==
  UNION {HeardOf(c, by) : by \in GoesBy({a[1] : a \in answers[c]})}

Said(A) == {A[r] : r \in DOMAIN A}

(* So many say it that one of them is correct. *)
IsVouched(A, s) == Cardinality({r \in DOMAIN A : A[r] = s}) > Faults

(* Of all answers the one with f above it: what was complete is not later. *)
Recent(A) ==
  CHOOSE s \in Said(A) :
    /\ Cardinality({r \in DOMAIN A : Earlier(s, A[r])}) <= Faults
    /\ \/ Cardinality({r \in DOMAIN A : ~Earlier(A[r], s)}) > Faults
       \/ \A t \in Said(A) : ~Earlier(t, s)

IsRecent(A, s) == ~Earlier(s, Recent(A))

(* What a reader may believe. *)
Believed(A) ==
  {s \in Said(A) : IsVouched(A, s) /\ (Promise = "safe" \/ IsRecent(A, s))}

CanChoose(A) == Trust # "votes" \/ Promise = "safe" \/ Believed(A) # {}

ReadFrom(A) ==
  IF Trust # "votes" THEN Latest(Said(A))
  ELSE IF Believed(A) = {} THEN Zero ELSE Latest(Believed(A))

NumberFrom(A) == IF Trust = "votes" THEN Recent(A)[1] ELSE Latest(Said(A))[1]

(* The stamp of a writer. *)
StampAfter(number, c) == <<number + 1, c>>

WrittenBy(A, c, v) ==
  LET stamp == StampAfter(NumberFrom(A), c) IN <<stamp[1], stamp[2], v>>

(* Whether a read tells a quorum what it read before it returns. *)
WritesBack == Promise = "atomic"

End(c, s) ==
  /\ at' = [at EXCEPT ![c] = "idle"]
  /\ done' = IF writes[c] \/ Promise = "atomic" THEN Later(done, s) ELSE done
  /\ behind' = (behind \/ (Earlier(s, floor[c]) /\ (Promise # "safe" \/ calm[c])))

TellAs(c, v) ==
  /\ at[c] = "asks"
  /\ \E A \in Heard(c) :
       /\ IF writes[c] THEN WriterAsks(DOMAIN A) ELSE IsAsked(DOMAIN A) /\ CanChoose(A)
       /\ LET mine == IF writes[c] THEN WrittenBy(A, c, v) ELSE ReadFrom(A)
          IN /\ chosen' = [chosen EXCEPT ![c] = mine]
             /\ made' = (made \/ (~writes[c] /\ mine \notin updates \cup {Zero}))
             /\ IF writes[c] \/ WritesBack
                  THEN /\ at' = [at EXCEPT ![c] = "tells"]
                       /\ updates' = updates \cup {mine}
                       /\ UNCHANGED <<done, behind>>
                  ELSE End(c, mine) /\ UNCHANGED updates
  /\ UNCHANGED <<held, writes, answers, floor, calm, left>>

Tell(c) == \E v \in IF writes[c] THEN Values ELSE {0} : TellAs(c, v)

(* A reader that heard everyone and can believe nothing asks again. *)
AskAgain(c) ==
  /\ at[c] = "asks" /\ ~writes[c]
  /\ \E A \in Heard(c) : DOMAIN A = Replicas /\ ~CanChoose(A)
  /\ answers' = [answers EXCEPT ![c] = {}]
  /\ UNCHANGED <<held, at, writes, chosen, floor, calm, done, updates, left, behind, made>>

(* Whether a replica takes an update in the place of what it holds. *)
Takes(r, s) == Earlier(held[r], s)

TakeAs(r, s) ==
  /\ s \in updates
  /\ Takes(r, s)
  /\ held' = [held EXCEPT ![r] = s]
  /\ UNCHANGED <<at, writes, answers, chosen, floor, calm, done, updates, left, behind, made>>

Take(r) == \E s \in updates : s # held[r] /\ TakeAs(r, s)

(* Who has acknowledged an update: those that held it, or something later, at some time; and liars. *)
Acknowledged(s) == {r \in Correct : ~Earlier(held[r], s)} \cup Liars

Return(c) ==
  /\ at[c] = "tells"
  /\ IsTold(Acknowledged(chosen[c]))
  /\ End(c, chosen[c])
  /\ UNCHANGED <<held, writes, answers, chosen, floor, calm, updates, left, made>>

(* What a replica holds after a crash: what it had stored. *)
AfterCrash(r) == held[r]

Crash(r) ==
  /\ held[r] # AfterCrash(r)
  /\ held' = [held EXCEPT ![r] = AfterCrash(r)]
  /\ UNCHANGED <<at, writes, answers, chosen, floor, calm, done, updates, left, behind, made>>

Next ==
  \/ \E c \in Clients : Ask(c) \/ Tell(c) \/ AskAgain(c) \/ Return(c) \/ (\E r \in Correct : Answer(c, r))
  \/ \E r \in Correct : Take(r) \/ Crash(r)

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------

IsHeld(s) == s \in Nat \X Nat \X Nat

TypeOK ==
  /\ \A r \in Correct : IsHeld(held[r])
  /\ at \in [Clients -> {"idle", "asks", "tells"}]
  /\ \A c \in Clients : IsHeld(chosen[c])

(* What is promised.  Atomic: with unique stamps, order operations by what they wrote or read, a write before the reads of it; each
   ends with no less than was complete when it began.  Regular: of complete operations only the writes count.  Safe: and only for reads
   that are concurrent with no write. *)
NeverBehind == ~behind

(* A read returns what was written. *)
NothingMadeUp == ~made

(* What is complete is held, or something later, by the correct replicas of a quorum that is told. *)
CompleteIsHeld == IsTold(Acknowledged(done))

(* So a quorum that is asked has a replica that can tell of it. *)
CompleteIsFound ==
  \A Q \in Asked : \E r \in Q \cap Correct : ~Earlier(held[r], done)

(* And, where answers are counted, so many that a reader can believe them. *)
CompleteIsVouched ==
  \A Q \in Asked : Cardinality({r \in Q \cap Correct : ~Earlier(held[r], done)}) > Faults

(* Of what is complete there is one value under its stamp, at all correct replicas of a quorum that have no later one. *)
CompleteIsTheSame ==
  \E Q \in Told : \A r \in Q \cap Correct :
    (held[r][1] = done[1] /\ held[r][2] = done[2]) => held[r][3] >= done[3]

(* No two writes share a stamp. *)
StampsAreUnique ==
  \A c, d \in Clients :
    (at[c] = "tells" /\ writes[c] /\ at[d] = "tells" /\ writes[d] /\ c # d) => chosen[c] # chosen[d]

(* A client that has heard everyone, as they are now, when no correct client is about to change anything, can choose.  (What a client that
   lies has said to some need not reach the others.) *)
NobodyWaitsForEver ==
  \A c \in Clients :
    (/\ at[c] = "asks" /\ ~writes[c]
     /\ answers[c] = {<<r, held[r]>> : r \in Correct}
     /\ \A d \in Clients : ~IsWriting(d)
     /\ \A r \in Correct : \A s \in updates \ ByALiar : ~Earlier(held[r], s))
    => \A A \in Heard(c) : DOMAIN A \cap Correct = Correct => CanChoose(A)

(* What must have been reached. *)
AReadReturnsWhatWasWritten == \E c \in Clients : at[c] = "idle" /\ ~writes[c] /\ chosen[c] # Zero
TwoWritersMeet == \E s, t \in updates : s[1] = t[1] /\ s # t
AReaderMustAskAgain ==
  \E c \in Clients : at[c] = "asks" /\ ~writes[c] /\ \E A \in Heard(c) : DOMAIN A = Replicas /\ ~CanChoose(A)
=============================================================================
