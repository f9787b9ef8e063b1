package dev.baton.security;

import dev.baton.problem.StartRefusedException;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** A gateway that knows no clients must not be reachable from other machines. */
public final class LoopbackRule {

    private LoopbackRule() {}

    /**
     * To be checked before the server starts.
     *
     * @param address the configured {@code server.address}; null binds to every interface
     * @throws StartRefusedException when anybody on the network could post; says what to set
     */
    public static void check(@Nullable InetAddress address, Clients clients) {
        if (clients.isEmpty() && (address == null || !address.isLoopbackAddress())) {
            String bound = address == null ? "every interface" : address.getHostAddress();
            throw new StartRefusedException("Without clients the gateway would be open to everybody who can reach "
                    + bound + ": set baton.clients.<name>.key-sha256 or server.address=127.0.0.1");
        }
    }

    /**
     * The same for the actuator on a port of its own.
     *
     * @param address where that port listens; null binds to every interface
     * @throws StartRefusedException when anybody on the network could look; says what to set
     */
    public static void checkManagement(@Nullable InetAddress address, Doorkeeper doorkeeper) {
        if (!doorkeeper.guardsManagement() && (address == null || !address.isLoopbackAddress())) {
            throw new StartRefusedException("The actuator would be open to everybody who can reach its port: set"
                    + " baton.management.key-sha256 or management.server.address=127.0.0.1");
        }
    }
}
