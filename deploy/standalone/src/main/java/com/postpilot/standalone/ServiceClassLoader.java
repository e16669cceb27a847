package com.postpilot.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.CodeSource;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.SmartClassLoader;

/**
 * What a service sees of the one class path of this JVM: its own boot jar's libraries and nothing
 * else. Auto-configurations, conditions on classes, service loaders and resources thus come out as
 * they do when it runs alone. The classes themselves are those of the application class loader,
 * loaded once for everybody; this one only looks away.
 */
final class ServiceClassLoader extends ClassLoader implements SmartClassLoader {
  private static final Pattern LIBRARY = Pattern.compile("\"BOOT-INF/lib/(.+)\"");
  private static final Pattern JAR = Pattern.compile("([^/]+\\.jar)(!/.*)?$");

  private final ClassLoader everything;
  private final String ownJar;
  private final Set<String> libraries;
  private final Map<ProtectionDomain, Boolean> visible = new ConcurrentHashMap<>();

  static {
    registerAsParallelCapable();
  }

  ServiceClassLoader(Service service, ClassLoader everything) {
    super(service.artifact(), everything);
    this.everything = everything;
    this.ownJar = service.artifact() + "-";
    this.libraries = librariesOf(service);
  }

  private static Set<String> librariesOf(Service service) {
    var index = "/services/" + service.artifact() + "/BOOT-INF/classpath.idx";
    try (var resource = ServiceClassLoader.class.getResourceAsStream(index)) {
      if (resource == null) {
        throw new IllegalStateException("The build has left no index of " + service);
      }
      return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
          .lines()
          .flatMap(line -> LIBRARY.matcher(line).results())
          .map(library -> library.group(1))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    var found = everything.loadClass(name);
    if (visible.computeIfAbsent(found.getProtectionDomain(), this::isOurs)) {
      return found;
    }
    throw new ClassNotFoundException(name + " is there, but not for " + getName());
  }

  @Override
  public @Nullable URL getResource(String name) {
    try {
      var visible = getResources(name);
      return visible.hasMoreElements() ? visible.nextElement() : null;
    } catch (IOException e) {
      return null; // as the contract has it
    }
  }

  @Override
  public Enumeration<URL> getResources(String name) throws IOException {
    var all = Collections.list(everything.getResources(name));
    all.removeIf(resource -> !isOurs(resource));
    return Collections.enumeration(all);
  }

  private boolean isOurs(ProtectionDomain domain) {
    @Nullable CodeSource source = domain.getCodeSource();
    return source == null || source.getLocation() == null || isOurs(source.getLocation());
  }

  /** Whatever is in no jar belongs to the JDK, and to everybody. */
  private boolean isOurs(URL location) {
    var jar = JAR.matcher(location.getPath());
    return !jar.find() || jar.group(1).startsWith(ownJar) || libraries.contains(jar.group(1));
  }

  // Proxies and other generated classes go where the classes are that they extend.

  @Override
  public ClassLoader getOriginalClassLoader() {
    return everything;
  }

  @Override
  public Class<?> publicDefineClass(
      String name, byte[] bytes, @Nullable ProtectionDomain protectionDomain) {
    return defineClass(name, bytes, 0, bytes.length, protectionDomain);
  }
}
