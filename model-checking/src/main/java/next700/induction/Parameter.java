package next700.induction;

/** What an action takes some value of: its name in the module, and the constant or relation that stands for it. */
record Parameter(String name, Symbol symbol, Value value) {}
