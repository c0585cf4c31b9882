package mqttlab.junit;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.List;
import mqttlab.broker.BrokerBuilder;
import mqttlab.broker.hub.Limits;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.ModifierSupport;
import org.junit.platform.commons.support.ReflectionSupport;

/// Gives brokers to parameters and fields, keeps them in JUnit's store, which closes them, and looks after each test
/// whether all that was claimed was looked at.
final class MqttLabExtension implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(MqttLabExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) throws IllegalAccessException {
        fill(context, context.getRequiredTestClass(), null);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IllegalAccessException {
        Claims.begin(context.getUniqueId());
        for (Object instance : context.getRequiredTestInstances().getAllInstances()) {
            fill(context, instance.getClass(), instance);
        }
    }

    /// Sets the static fields of a class, or the others of an instance.
    private static void fill(ExtensionContext context, Class<?> type, @Nullable Object instance)
            throws IllegalAccessException {
        List<Field> fields = AnnotationSupport.findAnnotatedFields(
                type, MqttLab.class, it -> ModifierSupport.isStatic(it) == (instance == null));
        for (Field field : fields) {
            if (field.getType() != Broker.class) {
                throw new ExtensionConfigurationException(
                        "@MqttLab at " + field + ": expected a field of type " + Broker.class.getName());
            }
            field.setAccessible(true);
            field.set(instance, broker(context, field.getAnnotation(MqttLab.class)));
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.isAnnotated(MqttLab.class) && parameter.getParameter().getType() == Broker.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return broker(context, parameter.findAnnotation(MqttLab.class).orElseThrow());
    }

    /// The broker that this test, or its class, has by such an annotation.
    private static Broker broker(ExtensionContext context, MqttLab options) {
        Store store = context.getStore(NAMESPACE);
        Broker broker = store.get(options, Broker.class);
        if (broker == null) {
            broker = Broker.start(builder(context, options));
            store.put(options, broker);
            Brokers brokers = brokers(context);
            if (brokers == null) {
                brokers = new Brokers();
                store.put(context.getUniqueId(), brokers);
            }
            brokers.add(broker);
        }
        return broker;
    }

    /// The brokers of this test or class alone. What a class has in its store its tests have too, and these may run at
    /// the same time: so the key says whose they are.
    private static @Nullable Brokers brokers(ExtensionContext context) {
        return context.getStore(NAMESPACE).get(context.getUniqueId(), Brokers.class);
    }

    private static BrokerBuilder builder(ExtensionContext context, MqttLab options) {
        if (!options.factory().isEmpty()) {
            return made(context.getRequiredTestClass(), options.factory());
        }
        Limits usual = Limits.DEFAULT;
        return mqttlab.broker.Broker.builder()
                .limits(new Limits(
                        usual.inFlight(),
                        usual.queued(),
                        usual.backlog(),
                        usual.waitSeconds(),
                        options.receiveMaximum(),
                        options.packetSize(),
                        usual.topicAliases(),
                        usual.connections(),
                        usual.connectSeconds(),
                        options.keepAlive(),
                        usual.sessionExpiry(),
                        usual.subscriptions(),
                        usual.levels(),
                        usual.messagesPerSecond(),
                        options.maximumQos(),
                        options.retain(),
                        options.wildcards(),
                        options.shared()));
    }

    private static BrokerBuilder made(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getEnclosingClass()) {
            Method method = ReflectionSupport.findMethod(each, name).orElse(null);
            if (method != null
                    && ModifierSupport.isStatic(method)
                    && ReflectionSupport.invokeMethod(method, null) instanceof BrokerBuilder builder) {
                return builder;
            }
        }
        throw new ExtensionConfigurationException("@MqttLab(factory = \"" + name + "\"): " + type.getName()
                + " has no method \"static BrokerBuilder " + name + "()\"");
    }

    @Override
    public void afterEach(ExtensionContext context) {
        boolean hasFailed = context.getExecutionException().isPresent();
        try {
            for (ExtensionContext of = context; of != null; of = of.getParent().orElse(null)) {
                Brokers brokers = brokers(of);
                if (brokers != null) {
                    brokers.verify(hasFailed);
                }
            }
        } finally {
            Claims.begin("");
        }
    }
}
