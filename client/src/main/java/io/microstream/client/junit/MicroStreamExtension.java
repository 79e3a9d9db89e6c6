package io.microstream.client.junit;

import io.microstream.client.MicroStream;
import io.microstream.client.MicroStreamBuilder;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a hub: {@code @ExtendWith(MicroStreamExtension.class)}. Parameters of type {@link TestHub}, {@link URI} (its
 * address) and {@link MicroStreamBuilder} (set to its address) are filled. One hub for each test class, started with the
 * first parameter that needs it and ended after the class.
 */
public final class MicroStreamExtension implements ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(MicroStreamExtension.class);
    private static final List<Class<?>> TYPES = List.of(TestHub.class, URI.class, MicroStreamBuilder.class);

    /** Made by JUnit. */
    public MicroStreamExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
        return TYPES.contains(parameter.getParameter().getType());
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
        TestHub hub = hub(test);
        Class<?> type = parameter.getParameter().getType();
        if (type == TestHub.class) {
            return hub;
        }
        return type == URI.class ? hub.url() : MicroStream.builder().hub(hub.url());
    }

    /** The class's store closes it. */
    private static TestHub hub(ExtensionContext test) {
        ExtensionContext owner = test;
        while (owner.getTestMethod().isPresent() && owner.getParent().isPresent()) {
            owner = owner.getParent().get();
        }
        return owner.getStore(NAMESPACE).computeIfAbsent(TestHub.class, absent -> TestHub.start(), TestHub.class);
    }
}
