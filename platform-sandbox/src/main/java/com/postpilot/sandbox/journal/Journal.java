package com.postpilot.sandbox.journal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The append-only memory of the sandbox, one JSON line per fact.
 *
 * <p>A fact is handed to the operating system before it takes effect, hence before anybody is told
 * of it: it survives the death of the process at any instruction. It is not forced to the disk, so
 * it may not survive the loss of power, which no test of ours pulls.
 *
 * <p>There is one lock for everything. Each decision looks at memory and appends to a file; that
 * takes microseconds, and one writer at a time leaves no race to think about.
 */
@Component
public class Journal implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Journal.class);

  private record Line(String kind, Fact fact) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Chapter<?>> chapters;
  private final Map<String, Class<?>> factsByKind = new HashMap<>();
  private final Map<Class<?>, Chapter<?>> chaptersByFact = new HashMap<>();
  private final JsonMapper json;
  private final FileOutputStream file;

  Journal(List<Chapter<?>> chapters, JsonMapper json, JournalProperties properties) {
    this.chapters = chapters;
    this.json = json;
    chapters.forEach(this::register);
    try {
      Files.createDirectories(properties.beside(""));
      this.file = new FileOutputStream(properties.journal().toFile(), true);
      claim(properties.journal());
      cutTornLine(properties.journal());
      remember(properties.journal());
    } catch (IOException e) {
      throw new UncheckedIOException(
          "The journal %s cannot be read".formatted(properties.journal()), e);
    }
  }

  /** Runs a decision while nobody else decides or reads. */
  public <T> T exclusively(Supplier<T> decision) {
    lock.lock();
    try {
      return decision.get();
    } finally {
      lock.unlock();
    }
  }

  /** Runs a decision that has no result while nobody else decides or reads. */
  public void exclusively(Runnable decision) {
    exclusively(
        () -> {
          decision.run();
          return true;
        });
  }

  /** Writes the fact down, then lets it take effect. */
  public void append(Fact fact) {
    lock.lock();
    try {
      var line = json.writeValueAsString(new Line(fact.getClass().getSimpleName(), fact)) + "\n";
      file.write(line.getBytes(StandardCharsets.UTF_8));
      apply(fact);
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be written", e);
    } finally {
      lock.unlock();
    }
  }

  /** Forgets everything. */
  public void reset() {
    lock.lock();
    try {
      file.getChannel().truncate(0);
      chapters.forEach(Chapter::clear);
    } catch (IOException e) {
      throw new UncheckedIOException("The journal cannot be emptied", e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private void register(Chapter<?> chapter) {
    var family = chapter.facts();
    var kinds = family.isSealed() ? family.getPermittedSubclasses() : new Class<?>[] {family};
    for (var kind : kinds) {
      if (factsByKind.put(kind.getSimpleName(), kind) != null) {
        throw new IllegalStateException("Two facts are called " + kind.getSimpleName());
      }
      chaptersByFact.put(kind, chapter);
    }
  }

  /** The lock goes with the process, however it ends. */
  private void claim(Path path) throws IOException {
    try {
      if (file.getChannel().tryLock() != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // The other one is in this process.
    }
    throw new IllegalStateException("Another sandbox is writing the journal " + path);
  }

  /** A line without its end was being written when the process died: nobody was told of it. */
  private static void cutTornLine(Path path) throws IOException {
    try (var bytes = new RandomAccessFile(path.toFile(), "rw")) {
      var end = bytes.length();
      while (end > 0 && !endsLine(bytes, end)) {
        end--;
      }
      bytes.setLength(end);
    }
  }

  private static boolean endsLine(RandomAccessFile bytes, long end) throws IOException {
    bytes.seek(end - 1);
    return bytes.read() == '\n';
  }

  /**
   * Half a past would be worse than none: a journal of another version, in which something cannot
   * be understood, is set aside as a whole.
   */
  private void remember(Path path) throws IOException {
    try {
      replay(path);
    } catch (RuntimeException e) {
      var aside = setAside(path);
      log.warn(
          "The journal {} is of another version of the sandbox and cannot be read ({})."
              + " It now lies in {}, and the sandbox begins anew:"
              + " what was published on it is gone, and accounts have to be connected again.",
          path,
          e.getMessage(),
          aside);
    }
  }

  /** Takes a copy and empties the file itself, which stays locked throughout. */
  private Path setAside(Path path) throws IOException {
    var number = 1;
    while (Files.exists(aside(path, number))) {
      number++;
    }
    Files.copy(path, aside(path, number));
    reset();
    return aside(path, number);
  }

  private static Path aside(Path path, int number) {
    return path.resolveSibling("%s.unreadable-%d".formatted(path.getFileName(), number));
  }

  private void replay(Path path) throws IOException {
    try (var lines = Files.newBufferedReader(path)) {
      var number = 1;
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        replay(line, number++);
      }
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("it is no text", e);
    }
  }

  private void replay(String line, int number) {
    try {
      apply(read(line));
    } catch (RuntimeException e) {
      var reason = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new IllegalStateException("line %d: %s".formatted(number, reason), e);
    }
  }

  private Fact read(String line) {
    var tree = json.readTree(line);
    var kind = tree.path("kind").asString("");
    var type = factsByKind.get(kind);
    if (type == null) {
      throw new IllegalStateException("nobody knows the fact \"%s\"".formatted(kind));
    }
    var fact = (Fact) json.treeToValue(tree.path("fact"), type);
    Completeness.require((Record) fact);
    return fact;
  }

  private void apply(Fact fact) {
    var chapter = chaptersByFact.get(fact.getClass());
    if (chapter == null) {
      throw new IllegalStateException("No chapter takes " + fact);
    }
    apply(chapter, fact);
  }

  private static <F extends Fact> void apply(Chapter<F> chapter, Fact fact) {
    chapter.apply(chapter.facts().cast(fact));
  }
}
