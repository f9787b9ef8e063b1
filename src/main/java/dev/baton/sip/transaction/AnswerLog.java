package dev.baton.sip.transaction;

import java.util.ArrayList;
import java.util.List;

/**
 * Answers one behind the other in a few large arrays, forgotten from the oldest on. A place counts the bytes from the
 * first one ever. Not thread-safe.
 */
final class AnswerLog {

    private static final int CHUNK = 64 * 1024;
    private static final int LENGTH_BYTES = 4;

    private final List<byte[]> chunks = new ArrayList<>();
    private final List<byte[]> spare = new ArrayList<>(1);
    /** The first byte of the first chunk. */
    private long start;

    private long end;

    /** How many bytes are held, whether they are still wanted or not. */
    long held() {
        return (long) CHUNK * chunks.size();
    }

    /** @return its place */
    long add(byte[] answer) {
        long place = end;
        for (int shift = 24; shift >= 0; shift -= 8) {
            put((byte) (answer.length >>> shift));
        }
        int done = 0;
        while (done < answer.length) {
            int offset = (int) (end % CHUNK);
            int part = Math.min(answer.length - done, CHUNK - offset);
            System.arraycopy(answer, done, chunkForWriting(), offset, part);
            done += part;
            end += part;
        }
        return place;
    }

    private void put(byte b) {
        chunkForWriting()[(int) (end % CHUNK)] = b;
        end++;
    }

    private byte[] chunkForWriting() {
        int index = (int) ((end - start) / CHUNK);
        if (index == chunks.size()) {
            chunks.add(spare.isEmpty() ? new byte[CHUNK] : spare.remove(0));
        }
        return chunks.get(index);
    }

    byte[] get(long place) {
        int length = 0;
        for (int i = 0; i < LENGTH_BYTES; i++) {
            length = length << 8 | chunkOf(place + i)[(int) ((place + i) % CHUNK)] & 0xff;
        }
        byte[] answer = new byte[length];
        long from = place + LENGTH_BYTES;
        int done = 0;
        while (done < length) {
            int offset = (int) ((from + done) % CHUNK);
            int part = Math.min(length - done, CHUNK - offset);
            System.arraycopy(chunkOf(from + done), offset, answer, done, part);
            done += part;
        }
        return answer;
    }

    private byte[] chunkOf(long place) {
        return chunks.get((int) ((place - start) / CHUNK));
    }

    /** What is before this place will not be asked for any more. */
    void forgetBefore(long place) {
        while (start + CHUNK <= place) {
            byte[] old = chunks.remove(0);
            if (spare.isEmpty()) {
                spare.add(old);
            }
            start += CHUNK;
        }
    }

    /** Nothing of it will be asked for any more. */
    void clear() {
        chunks.clear();
        spare.clear();
        start = end - end % CHUNK;
    }
}
