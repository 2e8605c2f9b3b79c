----------------------------- MODULE LCRMembership ----------------------------
(***************************************************************************)
(* How the views come about that LCR takes for agreed.  The thesis leaves   *)
(* that to a group communication system (2.4.3: "processes agree on a new   *)
(* view"), and LCR to an oracle, whose views follow one another: whoever    *)
(* returns to an interrupted change goes on to the next view in any case,   *)
(* so that LCR cannot tell whether anyone waits for a change that others    *)
(* have abandoned.  Here nobody hands out views.  A process merges what it  *)
(* hears of crashes and leaves into one change of its view, and runs the    *)
(* procedure of Figure 2.7 for it with all whom it concerns; hearing of     *)
(* more interrupts the procedure and begins a larger one.                   *)
(*                                                                          *)
(*   Leave, Suspect   a process wants to leave; finds a connection broken   *)
(*   Learn            a RECOVER tells of more than the process knows        *)
(*   Begin            Figure 2.7, lines 1-2, for all that it knows          *)
(*   Recover          Figure 2.7, lines 8-12; or what is told to who is     *)
(*                    behind                                                *)
(*   AckRecover       Figure 2.7, lines 3-4: END_RECOVERY is a promise      *)
(*   EndRecovery      Figure 2.7, line 5, of the running change or of an    *)
(*                    interrupted one that the process has promised         *)
(*   Completed        the news that everybody has ended a change            *)
(*   View             Figure 2.7, lines 6-7                                 *)
(*                                                                          *)
(* Of the ring there is only what a change must not lose: each sender has   *)
(* broadcast one message that nobody else has received.  Connections are    *)
(* FIFO.  All that a process says goes to several others, so that its       *)
(* connections are one log, of which each reader has read a part; an        *)
(* ACK_RECOVER is known where it is sent, and counted at any time later.    *)
(*                                                                          *)
(* The operators marked "Erratum" are replaced in LCRMembershipErrata.      *)
(***************************************************************************)
EXTENDS Integers, Sequences, FiniteSets, TLC

CONSTANTS
  Proc,
  Senders,   \* who has a message that nobody else has received
  Leavers,   \* who may leave
  Crashers,  \* who may crash
  Crashes,   \* how many of them do at most
  Slow       \* the connections <<from, to>> on which time passes; what comes
             \* on any other is read before anything else happens

VARIABLES
  status,    \* status[p]: "up", "crashed" or "left"
  view,      \* view[p]: [number, ring]
  change,    \* change[p]: what p runs Figure 2.7 for, or NoChange
  suspected, \* suspected[p]: whose connection p has found broken, or heard so
  leaving,   \* leaving[p]: of whom p has heard that they leave
  promises,  \* promises[p]: the changes of its view that p has ended
  heard,     \* heard[p]: pairs <<change, q>>, the END_RECOVERYs heard of
  past,      \* past[p]: the changes that p has installed
  known,     \* known[p]: whose message p has
  delivered, \* delivered[p]: whose message p has delivered
  log,       \* log[p]: what p has said, in order
  read,      \* read[p][q]: how much of log[q] p has read
  acks       \* the ACK_RECOVERs sent, <<change, from, to>>

vars == <<status, view, change, suspected, leaving, promises, heard, past, known, delivered, log, read, acks>>

NoChange == [base |-> 0]

First == [number |-> 0, ring |-> Proc]

Target(c) ==
  [number |-> c.base.number + Cardinality(c.excluded) + Cardinality(c.leaving),
   ring   |-> c.base.ring \ (c.excluded \cup c.leaving)]

(* Who leaves takes part in the change that removes it. *)
Parties(c) == c.base.ring \ c.excluded

Init ==
  /\ status    = [p \in Proc |-> "up"]
  /\ view      = [p \in Proc |-> First]
  /\ change    = [p \in Proc |-> NoChange]
  /\ suspected = [p \in Proc |-> {}]
  /\ leaving   = [p \in Proc |-> {}]
  /\ promises  = [p \in Proc |-> {}]
  /\ heard     = [p \in Proc |-> {}]
  /\ past      = [p \in Proc |-> {}]
  /\ known     = [p \in Proc |-> {p} \cap Senders]
  /\ delivered = [p \in Proc |-> {}]
  /\ log       = [p \in Proc |-> <<>>]
  /\ read      = [p \in Proc |-> [q \in Proc |-> 0]]
  /\ acks      = {}

Up == {p \in Proc : status[p] = "up"}

Said(p, message) == [log EXCEPT ![p] = Append(@, message)]

-----------------------------------------------------------------------------
(* What goes on inside a process. *)

Wanted(p) ==
  [base     |-> view[p],
   excluded |-> suspected[p] \cap view[p].ring,
   leaving  |-> leaving[p] \cap view[p].ring]

CanBegin(p) ==
  /\ Wanted(p).excluded \cup Wanted(p).leaving # {}
  /\ Wanted(p) # change[p]

(* What everybody in a view has ended.  Erratum: a larger change does not   *)
(* take back a promise, since others may have installed the view already.   *)
Keeps(p) == promises[p]

Complete(p) == {c \in Keeps(p) : \A q \in Parties(c) : <<c, q>> \in heard[p]}

(* A process does what it has to before it, or anyone, takes anything in.   *)
Busy == {p \in Up : CanBegin(p) \/ Complete(p) # {}}

Begin(p) ==
  /\ CanBegin(p) /\ Complete(p) = {}
  /\ change' = [change EXCEPT ![p] = Wanted(p)]
  /\ log'    = Said(p, [kind |-> "recover", change |-> Wanted(p), to |-> Parties(Wanted(p)), list |-> known[p]])
  /\ acks'   = acks \cup {<<Wanted(p), p, p>>}
  /\ UNCHANGED <<status, view, suspected, leaving, promises, heard, past, known, delivered, read>>

HasMail(p, q) == q # p /\ q \notin suspected[p] /\ read[p][q] < Len(log[q])

(* What waits on a connection that is not slow. *)
Prompt == {<<q, p>> \in (Proc \X Up) \ Slow : HasMail(p, q)}

(* Line 3: all participants have what p had. *)
CanEnd(p) ==
  /\ change[p] # NoChange
  /\ change[p] \notin promises[p]
  /\ \A q \in Parties(change[p]) : <<change[p], q, p>> \in acks

(* Line 4. *)
AckRecover(p) ==
  /\ CanEnd(p)
  /\ promises' = [promises EXCEPT ![p] = @ \cup {change[p]}]
  /\ heard'    = [heard EXCEPT ![p] = @ \cup {<<change[p], p>>}]
  /\ log'      = Said(p, [kind |-> "end", change |-> change[p], to |-> Parties(change[p]), list |-> {}])
  /\ UNCHANGED <<status, view, change, suspected, leaving, past, known, delivered, read, acks>>

(* Erratum: who returns to an interrupted change tells those who run the    *)
(* larger one with it.  It has answered their RECOVERs, and would never     *)
(* send the END_RECOVERY that they wait for.                                *)
WhoWentOn(p, c) == IF change[p] \in {c, NoChange} THEN {} ELSE Parties(change[p]) \ {p}

(* Who leaves need not wait for others, who may go on and leave before it;  *)
(* and the last that it says itself is that it need not be waited for.      *)
WhoLeaves(c) == c.leaving \ c.excluded

Told(p, c) ==
  IF p \in Target(c).ring THEN WhoLeaves(c) \cup WhoWentOn(p, c) ELSE Parties(c) \ {p}

(* Lines 6-7. *)
Install(p, c) ==
  /\ view'      = [view EXCEPT ![p] = Target(c)]
  /\ status'    = IF p \in Target(c).ring THEN status ELSE [status EXCEPT ![p] = "left"]
  /\ change'    = [change EXCEPT ![p] = NoChange]
  /\ promises'  = [promises EXCEPT ![p] = {}]
  /\ heard'     = [heard EXCEPT ![p] = {}]
  /\ past'      = [past EXCEPT ![p] = @ \cup {c}]
  /\ suspected' = [suspected EXCEPT ![p] = @ \cap Target(c).ring]
  /\ leaving'   = [leaving EXCEPT ![p] = @ \cap Target(c).ring]
  /\ delivered' = [delivered EXCEPT ![p] = known[p]]
  /\ log'       = IF Told(p, c) = {} THEN log
                  ELSE Said(p, [kind |-> "completed", change |-> c, to |-> Told(p, c), list |-> {}])
  /\ UNCHANGED <<known, read, acks>>

View(p) == \E c \in Complete(p) : Install(p, c)

-----------------------------------------------------------------------------
(* What comes from others.  Nothing is read of who is suspected. *)

Mail(p, q) == log[q][read[p][q] + 1]

Taken(p, q) == [read EXCEPT ![p][q] = @ + 1]

IsOf(p, q, kind) == Mail(p, q).kind = kind /\ p \in Mail(p, q).to

(* A change of a view that p has agreed to tells that all have. *)
CatchesUp(p, q) ==
  IsOf(p, q, "recover") /\ \E c \in Keeps(p) : Target(c) = Mail(p, q).change.base

CatchUp(p, q) ==
  /\ CatchesUp(p, q)
  /\ \E c \in Keeps(p) : Target(c) = Mail(p, q).change.base /\ Install(p, c)

(* What a RECOVER tells counts as far as p's view is concerned, if it comes *)
(* from one that is in it.                                                  *)
TaughtBy(p, q) ==
  IF q \in view[p].ring
  THEN [excluded |-> Mail(p, q).change.excluded \cap view[p].ring,
        leaving  |-> Mail(p, q).change.leaving \cap view[p].ring]
  ELSE [excluded |-> {}, leaving |-> {}]

Teaches(p, q) ==
  /\ IsOf(p, q, "recover") /\ ~CatchesUp(p, q)
  /\ ~(TaughtBy(p, q).excluded \subseteq suspected[p] /\ TaughtBy(p, q).leaving \subseteq leaving[p])

Learn(p, q) ==
  /\ Teaches(p, q)
  /\ suspected' = [suspected EXCEPT ![p] = @ \cup TaughtBy(p, q).excluded]
  /\ leaving'   = [leaving EXCEPT ![p] = @ \cup TaughtBy(p, q).leaving]
  /\ UNCHANGED <<status, view, change, promises, heard, past, known, delivered, log, read, acks>>

(* Whose view p has left behind. *)
Missed(p, q) == {c \in past[p] : c.base = Mail(p, q).change.base /\ q \in Parties(c)}

Recover(p, q) ==
  LET c == Mail(p, q).change
  IN
  /\ IsOf(p, q, "recover") /\ ~CatchesUp(p, q) /\ ~Teaches(p, q)
  /\ read' = Taken(p, q)
  /\ IF c = change[p]
     THEN /\ known' = [known EXCEPT ![p] = @ \cup Mail(p, q).list]
          /\ acks'  = acks \cup {<<c, p, q>>}
          /\ log'   = log
     ELSE /\ log'   = IF Missed(p, q) = {} THEN log
                      ELSE Said(p, [kind |-> "completed", change |-> CHOOSE d \in Missed(p, q) : TRUE,
                                    to |-> {q}, list |-> {}])
          /\ UNCHANGED <<known, acks>>
  /\ UNCHANGED <<status, view, change, suspected, leaving, promises, heard, past, delivered>>

(* Line 5. *)
EndRecovery(p, q) ==
  /\ IsOf(p, q, "end")
  /\ read'  = Taken(p, q)
  /\ heard' = IF Mail(p, q).change \in promises[p] \cup {change[p]}
              THEN [heard EXCEPT ![p] = @ \cup {<<Mail(p, q).change, q>>}] ELSE heard
  /\ UNCHANGED <<status, view, change, suspected, leaving, promises, past, known, delivered, log, acks>>

Completed(p, q) ==
  LET c == Mail(p, q).change
  IN
  /\ IsOf(p, q, "completed")
  /\ read'  = Taken(p, q)
  /\ heard' = IF c \in promises[p] THEN [heard EXCEPT ![p] = @ \cup {<<c, r>> : r \in Parties(c)}] ELSE heard
  /\ UNCHANGED <<status, view, change, suspected, leaving, promises, past, known, delivered, log, acks>>

(* What was said to others: their connections are of the same log. *)
Skip(p, q) ==
  /\ p \notin Mail(p, q).to
  /\ read' = Taken(p, q)
  /\ UNCHANGED <<status, view, change, suspected, leaving, promises, heard, past, known, delivered, log, acks>>

(* A connection is found broken when its other end is gone.  What was on    *)
(* its way from one that crashed may be lost; one that leaves is heard out. *)
MaySuspect(p, q) ==
  /\ q \in view[p].ring \ (suspected[p] \cup {p})
  /\ \/ status[q] = "crashed"
     \/ status[q] = "left" /\ ~HasMail(p, q)

Suspect(p, q) ==
  /\ MaySuspect(p, q)
  /\ suspected' = [suspected EXCEPT ![p] = @ \cup {q}]
  /\ UNCHANGED <<status, view, change, leaving, promises, heard, past, known, delivered, log, read, acks>>

Leave(p) ==
  /\ p \in Leavers
  /\ change[p] = NoChange /\ p \notin leaving[p]
  /\ leaving' = [leaving EXCEPT ![p] = @ \cup {p}]
  /\ UNCHANGED <<status, view, change, suspected, promises, heard, past, known, delivered, log, read, acks>>

Crash(p) ==
  /\ p \in Crashers /\ Cardinality({q \in Proc : status[q] = "crashed"}) < Crashes
  /\ status' = [status EXCEPT ![p] = "crashed"]
  /\ UNCHANGED <<view, change, suspected, leaving, promises, heard, past, known, delivered, log, read, acks>>

-----------------------------------------------------------------------------

Read(p, q) ==
  \/ CatchUp(p, q) \/ Learn(p, q) \/ Recover(p, q)
  \/ EndRecovery(p, q) \/ Completed(p, q) \/ Skip(p, q)

Next ==
  IF Busy # {}
  THEN LET p == CHOOSE q \in Busy : \A r \in Busy : q <= r
       IN  View(p) \/ Begin(p)
  ELSE \/ \E p \in Up : Crash(p)
       \/ IF Prompt # {}
          THEN LET c == CHOOSE d \in Prompt : TRUE IN Read(c[2], c[1])
          ELSE \E p \in Up :
                 \/ AckRecover(p) \/ Leave(p)
                 \/ \E q \in Proc : Suspect(p, q) \/ (HasMail(p, q) /\ Read(p, q))

Spec == Init /\ [][Next]_vars

-----------------------------------------------------------------------------
(* What is claimed. *)

Quiescent ==
  /\ Busy = {}
  /\ \A p \in Up : ~CanEnd(p) /\ \A q \in Proc : ~HasMail(p, q) /\ ~MaySuspect(p, q)

LCR_ViewsAgree ==
  \A p, q \in Proc : \A c \in past[p], d \in past[q] :
    Target(c).number = Target(d).number => Target(c) = Target(d)

LCR_ViewChangesEnd ==
  Quiescent => \A p \in Up : change[p] = NoChange /\ view[p].ring = Up

LCR_UniformAgreement ==
  Quiescent => \A p \in Proc, q \in Up : delivered[p] \subseteq delivered[q]

LCR_Validity ==
  Quiescent => \A p \in Senders : (status[p] = "left" \/ (status[p] = "up" /\ view[p] # First)) => p \in delivered[p]

(* A RECOVER of a view that its reader has not come to cannot be: its       *)
(* sender has heard the reader's promise.                                   *)
LCR_NobodyIsAhead ==
  \A p \in Up, q \in Proc : HasMail(p, q) /\ IsOf(p, q, "recover") =>
    Mail(p, q).change.base.number <= view[p].number \/ CatchesUp(p, q)

-----------------------------------------------------------------------------
(* Within bounds. *)

AllSlow == Proc \X Proc

(* Of four, of whom the third leaves: what the first two would hear of it,  *)
(* and the fourth of the second.                                            *)
ThreeSlow == {<<3, 1>>, <<3, 2>>, <<2, 4>>}

(* Sometimes-properties. *)

Reached(k, name, happened) ==
  IF TLCGet(k) THEN TRUE
  ELSE IF happened THEN TLCSet(k, TRUE) /\ PrintT(<<"reached", name>>)
  ELSE TRUE

ASSUME \A k \in 1..5 : TLCSet(k, FALSE)

Sometimes ==
  /\ Reached(1, "a larger change interrupts one that is running",
       \E p \in Up : CanBegin(p) /\ change[p] # NoChange)
  /\ Reached(2, "a process returns to a change that was interrupted",
       \E p \in Up : \E c \in Complete(p) : c # change[p])
  /\ Reached(3, "a process catches up with a view whose end it has not heard of",
       \E p \in Up, q \in Proc : HasMail(p, q) /\ CatchesUp(p, q))
  /\ Reached(4, "a process crashes while it leaves",
       \E p \in Proc : status[p] = "crashed" /\ p \in leaving[p])
  /\ Reached(5, "who has left is still in the view of another",
       \E p \in Proc, q \in Up : status[p] = "left" /\ p \in view[q].ring)
=============================================================================
