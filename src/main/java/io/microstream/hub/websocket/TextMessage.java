package io.microstream.hub.websocket;

/** A text message that writes itself to where it goes out from, so that it is copied once. UTF-8. */
public interface TextMessage {
    /** In bytes. */
    int length();

    /** Writes all of it from {@code at} on. */
    void writeTo(byte[] target, int at);
}
