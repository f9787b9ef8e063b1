package dev.baton.sandbox;

import dev.baton.support.ShippedConnectors;
import java.net.URI;
import java.nio.file.Path;

/** The simulated vendor desks by themselves, for gateways that run elsewhere, as in {@code docker-compose.yml}. */
public final class Desks {

    private Desks() {}

    /**
     * Serves until it is killed.
     *
     * @param args how gateways reach the desks, for example {@code http://desks:9000}; the folder that {@code targets.yaml}
     *     and the secrets it names are written to; the gateways' address, for what vendors say of their own accord
     */
    public static void main(String[] args) {
        if (args.length != 3) {
            throw new IllegalArgumentException("expected: <address of the desks> <folder> <address of the gateways>");
        }
        SimulatedDesk desk = SimulatedDesk.open(URI.create(args[0]));
        desk.callBack(args[2]);
        Path targets = SandboxTargets.write(Path.of(args[1]), ShippedConnectors.all(), desk);
        System.out.println("The desks are open; " + targets + " leads to them.");
    }
}
