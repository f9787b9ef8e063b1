package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.springframework.util.FileSystemUtils;

/**
 * Measures the gateway's jar side by side with a bare Camel route and with Node-RED, and prints one table. How to run
 * it and what the numbers mean: {@code docs/performance.md}.
 */
public final class LoadHarness {
    private static final List<String> ALONE = List.of("neighbour", "overload", "recovery");

    private final Options options;
    private final String heap;

    private LoadHarness(Options options) {
        this.options = options;
        heap = options.text("heap", "512m");
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        endWithParent();
        if (!new LoadHarness(Options.of(args)).run()) {
            System.exit(1);
        }
    }

    /** A Maven that is killed, rather than interrupted at the terminal, would leave us and our processes behind. */
    private static void endWithParent() {
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(1)));
    }

    /** False when something could not be measured that was asked for. */
    private boolean run() throws IOException, InterruptedException {
        Path folder = Path.of(options.text("folder", "target/bench"));
        FileSystemUtils.deleteRecursively(folder);
        Bench bench = new Bench(
                new Java(Path.of(System.getProperty("java.home"))),
                folder,
                options.duration("warmup", Duration.ofSeconds(15)),
                options.duration("measure", Duration.ofSeconds(15)));
        List<String> wanted = options.list("subjects", "");
        if (ALONE.stream().anyMatch(wanted::contains)) {
            isolation(folder, wanted);
            return true;
        }
        List<Measurement> measurements = new ArrayList<>();
        boolean complete = true;
        for (Subject subject : subjects()) {
            complete &= measure(bench, subject, measurements);
        }
        String table = new Report(measurements).markdown();
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("load.md"), table);
        say(table);
        return complete;
    }

    /** These compare a gateway with itself, and have tables of their own. */
    private void isolation(Path folder, List<String> wanted) throws IOException, InterruptedException {
        Java java = new Java(
                Path.of(options.list("jdks", System.getProperty("java.home")).get(0)));
        TwoTargets gateway = new TwoTargets(java, Path.of(options.text("jar", "target/baton.jar")), heap);
        Java own = new Java(Path.of(System.getProperty("java.home")));
        Duration measured = options.duration("measure", Duration.ofSeconds(15));
        if (wanted.contains("neighbour")) {
            say(new Neighbour(gateway, own, folder, options.duration("warmup", Duration.ofSeconds(15)), measured)
                    .run());
        }
        if (wanted.contains("overload")) {
            say(new Overload(gateway, own, folder, measured).run());
        }
        if (wanted.contains("recovery")) {
            boolean posts = !options.text("fill", "post").equals("ledger");
            new Recovery(gateway, own, folder, options.number("open", 100_000), posts, LoadHarness::say).run();
        }
    }

    private static boolean measure(Bench bench, Subject subject, List<Measurement> measurements)
            throws InterruptedException {
        try {
            for (Scenario scenario : List.of(Scenario.AT_ONCE, Scenario.SLOW_DESK)) {
                measurements.add(bench.measure(subject, scenario));
                Measurement last = measurements.get(measurements.size() - 1);
                say(new Report(measurements).row(last));
                last.load().refusals().forEach(LoadHarness::say);
            }
            return true;
        } catch (IOException e) {
            say("Not measured: " + subject.name() + " on " + subject.runtime() + ": " + e.getMessage());
            return false;
        }
    }

    /** The yardsticks first, so that the gateway's row can be read against them while the rest still runs. */
    private List<Subject> subjects() throws InterruptedException {
        List<String> wanted = options.list("subjects", "node-red,bare,gateway");
        List<Subject> subjects = new ArrayList<>();
        if (wanted.contains("node-red")) {
            addNodeRed(subjects);
        }
        for (String home : options.list("jdks", System.getProperty("java.home"))) {
            Java java = new Java(Path.of(home));
            if (wanted.contains("bare")) {
                subjects.add(new Bare(java, heap));
            }
            if (wanted.contains("gateway")) {
                subjects.add(new Gateway(java, Path.of(options.text("jar", "target/baton.jar")), heap));
            }
        }
        return subjects;
    }

    private void addNodeRed(List<Subject> subjects) throws InterruptedException {
        try {
            subjects.add(NodeRed.installed(options.text("node-red", "4.1.15")));
        } catch (IOException e) {
            say("Node-RED is skipped: " + e.getMessage());
        }
    }

    @SuppressWarnings("SystemOut")
    private static void say(String text) {
        System.out.println(text);
    }
}
