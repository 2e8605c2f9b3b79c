package next700.induction;

import tla2sany.semantic.ExprNode;

/** A formula of the module's with its name: a lemma, or a property. */
record Named(String name, ExprNode body, String text, int line) {
    @Override
    public String toString() {
        return name;
    }
}
