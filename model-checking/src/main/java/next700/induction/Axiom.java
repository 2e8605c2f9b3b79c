package next700.induction;

/** What a module assumes of its constants, in first-order logic. */
record Axiom(String name, Formula formula, String text, int line) {}
