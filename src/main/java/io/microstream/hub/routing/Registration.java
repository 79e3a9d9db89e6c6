package io.microstream.hub.routing;

import io.microstream.hub.message.ServiceName;

public final class Registration {
    final ServiceName name;
    final Connection connection;
    volatile long lastLife;

    Registration(ServiceName name, Connection connection) {
        this.name = name;
        this.connection = connection;
    }

    public ServiceName name() {
        return name;
    }

    public Connection connection() {
        return connection;
    }
}
