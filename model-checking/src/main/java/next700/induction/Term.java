package next700.induction;

import java.util.List;
import java.util.Map;

/** What stands for an element of a sort. */
sealed interface Term {
    Sort sort();

    /** This term, with other terms for some variables. */
    Term with(Map<Variable, Term> replaced);

    /**
     * A variable of a quantifier.
     *
     * @param name as the module has it
     * @param number which makes it unique, so that nothing is ever captured
     */
    record Variable(String name, int number, Sort sort) implements Term {
        @Override
        public Term with(Map<Variable, Term> replaced) {
            return replaced.getOrDefault(this, this);
        }

        @Override
        public String toString() {
            return name + "#" + number;
        }
    }

    /** A function's value; without arguments a constant. */
    record Application(Symbol function, List<Term> arguments) implements Term {
        public Application {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Sort sort() {
            return function.result().orElseThrow();
        }

        @Override
        public Term with(Map<Variable, Term> replaced) {
            return new Application(
                    function, arguments.stream().map(a -> a.with(replaced)).toList());
        }
    }

    /** One of two. */
    record Choice(Formula condition, Term then, Term otherwise) implements Term {
        @Override
        public Sort sort() {
            return then.sort();
        }

        @Override
        public Term with(Map<Variable, Term> replaced) {
            return new Choice(condition.with(replaced), then.with(replaced), otherwise.with(replaced));
        }
    }

    static Term constant(Symbol symbol) {
        return new Application(symbol, List.of());
    }
}
