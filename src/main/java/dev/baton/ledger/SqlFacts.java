package dev.baton.ledger;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/** The facts in the ledger's database: of open handovers, of ended ones that are not packed, and the packed ones. */
final class SqlFacts implements Facts {

    private final Dialect dialect;
    private final FactSql sql;
    private final Reads reads;
    private final IntFunction<GroupCommit> writers;

    /** @param writers the writer for a hash */
    SqlFacts(Dialect dialect, Reads reads, IntFunction<GroupCommit> writers) {
        this.dialect = dialect;
        this.sql = new FactSql(dialect);
        this.reads = reads;
        this.writers = writers;
    }

    @Override
    public <T extends Reader> T read(Query query, Supplier<T> readers) {
        long from = query.from().toEpochMilli();
        long until = query.until().toEpochMilli();
        return reads.atOneMoment(dialect.oneMoment, view -> {
            T reader = readers.get();
            FactFilter filter = new FactFilter(query, reader);
            view.each(FactSql.OPEN, row -> filter.add(FactSql.entry(row)), from, until);
            view.each(FactSql.DUE, row -> filter.add(FactSql.entry(row)), from, until);
            view.each(FactSql.RATINGS, row -> filter.add(FactSql.facet(row), FactSql.rating(row)), from, until);
            view.each(
                    FactSql.PARTS,
                    row -> FactPart.read(row.getBytes("facts"), filter::known, filter::tally),
                    from,
                    until);
            return reader;
        });
    }

    @Override
    public int pack(int number) {
        long due = reads.all(FactSql.COUNT_DUE_UP_TO, row -> row.getLong(1), number)
                .get(0);
        if (due < number) {
            return 0;
        }
        Map<String, FactPart.Entry> oldest = new LinkedHashMap<>();
        // An ended handover's facts never change, so they are read without holding up who writes.
        reads.all(FactSql.OLDEST, row -> oldest.put(row.getString("id"), FactSql.entry(row)), number);
        String ids = dialect.list(oldest.keySet());
        return writers.apply(0).submit(session -> pack(session, ids, oldest)).join();
    }

    /** Another gateway may have packed some of them meanwhile. */
    private int pack(Session session, String ids, Map<String, FactPart.Entry> oldest) throws SQLException {
        List<FactPart.Entry> taken = new ArrayList<>();
        List<String> takenIds = Rows.all(session.bind(sql.take, ids), row -> row.getString("handover_id"));
        takenIds.forEach(id -> taken.add(Objects.requireNonNull(oldest.get(id))));
        if (!taken.isEmpty()) {
            long[] times = taken.stream()
                    .mapToLong(entry -> entry.fact().requestedAt())
                    .sorted()
                    .toArray();
            byte[] part = FactPart.write(taken, ratings(session, dialect.list(takenIds), oldest));
            session.bind(FactSql.INSERT_PART, times[0], times[times.length - 1], part)
                    .executeUpdate();
        }
        return taken.size();
    }

    /** What is given later makes a row of its own, which is counted beside the part. */
    private List<FactPart.Rated> ratings(Session session, String taken, Map<String, FactPart.Entry> oldest)
            throws SQLException {
        return Rows.all(
                session.bind(sql.takeRatings, taken),
                row -> new FactPart.Rated(
                        Objects.requireNonNull(oldest.get(row.getString("handover_id")))
                                .facet(),
                        FactSql.rating(row)));
    }

    @Override
    public long unpackedCount() {
        return reads.count(FactSql.COUNT_DUE);
    }
}
