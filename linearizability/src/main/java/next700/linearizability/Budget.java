package next700.linearizability;

/** How many configurations may still be remembered, over all searches that share the memory. */
final class Budget {
    private long left;

    Budget(long configurations) {
        this.left = configurations;
    }

    /** Takes one; false if there is none left. */
    boolean take() {
        if (left == 0) {
            return false;
        }
        left--;
        return true;
    }

    void give(long configurations) {
        left += configurations;
    }
}
