package io.microstream.client.testing;

import io.microstream.client.MicroStream;
import java.net.URI;

/** A service in a process of its own: {@code java … EchoService URL NAME} answers {@code echo} until it is ended. */
public final class EchoService {
    private EchoService() {}

    /** Serves; says so on standard output. */
    public static void main(String[] arguments) {
        MicroStream echo = MicroStream.builder()
                .hub(URI.create(arguments[0]))
                .service(arguments[1])
                .onRequest("echo", String.class, (text, context) -> text)
                .connect();
        System.out.println("serving as " + echo.service());
    }
}
