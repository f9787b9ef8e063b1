package dev.baton.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.baton.ledger.Ledgers;
import dev.baton.ledger.SqlLedger;
import dev.baton.ledger.TestPostgres;
import dev.baton.support.GatewayUnderTest;
import java.lang.management.ManagementFactory;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long reports on many handovers of 21 days take, over HTTP, and how long one SQL statement would take that counts the
 * same. Run it with {@code sqlite <directory>} or {@code postgres}, and the number of handovers.
 */
public final class ReportBenchmark {
    private static final long DAYS = 21;
    private static final int OPEN = 1_000;
    private static final int PACK = 2_000;
    private static final int ROUNDS = 5;
    private static final List<String> BY = List.of(
            "day", "step,target,reason", "day,channel,language", "day,step,target,reason,language,channel,trigger");

    private final String url;
    private final boolean sqlite;
    private final Path folder;

    private ReportBenchmark(boolean sqlite, Path folder) {
        this.sqlite = sqlite;
        this.folder = folder;
        this.url = sqlite
                ? "jdbc:sqlite:" + folder.resolve("data/ledger.db")
                : TestPostgres.url(TestPostgres.newDatabase());
    }

    public static void main(String[] arguments) throws Exception {
        boolean sqlite = arguments[0].equals("sqlite");
        Path directory = sqlite ? Path.of(arguments[1]) : Path.of(System.getProperty("java.io.tmpdir"));
        Path folder = Files.createTempDirectory(directory, "reports");
        new ReportBenchmark(sqlite, folder).run(Integer.parseInt(arguments[arguments.length - 1]));
        System.exit(0);
    }

    private void run(int number) throws Exception {
        try (SqlLedger ledger = open()) {
            told("stored", fill(number));
            long start = System.nanoTime();
            while (ledger.facts().pack(PACK) > 0) {}
            told("packed", System.nanoTime() - start);
        }
        try (Connection connection = connect()) {
            if (!sqlite) {
                // As the server does by itself within a minute or two.
                connection.createStatement().execute("VACUUM ANALYZE");
            }
            System.out.printf(
                    "%d parts of %d bytes%n",
                    number(connection, "SELECT count(*) FROM report_part"),
                    number(connection, "SELECT sum(length(facts)) FROM report_part"));
        }
        askOverHttp();
        askBySql();
    }

    private SqlLedger open() {
        return sqlite ? Ledgers.sqlite(folder.resolve("data")) : Ledgers.postgres(url, "postgres", "");
    }

    private Connection connect() throws Exception {
        return sqlite ? DriverManager.getConnection(url) : DriverManager.getConnection(url, "postgres", "");
    }

    private void askOverHttp() throws Exception {
        String targets =
                "targets:\n  log: {connector: logging-only}\nsteps:\n  support: {text: log}\ndefault: support\n";
        try (GatewayUnderTest gateway = sqlite
                ? GatewayUnderTest.start(folder, targets)
                : GatewayUnderTest.start(
                        folder, targets, "--spring.datasource.url=" + url, "--spring.datasource.username=postgres")) {
            LocalDate today = LocalDate.now(ZoneOffset.UTC);
            OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            for (String by : BY) {
                String path = "/reports/handovers?from=" + today.minusDays(DAYS) + "&to=" + today
                        + "&zone=Europe/Amsterdam&by=" + by;
                long[] nanos = new long[ROUNDS];
                HttpResponse<String> answer = gateway.get(path);
                long cpu = system.getProcessCpuTime();
                for (int i = 0; i < ROUNDS; i++) {
                    long start = System.nanoTime();
                    answer = gateway.get(path);
                    nanos[i] = System.nanoTime() - start;
                }
                told(
                        "by=" + by + " (" + answer.statusCode() + ", "
                                + answer.body().length() + " characters)",
                        nanos);
                System.out.printf("  %d ms of CPU each%n", (system.getProcessCpuTime() - cpu) / ROUNDS / 1_000_000);
            }
            System.out.println(GatewayUnderTest.json(gateway.get("/reports/handovers?by=reason"))
                    .path("total"));
        }
    }

