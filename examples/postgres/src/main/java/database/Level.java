package database;

import java.sql.Connection;

/** PostgreSQL's levels of isolation. Its READ UNCOMMITTED is READ COMMITTED. */
public enum Level {
    READ_COMMITTED(Connection.TRANSACTION_READ_COMMITTED),
    REPEATABLE_READ(Connection.TRANSACTION_REPEATABLE_READ),
    SERIALIZABLE(Connection.TRANSACTION_SERIALIZABLE);

    private final int jdbc;

    Level(int jdbc) {
        this.jdbc = jdbc;
    }

    /** What JDBC calls it. */
    int jdbc() {
        return jdbc;
    }

    /** As it stands in the names of files. */
    String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
