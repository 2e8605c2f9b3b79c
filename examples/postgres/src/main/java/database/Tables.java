package database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Optional;
import next700.history.Value;
import next700.transactions.MicroOperation;

/**
 * What keys stand for, and how one step of a transaction is said in SQL. Registers are overwritten, so that the order of
 * their versions is not seen; a list shows in each of its reads in which order it was appended to.
 */
public enum Tables {
    REGISTERS("registers", "v bigint", "EXCLUDED.v") {
        @Override
        Value result(ResultSet row) throws SQLException {
            return Value.of(row.getLong(1));
        }

        @Override
        Value absent() {
            return Value.NIL;
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long value) throws SQLException {
            statement.setLong(parameter, value);
        }

        @Override
        MicroOperation write(int key, long value) {
            return new MicroOperation.Write(Value.of(key), Value.of(value));
        }
    },

    /** Numbers with commas between them, since every database has texts. */
    LISTS("lists", "v text", "lists.v || ',' || EXCLUDED.v") {
        @Override
        Value result(ResultSet row) throws SQLException {
            return new Value.Sequence(Arrays.stream(row.getString(1).split(","))
                    .map(element -> Value.of(Long.parseLong(element)))
                    .toList());
        }

        @Override
        Value absent() {
            return Value.list();
        }

        @Override
        void bind(PreparedStatement statement, int parameter, long value) throws SQLException {
            statement.setString(parameter, Long.toString(value));
        }

        @Override
        MicroOperation write(int key, long value) {
            return new MicroOperation.Append(Value.of(key), Value.of(value));
        }
    };

    private final String table;
    private final String column;
    private final String merged;

    Tables(String table, String column, String merged) {
        this.table = table;
        this.column = column;
        this.merged = merged;
    }

    /** What a read of an absent key found. */
    abstract Value absent();

    abstract Value result(ResultSet row) throws SQLException;

    abstract void bind(PreparedStatement statement, int parameter, long value) throws SQLException;

    /** The step that writes a register or appends to a list. */
    abstract MicroOperation write(int key, long value);

    static MicroOperation read(int key) {
        return new MicroOperation.Read(Value.of(key), Optional.empty());
    }

    /** Makes the table anew. */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + table);
            statement.execute("CREATE TABLE " + table + " (k integer PRIMARY KEY, " + column + " NOT NULL)");
        }
    }

    /** Carries out a step, and returns it with what it found. */
    MicroOperation carryOut(MicroOperation step, Connection connection) throws SQLException {
        return switch (step) {
            case MicroOperation.Read read ->
                new MicroOperation.Read(read.key(), Optional.of(find(read.key(), connection)));
            case MicroOperation.Write write -> put(write.key(), write.value(), write, connection);
            case MicroOperation.Append append -> put(append.key(), append.element(), append, connection);
        };
    }

    private Value find(Value key, Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("SELECT v FROM " + table + " WHERE k = ?")) {
            select.setLong(1, number(key));
            try (ResultSet rows = select.executeQuery()) {
                return rows.next() ? result(rows) : absent();
            }
        }
    }

    private MicroOperation put(Value key, Value value, MicroOperation step, Connection connection)
            throws SQLException {
        try (PreparedStatement upsert = connection.prepareStatement("INSERT INTO " + table
                + " (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = " + merged)) {
            upsert.setLong(1, number(key));
            bind(upsert, 2, number(value));
            upsert.executeUpdate();
        }
        return step;
    }

    private static long number(Value value) {
        return ((Value.Whole) value).value();
    }
}
