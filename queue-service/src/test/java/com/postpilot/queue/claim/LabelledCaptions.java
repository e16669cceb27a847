package com.postpilot.queue.claim;

import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import com.postpilot.queue.product.Money;
import com.postpilot.queue.product.ProductFacts;
import com.postpilot.queue.product.ProductFacts.Option;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/**
 * Captions in which is marked what their products' facts do not support; see {@code captions.txt}.
 */
final class LabelledCaptions {
  private LabelledCaptions() {}

  record Span(int start, int end, Kind kind) {}

  record Labelled(String product, Locale language, String text, List<Span> unsupported) {}

  static Map<String, ProductFacts> products() {
    var products = new LinkedHashMap<String, ProductFacts>();
    Map<String, Map<String, Object>> all = new Yaml().load(resource("products.yml"));
    all.forEach((name, facts) -> products.put(name, product(name, facts)));
    return products;
  }

  private static ProductFacts product(String name, Map<String, Object> facts) {
    @SuppressWarnings("unchecked")
    var options = (Map<String, List<String>>) facts.getOrDefault("options", Map.of());
    return new ProductFacts(
        name,
        (String) facts.get("title"),
        (String) facts.get("description"),
        money(facts.get("price")),
        money(facts.get("compare_at")),
        List.of(),
        null,
        null,
        null,
        (Integer) facts.get("stock"),
        options.entrySet().stream()
            .map(option -> new Option(option.getKey(), option.getValue()))
            .toList());
  }

  private static @Nullable Money money(@Nullable Object text) {
    if (text == null) {
      return null;
    }
    var parts = text.toString().split(" ", 2);
    return Money.of(new BigDecimal(parts[0]), parts[1]);
  }

  static List<Labelled> read(String file) {
    return resource(file)
        .lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(LabelledCaptions::caption)
        .toList();
  }

  private static Labelled caption(String line) {
    var parts = line.split(" ", 3);
    var marked = parts[2].replace("\\n", "\n");
    var text = new StringBuilder();
    var spans = new ArrayList<Span>();
    for (int at = 0; at < marked.length(); ) {
      int open = marked.indexOf('{', at);
      if (open < 0) {
        text.append(marked, at, marked.length());
        break;
      }
      text.append(marked, at, open);
      int colon = marked.indexOf(':', open);
      int close = marked.indexOf('}', colon);
      int start = text.length();
      text.append(marked, colon + 1, close);
      spans.add(new Span(start, text.length(), Kind.valueOf(marked.substring(open + 1, colon))));
      at = close + 1;
    }
    return new Labelled(parts[0], Locale.of(parts[1]), text.toString(), List.copyOf(spans));
  }

  private static String resource(String file) {
    try (InputStream in = LabelledCaptions.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
