package next700.transactions;

import static next700.transactions.DependencyGraph.RW;
import static next700.transactions.DependencyGraph.SILENT;

/** Which walks through a {@link DependencyGraph} are sought: an automaton of two states over the kinds of edges. */
enum Walk {
    /** Any. */
    ANY {
        @Override
        int step(int state, int kind) {
            return state;
        }
    },
    /** No anti-dependency after another; the state is whether the last edge was one. */
    NON_ADJACENT {
        @Override
        int step(int state, int kind) {
            if (kind == RW) {
                return state == 0 ? 1 : REFUSED;
            }
            return kind == SILENT ? state : 0;
        }
    },
    /** An anti-dependency first, and then any; the state is whether it has been met. */
    ANTI_DEPENDENCY_FIRST {
        @Override
        int step(int state, int kind) {
            return state == 1 || kind == RW ? 1 : kind == SILENT ? state : REFUSED;
        }
    };

    static final int STATES = 2;
    static final int REFUSED = -1;

    /** The state after an edge of that kind, or {@link #REFUSED}. */
    abstract int step(int state, int kind);

    /** The graph of which a path is a walk of this kind through another: its nodes are pairs of node and state. */
    Digraph product(View view) {
        Walk walk = this;
        return new Digraph() {
            @Override
            public int nodes() {
                return STATES * view.nodes();
            }

            @Override
            public int degree(int node) {
                return view.degree(node / STATES);
            }

            @Override
            public int target(int node, int edge) {
                int target = view.target(node / STATES, edge);
                if (target == NONE) {
                    return NONE;
                }
                int state = walk.step(node % STATES, view.graph().kind(node / STATES, edge));
                return state == REFUSED ? NONE : STATES * target + state;
            }
        };
    }
}
