package next700.wire;

/** Nothing that can be taken apart; whoever has a component of that type knows which. */
final class Unlike extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Unlike(String message) {
        super(message);
    }
}
