package com.postpilot.standalone;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringApplicationRunListener;
import org.springframework.boot.bootstrap.ConfigurableBootstrapContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * A service as a Spring application context of this JVM. It is started by its own {@code main}, its
 * settings come as environment variables, and of the class path it sees its own libraries: it
 * cannot tell that it is not alone.
 */
final class ServiceContext implements SpringApplicationRunListener {
  private final Map<String, String> variables;
  private final ClassLoader libraries;
  private @Nullable ConfigurableApplicationContext context;

  private ServiceContext(Map<String, String> variables, ClassLoader libraries) {
    this.variables = variables;
    this.libraries = libraries;
  }

  /** Starts the service and returns its context, which stops it. */
  static ConfigurableApplicationContext start(
      Service service, int port, Map<String, String> variables) {
    var thread = Thread.currentThread();
    var everything = thread.getContextClassLoader();
    var libraries = new ServiceClassLoader(service, everything);
    var listener = new ServiceContext(variables, libraries);
    thread.setContextClassLoader(libraries);
    try {
      SpringApplication.withHook(
          listener::attachTo, () -> runMain(service, arguments(service, port)));
    } finally {
      thread.setContextClassLoader(everything);
    }
    return Objects.requireNonNull(listener.context, () -> service + " made no context");
  }

  private static List<String> arguments(Service service, int port) {
    var arguments = new ArrayList<String>();
    arguments.add("--server.port=" + port);
    var address = Ports.address(service.artifact());
    if (address != null) {
      arguments.add("--server.address=" + address.getHostAddress());
    }
    // One registry for all would mix up the meters of all.
    arguments.add("--management.metrics.use-global-registry=false");
    return arguments;
  }

  private static void runMain(Service service, List<String> arguments) {
    try {
      Class.forName(service.mainClass())
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.toArray(String[]::new));
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(service + " is not in this build", e);
    }
  }

  private SpringApplicationRunListener attachTo(SpringApplication application) {
    application.setResourceLoader(new DefaultResourceLoader(libraries));
    application.setBannerMode(Banner.Mode.OFF);
    application.setRegisterShutdownHook(false); // the suite stops its parts in order
    return this;
  }

  @Override
  public void environmentPrepared(
      ConfigurableBootstrapContext bootstrap, ConfigurableEnvironment environment) {
    environment
        .getPropertySources()
        .addFirst(
            new SystemEnvironmentPropertySource("suite-systemEnvironment", Map.copyOf(variables)));
    LogLevels.apply(environment);
  }

  /**
   * Once it is settled what the context consists of, its beans may see everything: a proxy of a
   * package-private interface has to be made by the loader of that interface.
   */
  @Override
  public void contextPrepared(ConfigurableApplicationContext context) {
    context.addBeanFactoryPostProcessor(beans -> beans.setBeanClassLoader(libraries.getParent()));
  }

  @Override
  public void ready(ConfigurableApplicationContext context, @Nullable Duration timeTaken) {
    this.context = context;
  }
}
