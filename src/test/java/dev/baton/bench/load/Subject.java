package dev.baton.bench.load;

import java.io.IOException;
import java.nio.file.Path;

/** Something that takes handovers and hands them to the desk: the gateway, or what it is compared with. */
interface Subject {
    String name();

    /** What it runs on, such as {@code JDK 25}. */
    String runtime();

    /** The path that answers 200 once it takes handovers. */
    String readyPath();

    /**
     * The command that starts it.
     *
     * @param work an empty folder for its files, on the disk of the project
     * @param port where it is to listen
     * @param deskPort where the desk listens
     */
    ProcessBuilder command(Path work, int port, int deskPort) throws IOException;
}
