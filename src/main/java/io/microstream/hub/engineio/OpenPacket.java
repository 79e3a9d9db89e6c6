package io.microstream.hub.engineio;

/** Engine.IO v4, "Handshake": the first packet of a session, its keys in the original's order. */
final class OpenPacket {
    private OpenPacket() {}

    static OutboundPacket of(String sid, Transport transport, EngineSettings settings) {
        String upgrades = transport.name().equals("polling") ? "\"websocket\"" : "";
        return OutboundPacket.ofText("0{\"sid\":\"" + sid + "\",\"upgrades\":[" + upgrades + "],\"pingInterval\":"
                + settings.pingInterval().toMillis() + ",\"pingTimeout\":"
                + settings.pingTimeout().toMillis() + ",\"maxPayload\":" + settings.maxPayloadBytes() + "}");
    }
}
