package next700.rounds;

/** A message that a process broadcasts: who, and which of its broadcasts, from 1. */
record Broadcast(int origin, int number) {}
