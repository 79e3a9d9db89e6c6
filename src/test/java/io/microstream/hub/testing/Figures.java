package io.microstream.hub.testing;

/** Figures that a test has measured and does not judge: they go to the build's output, for whoever compares runs. */
public final class Figures {
    private Figures() {}

    /** Prints a line, under the name of the test. */
    public static void print(Class<?> test, String figures) {
        System.out.println(test.getSimpleName() + ": " + figures);
    }
}
