package dev.baton.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Behaviour 17. */
class AnalyticsLogTest {
    private static final Instant LATE = Instant.parse("2026-03-01T23:59:59.999Z");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path temp;

    @Test
    void the_day_changes_at_midnight_in_utc() throws IOException {
        log().append(List.of(line(LATE, "a"), line(LATE.plusMillis(1), "b"), line(LATE, "c")));
        assertThat(file("2026-03-01")).hasContent("a\nc");
        assertThat(file("2026-03-02")).hasContent("b");
    }

    @ParameterizedTest
    @CsvSource({"'whole\n{\"torn\":', 'whole\nnew\n'", "'{\"only a torn', 'new\n'", "'whole\n', 'whole\nnew\n'"})
    void a_torn_last_line_is_cut_off_before_the_next(String before, String after) throws IOException {
        Files.createDirectories(temp.resolve("analytics"));
        Files.writeString(file("2026-03-01"), before);
        log().append(List.of(line(LATE, "new")));
        assertThat(Files.readString(file("2026-03-01"))).isEqualTo(after);
    }

    @Test
    void a_torn_line_longer_than_a_block_is_cut_off_too() throws IOException {
        Files.createDirectories(temp.resolve("analytics"));
        Files.writeString(file("2026-03-01"), "whole\n" + "x".repeat(30_000));
        log().append(List.of(line(LATE, "new")));
        assertThat(Files.readString(file("2026-03-01"))).isEqualTo("whole\nnew\n");
    }

    @Test
    void a_file_that_is_moved_away_is_begun_again() throws IOException {
        AnalyticsLog log = log();
        log.append(List.of(line(LATE, "a")));
        Files.move(file("2026-03-01"), temp.resolve("rotated"));
        log.append(List.of(line(LATE, "b")));
        assertThat(file("2026-03-01")).hasContent("b");
    }

    @Test
    void only_the_owner_can_read_it() throws IOException {
        log().append(List.of(line(LATE, "a")));
        assertThat(permissions(temp.resolve("analytics"))).isEqualTo("rwx------");
        assertThat(permissions(file("2026-03-01"))).isEqualTo("rw-------");
    }

    @Test
    void a_place_that_cannot_be_written_is_told() throws IOException {
        Files.writeString(temp.resolve("analytics"), "in the way");
        assertThatThrownBy(() -> log().append(List.of(line(LATE, "a")))).isInstanceOf(IOException.class);
    }

    private AnalyticsLog log() {
        return new AnalyticsLog(temp.resolve("analytics"));
    }

    private Path file(String day) {
        return temp.resolve("analytics/handovers-" + day + ".jsonl");
    }

    private static AnalyticsLog.Line line(Instant at, String text) {
        return new AnalyticsLog.Line(at, text);
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
