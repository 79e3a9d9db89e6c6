package io.microstream.hub.routing;

import io.microstream.hub.message.*;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.*;
import java.util.concurrent.ConcurrentHashMap;

@ApplicationScoped
public class ServiceRegistry {
    final Map<String, Registration> map = new ConcurrentHashMap<>();

    public void connect(ServiceName name, Connection c) {
        Registration r = new Registration(name, c);
        if (map.putIfAbsent(name.value(), r) == null) c.welcome(r);
        else
            c.refuse(new Refusal.Told(
                    ErrorCode.DUPLICATE_SERVICE_REGISTRATION,
                    "Duplicate Service Registration Name! A service with the same name is already registered."));
    }

    public void heardFrom(Connection c) {}

    public void touch(Registration r) {}

    public void settleContests() {}

    public void stopAdmitting(String reason) {}

    public Optional<Registration> find(String n) {
        return Optional.ofNullable(map.get(n));
    }

    public int size() {
        return map.size();
    }
}
