package next700.broadcast;

import next700.protocol.lcr.Change;
import next700.protocol.lcr.LcrMessage;
import next700.protocol.lcr.MemberId;
import next700.protocol.lcr.Survival;

/** What members say beside the messages of the application: frames that are few and short. */
sealed interface Control {
    /** How a member introduces itself to one that it dialled, and what the two must agree on. */
    record Hello(String group, MemberId from, String to, Survival survival, int maxMessageBytes) implements Control {}

    /** The answer to a greeting: messages may come. */
    record Welcome() implements Control {}

    /** The answer to a greeting of one that nothing is heard from. */
    record Refused(String reason) implements Control {}

    /** That the sender lives. */
    record Ping() implements Control {}

    /** A RECOVER, of which the pending messages came before in frames of their own. */
    record Recovering(int pending, Change change) implements Control {}

    /** A message of the protocol that carries none of the application. */
    record Said(LcrMessage.Membership message) implements Control {}
}
