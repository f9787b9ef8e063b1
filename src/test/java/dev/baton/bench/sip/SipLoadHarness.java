package dev.baton.bench.sip;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Starts {@link SipLoad} in a process of its own, on one core, since the other one is sipp's. */
public final class SipLoadHarness {

    private static final int CORE = 0;

    private SipLoadHarness() {}

    /** @param args those of {@link SipLoad} */
    public static void main(String[] args) throws Exception {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(List.of(java, "-Xms512m", "-Xmx512m"));
        command.addAll(collector());
        command.add("-classpath");
        command.addAll(List.of(System.getProperty("java.class.path"), SipLoad.class.getName()));
        command.addAll(List.of(args));
        Process process =
                new ProcessBuilder(Pinned.to(CORE, command)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        System.exit(process.waitFor());
    }

    /** What the property {@code bench.gc} says, such as {@code -XX:+UseG1GC -XX:MaxGCPauseMillis=10}. */
    private static List<String> collector() {
        return Pattern.compile(" ")
                .splitAsStream(System.getProperty("bench.gc", ""))
                .filter(flag -> !flag.isEmpty())
                .toList();
    }
}
