package dev.baton.sandbox;

import dev.baton.Baton;
import dev.baton.support.ShippedConnectors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** The gateway with simulated vendor desks: {@code mvn spring-boot:test-run}. No account, no key, nothing to install. */
public final class Sandbox {

    /** Where calls that are to be moved are moved from. */
    public static final String SIP = "--baton.sip.listen=udp:127.0.0.1:0,tcp:127.0.0.1:0";

    private Sandbox() {}

    public static void main(String[] args) throws IOException {
        SimulatedDesk desk = SimulatedDesk.start(0);
        Path folder = Files.createTempDirectory("baton-sandbox");
        Path targets = SandboxTargets.write(folder, ShippedConnectors.all(), desk);
        SpringApplication application = new SpringApplication(Baton.class);
        application.addListeners((ApplicationListener<ApplicationReadyEvent>) ready -> {
            String port = ready.getApplicationContext().getEnvironment().getProperty("local.server.port", "8080");
            desk.callBack("http://127.0.0.1:" + port);
            greet(port);
        });
        application.run(withDefaults(args, "--baton.targets=" + targets,
                "--baton.data=" + folder.resolve("data"),
                SIP));
    }

    /** What the caller says comes last and wins. */
    private static String[] withDefaults(String[] args, String... defaults) {
        String[] all = new String[defaults.length + args.length];
        System.arraycopy(defaults, 0, all, 0, defaults.length);
        System.arraycopy(args, 0, all, defaults.length, args.length);
        return all;
    }

    private static void greet(String port) {
        System.out.println(
                """

                Baton is ready, and simulated desks are waiting. Paste this into another terminal:

                %s
                """
                        .formatted(curl(port)));
    }

    /** The same call as in the README. */
    public static String curl(String port) {
        return """
                curl -s http://127.0.0.1:%s/handovers -H 'Content-Type: application/json' -H 'Prefer: wait=5' -d '{
                  "source": {"platform": "halo", "botId": "support"},
                  "conversation": {"id": "c-1", "channel": "text", "language": "en"},
                  "customer": {"name": "Ada Jansen", "email": "ada@example.org"},
                  "reason": {"code": "customer_request"},
                  "transcript": [{"author": {"role": "customer"}, "text": "Can I talk to a person?"}]
                }'"""
                .formatted(port);
    }
}
