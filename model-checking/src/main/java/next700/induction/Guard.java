package next700.induction;

/**
 * What must be so for an action to be taken, or, of a relation between both states that is no equation for a variable, what
 * is so when it is.
 *
 * @param action of which it is a conjunct
 * @param text as the module has it
 */
record Guard(String action, Formula formula, String text, int line) {
    @Override
    public String toString() {
        return action + ", line " + line + ": " + text;
    }
}
