package dev.baton.ledger;

import java.sql.Connection;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** The few words in which the two databases differ. */
enum Dialect {
    SQLITE("integer PRIMARY KEY AUTOINCREMENT", "blob", "WITHOUT ROWID", Connection.TRANSACTION_SERIALIZABLE, "", "") {
        @Override
        String anyOf(String type) {
            return "IN (SELECT value FROM json_each(?))";
        }

        @Override
        String list(Collection<?> values) {
            return "[" + joined(values) + "]";
        }

        @Override
        String leaseIsVoid(String owner) {
            // One process holds the file, so whoever else leased a handover is dead.
            return "(owner <> '" + owner + "' AND awaits = 0 OR lease_until IS NULL OR lease_until <= ? OR "
                    + leaseIsOfALaterClock(owner) + ")";
        }

        @Override
        String reference() {
            return "json_extract(outcome, '$.externalRefs.' || ?) = ?";
        }

        @Override
        String failureClass() {
            return "json_extract(outcome, '$.failure.class')";
        }
    },
    POSTGRES(
            "bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
            "bytea",
            "",
            Connection.TRANSACTION_REPEATABLE_READ,
            "FOR UPDATE SKIP LOCKED",
            " FOR UPDATE") {
        @Override
        String anyOf(String type) {
            return "= ANY (CAST(? AS " + type + "[]))";
        }

        @Override
        String list(Collection<?> values) {
            return "{" + joined(values) + "}";
        }

        @Override
        String leaseIsVoid(String owner) {
            return "(lease_until IS NULL OR lease_until <= ? OR " + leaseIsOfALaterClock(owner) + ")";
        }

        @Override
        String reference() {
            return "CAST(outcome AS json) -> 'externalRefs' ->> ? = ?";
        }

        @Override
        String failureClass() {
            return "CAST(outcome AS json) -> 'failure' ->> 'class'";
        }
    };

    private static final long LONGEST_LEASE_MILLIS = Duration.ofMinutes(10).toMillis();

    /** The column definition of a number that rises with every row. */
    final String identity;

    /** The type of a column of bytes. */
    final String bytes;

    /** What ends the definition of a table that is nothing but its key. */
    final String keyOnly;

    /** The isolation in which all statements of a transaction see the same moment. */
    final int oneMoment;

    /** What ends a SELECT of rows that other processes work on as well. */
    final String skipLocked;

    /** What ends a SELECT of a row that is changed next. */
    final String forUpdate;

    Dialect(String identity, String bytes, String keyOnly, int oneMoment, String skipLocked, String forUpdate) {
        this.identity = identity;
        this.bytes = bytes;
        this.keyOnly = keyOnly;
        this.oneMoment = oneMoment;
        this.skipLocked = skipLocked;
        this.forUpdate = forUpdate;
    }

    /** Below {@code db}: the folder of the migrations that are only for this database. */
    String folder() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A comparison with one parameter made by {@link #list}. */
    abstract String anyOf(String type);

    /** @param values numbers, or words without quotes and backslashes */
    abstract String list(Collection<?> values);

    /** A condition with two parameters, both the present time. */
    abstract String leaseIsVoid(String owner);

    /** Of our own leases none is so long: somebody has put our clock back since. Those of others end by their clock. */
    private static String leaseIsOfALaterClock(String owner) {
        return "owner = '" + owner + "' AND awaits = 0 AND lease_until > CAST(? AS bigint) + " + LONGEST_LEASE_MILLIS;
    }

    /** A condition with two parameters: the name of an external reference, letters, digits and _, and its value. */
    abstract String reference();

    /** The class of a failed handover's failure. */
    abstract String failureClass();

    private static String joined(Collection<?> values) {
        return values.stream()
                .map(value -> value instanceof String ? "\"" + value + "\"" : String.valueOf(value))
                .collect(Collectors.joining(","));
    }
}
