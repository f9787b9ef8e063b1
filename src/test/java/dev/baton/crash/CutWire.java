package dev.baton.crash;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** The wire between a gateway and its PostgreSQL, which can be cut in the middle of a commit. */
final class CutWire implements AutoCloseable {

    /** Which side of a commit. */
    enum Cut {
        NOT,
        /** The database has not heard of it. */
        BEFORE,
        /** The database has done it, and nobody hears of that. */
        AFTER
    }

    private static final byte[] ASKED = "COMMIT\0".getBytes(StandardCharsets.US_ASCII);
    /** Of the answer: C, its length, its text. */
    private static final byte[] DONE = "C\0\0\0\013COMMIT\0".getBytes(StandardCharsets.ISO_8859_1);

    private final ServerSocket door;
    private final int server;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Supplier<Cut> next = () -> Cut.NOT;

    /** @param server port of the database at this machine */
    CutWire(int server) throws IOException {
        this.server = server;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::serve);
    }

    int port() {
        return door.getLocalPort();
    }

    /** @param of each commit from now on, on whichever side it is to be cut */
    void cut(Supplier<Cut> of) {
        next = of;
    }

    void cutEverything() {
        open.forEach(CutWire::reset);
    }

    int cuts() {
        return cuts.get();
    }

    private void serve() {
        while (!door.isClosed()) {
            try {
                Socket client = door.accept();
                Socket database = new Socket(InetAddress.getLoopbackAddress(), server);
                open.add(client);
                open.add(database);
                threads.execute(() -> pass(client, database, ASKED, Cut.BEFORE));
                threads.execute(() -> pass(database, client, DONE, Cut.AFTER));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** A commit is a message of its own, and so small that it comes in one piece. */
    private void pass(Socket from, Socket to, byte[] commit, Cut here) {
        byte[] piece = new byte[65_536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(piece); read >= 0; read = in.read(piece)) {
                if (contains(piece, read, commit) && next.get() == here) {
                    cuts.incrementAndGet();
                    break;
                }
                out.write(piece, 0, read);
            }
        } catch (IOException gone) {
            // The other end is told in the same way.
        } finally {
            reset(from);
            reset(to);
        }
    }

    private static boolean contains(byte[] piece, int length, byte[] words) {
        for (int i = 0; i + words.length <= length; i++) {
            if (Arrays.equals(piece, i, i + words.length, words, 0, words.length)) {
                return true;
            }
        }
        return false;
    }

    /** Without the goodbye of an orderly end. */
    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedBefore) {
            // By the other direction.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        cutEverything();
        threads.shutdownNow();
    }
}