    /** Counts and sums only, with an index that has everything. */
    private void askBySql() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "CREATE INDEX everything ON handover (requested_at, channel, language, step, target, reason,"
                            + " fired, state, taken_at, updated_at)");
            statement.execute(sqlite ? "ANALYZE" : "VACUUM ANALYZE handover");
            long[] nanos = new long[3];
            for (int i = 0; i < nanos.length; i++) {
                long start = System.nanoTime();
                number(
                        connection,
                        "SELECT count(*) FROM (SELECT requested_at / 86400000, channel, language, state, count(*),"
                                + " sum(taken_at - requested_at) FROM handover WHERE requested_at > 0"
                                + " GROUP BY 1, 2, 3, 4) AS groups");
                nanos[i] = System.nanoTime() - start;
            }
            told("one SQL statement by day, channel and language", nanos);
        }
    }

    private long fill(int number) throws Exception {
        long start = System.nanoTime();
        long now = Instant.now().toEpochMilli();
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute(insert(number, now));
            statement.execute("INSERT INTO report_due (handover_id) SELECT id FROM handover WHERE is_open = 0");
            connection.commit();
            connection.setAutoCommit(true);
            statement.execute(sqlite ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        }
        return System.nanoTime() - start;
    }

    private String insert(int number, long now) {
        String series = sqlite
                ? "WITH RECURSIVE series(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM series WHERE n + 1 < " + number
                        + ")" + ", dice AS MATERIALIZED (SELECT n, abs(random()) AS d, abs(random()) AS e FROM series)"
                : "WITH dice AS MATERIALIZED (SELECT n, floor(random() * 1e12)::bigint AS d,"
                        + " floor(random() * 1e12)::bigint AS e FROM generate_series(0, " + (number - 1) + ") AS n)";
        String step = sqlite ? "" : "::text";
        long apart = DAYS * 86_400_000 / number;
        long first = now - apart * number;
        String requested = "(" + first + " + n * " + apart + ")";
        String open = "n >= " + (number - OPEN);
        return series
                + " INSERT INTO handover (id, client, fingerprint, channel, conversation_id, step, target, connector,"
                + " state, is_open, sequence, requested_at, updated_at, owner, message, reason, language, fired,"
                + " first_target, taken_at, assigned_at) SELECT '01' || (" + (long) 1e15 + " + n), "
                + word("client", "d % 10 / 4", step)
                + ", 'f', CASE WHEN d % 10 > 7 THEN 'voice' ELSE 'text' END, 'c' || n, "
                + word("step", "d % 10", step) + ", " + word("target", "d % 10 / 2", step) + ", 'desk',"
                + " CASE WHEN " + open + " THEN 'active' WHEN e % 9 < 5 THEN 'completed' WHEN e % 9 < 6 THEN 'returned'"
                + " WHEN e % 9 < 7 THEN 'expired' WHEN e % 9 < 8 THEN 'cancelled' ELSE 'failed' END,"
                + " CASE WHEN " + open + " THEN 1 ELSE 0 END, 5, " + requested + ", CASE WHEN " + open + " THEN " + now
                + " ELSE " + requested + " + 1000 + e % 3600000 END, 'o', '{\"text\":\"' || substr('"
                + "word ".repeat(80) + "', 1, CAST(100 + d % 300 AS integer)) || '\"}', "
                + word("reason", "d / 10 % 8", step) + ", "
                + word("l", "d / 80 % 4 * (d / 320 % 2)", step) + ", CASE WHEN d / 7 % 2 = 0 THEN "
                + word("trigger", "d / 10 % 8", step) + " END,"
                + " CASE WHEN e % 11 = 0 THEN 'first' END, CASE WHEN e % 9 < 8 THEN " + requested
                + " + 20 + e % 900 END, CASE WHEN e % 9 < 6 THEN " + requested + " + 950 + e % 40 END FROM dice";
    }

    private static String word(String name, String number, String cast) {
        return "'" + name + "' || (" + number + ")" + cast;
    }

    private static long number(Connection connection, String query) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void told(String what, long... nanos) {
        long[] millis =
                LongStream.of(nanos).map(each -> each / 1_000_000).sorted().toArray();
        System.out.printf(
                "%-90s %6d ms at best, %6d median, %6d at worst%n",
                what, millis[0], millis[millis.length / 2], millis[millis.length - 1]);
    }
}
