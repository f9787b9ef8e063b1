package dev.baton.target;

/** RFC 6901 JSON pointers, put together. */
final class Pointers {

    private Pointers() {}

    static String join(String pointer, String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }

    /** The name that the first segment of the pointer stands for. */
    static String first(String pointer) {
        int end = pointer.indexOf('/', 1);
        String segment = pointer.isEmpty() ? "" : pointer.substring(1, end < 0 ? pointer.length() : end);
        return segment.replace("~1", "/").replace("~0", "~");
    }
}
