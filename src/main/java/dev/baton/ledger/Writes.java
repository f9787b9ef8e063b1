package dev.baton.ledger;

/** What changes the ledger, by what it is about. */
final class Writes {
    private final Dialect dialect;
    private final Timers timers;
    private final LedgerSql sql;
    private final TaskWrites tasks = new TaskWrites();
    private final ClaimWrites claims;
    private final MoveWrites moves;
    private final NoteWrites notes;
    private final UpkeepWrites upkeep;

    /** @param owner names this process among those that share the ledger; a word without quotes */
    Writes(Dialect dialect, String owner, Timers timers) {
        this.dialect = dialect;
        this.timers = timers;
        this.sql = new LedgerSql(dialect, owner);
        InFlight inFlight = new InFlight();
        this.claims = new ClaimWrites(owner, tasks, inFlight);
        this.moves = new MoveWrites(sql, owner, tasks, timers, inFlight);
        this.notes = new NoteWrites(sql);
        this.upkeep = new UpkeepWrites(dialect, sql, inFlight);
    }

    Dialect dialect() {
        return dialect;
    }

    Timers timers() {
        return timers;
    }

    /** The one query whose words differ between the databases. */
    String findByReference() {
        return sql.findByReference;
    }

    ClaimWrites claims() {
        return claims;
    }

    MoveWrites moves() {
        return moves;
    }

    NoteWrites notes() {
        return notes;
    }

    TaskWrites tasks() {
        return tasks;
    }

    UpkeepWrites upkeep() {
        return upkeep;
    }
}
