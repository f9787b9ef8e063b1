package dev.baton.sip.lab;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for programs that cannot take any free one. They are below those that Linux gives to others by itself, and drawn
 * by lot: tests in several JVMs do not meet.
 */
public final class LabPorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;

    private LabPorts() {}

    /** The first of so many free ports in a row, for UDP and for TCP. */
    public static int free(int inARow) {
        for (int tries = 0; tries < 1_000; tries++) {
            int first = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST - inARow);
            boolean free = true;
            for (int port = first; port < first + inARow; port++) {
                free = free && isFree(port);
            }
            if (free) {
                return first;
            }
        }
        throw new IllegalStateException("no free ports between " + LOWEST + " and " + HIGHEST);
    }

    private static boolean isFree(int port) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (DatagramSocket udp = new DatagramSocket(port, loopback);
                ServerSocket tcp = new ServerSocket(port, 1, loopback)) {
            return udp.isBound() && tcp.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
