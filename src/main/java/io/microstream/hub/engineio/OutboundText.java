package io.microstream.hub.engineio;

import io.microstream.hub.websocket.TextMessage;

/** A text packet that can be written straight to where it goes out from; begins with its type's digit. */
public interface OutboundText extends TextMessage {
    /** The packet on its own, where it has to wait. */
    default OutboundPacket packet() {
        byte[] bytes = new byte[length()];
        writeTo(bytes, 0);
        return OutboundPacket.text(bytes);
    }
}
