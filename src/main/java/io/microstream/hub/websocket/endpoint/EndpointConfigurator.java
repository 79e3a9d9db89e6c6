package io.microstream.hub.websocket.endpoint;

import jakarta.websocket.Extension;
import jakarta.websocket.HandshakeResponse;
import jakarta.websocket.server.HandshakeRequest;
import jakarta.websocket.server.ServerEndpointConfig;
import java.util.List;

/** Hands the checked handshake over to the endpoint, and negotiates as the original does. */
public final class EndpointConfigurator extends ServerEndpointConfig.Configurator {
    static final String HANDSHAKE = "io.microstream.hub.handshake";

    @Override
    public void modifyHandshake(ServerEndpointConfig config, HandshakeRequest request, HandshakeResponse response) {
        if (request.getUserPrincipal() instanceof CheckedHandshake handshake) {
            config.getUserProperties().put(HANDSHAKE, handshake);
        }
    }

    /** The first one that is offered, as the original. */
    @Override
    public String getNegotiatedSubprotocol(List<String> supported, List<String> requested) {
        return requested.isEmpty() ? "" : requested.get(0);
    }

    /** None: no compression of frames, as the original. */
    @Override
    public List<Extension> getNegotiatedExtensions(List<Extension> installed, List<Extension> requested) {
        return List.of();
    }
}
