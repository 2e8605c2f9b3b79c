package next700.rounds;

import java.util.Optional;

/** One process of a protocol in the round model. */
interface Station<M> {
    /** Computes the message for this round, if there is one. */
    Optional<Sending<M>> send();

    /** Receives one message, at the end of a round. */
    void receive(M message);
}
