package next700.simulation.qu;

import next700.trial.Goal;

/** What a campaign must have reached. */
enum QuSometimes implements Goal {
    UPDATED("a server accepts an update"),
    REPAIRED_IN_PLACE("a server accepts a version in place"),
    BARRED("a server accepts a barrier"),
    BARRIER_REPAIRED_IN_PLACE("a server accepts a barrier in place"),
    COPIED("a server accepts a copy"),
    SYNCED("a server accepts what it had to fetch from others"),
    OPTIMISTIC("a query is answered although its client knew less than the servers"),
    ANSWERED_AFTER_A_COPY("an update is answered of which a copy was made"),
    PROBED("a client asks a server beyond the preferred quorum"),
    BACKED_OFF("a client waits before a barrier"),
    RESTARTED("a server comes back"),
    LIED("a server lies"),
    CLIENT_LIED("a client lies");

    private final String meaning;

    QuSometimes(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
