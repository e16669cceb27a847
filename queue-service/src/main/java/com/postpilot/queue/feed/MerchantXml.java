package com.postpilot.queue.feed;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import com.postpilot.queue.product.ProductInput;
import java.io.IOException;
import java.io.PushbackReader;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jsoup.parser.Parser;
import org.jspecify.annotations.Nullable;

/**
 * A Merchant feed as RSS 2.0 or Atom. There is no document type in it, so no entity that could name
 * a file or grow; nothing but the feed itself is ever read.
 */
final class MerchantXml {
  private static final String GOOGLE = "http://base.google.com/ns/1.0";
  private static final Set<String> ROOTS = Set.of("rss", "feed", "RDF");
  private static final Set<String> ITEMS = Set.of("item", "entry");

  /** Elements that tell the same where Google's own are missing. */
  private static final Map<String, String> ALIASES =
      Map.of(
          "summary", MerchantProducts.DESCRIPTION,
          "content", MerchantProducts.DESCRIPTION,
          "additional_image_links", MerchantProducts.MORE_IMAGES);

  private static final int MAX_DEPTH = 32;

  /** The parser keeps every name that it ever saw: so many characters of them. */
  private static final int MAX_NAMES = 100_000;

  /** An item has one long text, perhaps two, and many short ones. */
  private static final int LONG_FIELDS = 8;

  private final CappedReader characters;
  private final XMLStreamReader xml;
  private final FeedLimits limits;
  private final MerchantProducts products;
  private final Set<String> names = new HashSet<>();
  private int namesLength;

  private int depth;
  private int items;
  private @Nullable Item item;
  private int itemDepth;
  private @Nullable Field field;
  private int fieldDepth;

  private MerchantXml(
      FeedSource source,
      FeedSettings settings,
      FeedLimits limits,
      Encoding encoding,
      Consumer<FeedProduct> each)
      throws IOException, XMLStreamException {
    this.limits = limits;
    products = new MerchantProducts(settings, limits, each);
    characters =
        CappedReader.open(
            source,
            limits,
            encoding,
            2L * limits.charactersPerField(), // one text, or an element with its attributes
            this::tooLong);
    try {
      xml = factory().createXMLStreamReader(withoutBlankBeginning(characters));
    } catch (XMLStreamException | RuntimeException e) {
      characters.close();
      throw e;
    }
  }

  static void read(
      FeedSource source,
      FeedSettings settings,
      FeedLimits limits,
      Encoding encoding,
      Consumer<FeedProduct> each) {
    MerchantXml feed;
    try {
      feed = new MerchantXml(source, settings, limits, encoding, each);
    } catch (IOException e) {
      throw unreadable(e, "The beginning");
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
    try (feed.characters) {
      feed.read();
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
  }

  /** The JDK's own, whatever else is on the class path: its settings are what was tested. */
  private static XMLInputFactory factory() {
    var factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    factory.setXMLResolver(
        (publicId, systemId, baseUri, namespace) -> {
          throw new XMLStreamException("nothing else is read");
        });
    return factory;
  }

  /** What some shops' scripts print before the XML begins. */
  private static PushbackReader withoutBlankBeginning(CappedReader characters) throws IOException {
    var reader = new PushbackReader(characters);
    int c = reader.read();
    while (c >= 0 && Character.isWhitespace(c)) {
      c = reader.read();
    }
    if (c >= 0) {
      reader.unread(c);
    }
    return reader;
  }

  private void read() {
    for (int event = next(); event != XMLStreamConstants.END_DOCUMENT; event = next()) {
      switch (event) {
        case XMLStreamConstants.START_ELEMENT -> start();
        case XMLStreamConstants.END_ELEMENT -> end();
        case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
            text(xml.getText());
        case XMLStreamConstants.ENTITY_REFERENCE -> text(entity(xml.getLocalName()));
        case XMLStreamConstants.DTD ->
            throw new UnreadableFeed(
                Code.NOT_A_FEED,
                "A feed has no DOCTYPE: remove it, or give the address of the feed if this is a web"
                    + " page.");
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> remember(xml.getPITarget());
        default -> {
          // comments
        }
      }
    }
    products.end();
  }

  private int next() {
    try {
      characters.release();
      return xml.next();
    } catch (XMLStreamException e) {
      throw unreadable(e);
    }
  }

  private void start() {
    depth++;
    if (depth > MAX_DEPTH) {
      throw new UnreadableFeed(
          Code.MALFORMED,
          "Line %d: elements are nested too deeply for a feed."
              .formatted(xml.getLocation().getLineNumber()));
    }
    remember();
    var name = xml.getLocalName();
    if (depth == 1) {
      if (!ROOTS.contains(name)) {
        throw new UnreadableFeed(
            Code.NOT_A_FEED,
            "This is neither RSS nor Atom: it begins with the element \"%s\"."
                .formatted(Cell.shown(name)));
      }
    } else if (item == null) {
      if (ITEMS.contains(name)) {
        item = new Item(++items);
        itemDepth = depth;
      }
    } else if (field == null) {
      if (depth == itemDepth + 1) {
        begin(name);
      }
    } else {
      field.text(" "); // markup that is no text
    }
  }

  private void begin(String name) {
    boolean google = GOOGLE.equals(xml.getNamespaceURI());
    boolean foreign = !google && xml.getPrefix() != null && !xml.getPrefix().isEmpty();
    var known = ALIASES.getOrDefault(name, name);
    if (foreign || !MerchantProducts.NAMES.contains(known)) {
      return;
    }
    field = new Field(known, google ? "g:" + name : name, google);
    fieldDepth = depth;
    var address = known.equals(MerchantProducts.LINK) ? xml.getAttributeValue(null, "href") : null;
    if (address != null) {
      var relation = xml.getAttributeValue(null, "rel");
      if (relation == null || relation.equals("alternate")) {
        field.text(address);
      }
    }
  }

  private void end() {
    if (field != null) {
      if (depth == fieldDepth) {
        put(field);
        field = null;
      } else {
        field.text(" ");
      }
    } else if (item != null && depth == itemDepth) {
      products.add(item, false);
      item = null;
    }
    depth--;
  }

  private void put(Field value) {
    if (item != null && item.put(value) > (long) LONG_FIELDS * limits.charactersPerField()) {
      throw tooLong();
    }
  }

  private UnreadableFeed tooLong() {
    return new UnreadableFeed(
        Code.FIELD_TOO_LARGE,
        items == 0
            ? "What stands before the first item is too long for a feed."
            : "Item %d is too long, or a text of it.".formatted(items));
  }

  private void text(String text) {
    if (field != null) {
      field.text(text);
    }
  }

  /** HTML's names, which XML does not know and shops write all the same. */
  private String entity(String name) {
    var reference = "&" + name + ";";
    var text = Parser.unescapeEntities(reference, false);
    if (text.equals(reference)) {
      throw new UnreadableFeed(
          Code.MALFORMED,
          "Line %d: \"%s\" means nothing in XML: write & as &amp;."
              .formatted(xml.getLocation().getLineNumber(), Cell.shown(reference)));
    }
    return text;
  }

  private void remember() {
    remember(xml.getLocalName());
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      remember(xml.getAttributeLocalName(i));
    }
    for (int i = 0; i < xml.getNamespaceCount(); i++) {
      remember(String.valueOf(xml.getNamespacePrefix(i)));
      remember(String.valueOf(xml.getNamespaceURI(i)));
    }
  }

  private void remember(String name) {
    if (names.add(name)) {
      namesLength += name.length();
    }
    if (namesLength > MAX_NAMES) {
      throw new UnreadableFeed(
          Code.NOT_A_FEED, "This has far too many different names for a feed.");
    }
  }

  private static UnreadableFeed unreadable(XMLStreamException e) {
    var where =
        e.getLocation() == null
            ? "The beginning"
            : "Line %d, column %d"
                .formatted(e.getLocation().getLineNumber(), e.getLocation().getColumnNumber());
    return unreadable(e, where);
  }

  private static UnreadableFeed unreadable(Exception e, String where) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof CharacterCodingException
          || (cause instanceof XMLStreamException nesting
              && nesting.getNestedException() instanceof CharacterCodingException)) {
        return new UnreadableFeed(
            Code.UNKNOWN_ENCODING,
            "%s: these bytes are no text in the encoding that the feed declares.".formatted(where),
            e);
      }
    }
    return new UnreadableFeed(
        Code.MALFORMED, "%s: this is no well-formed XML. Check the feed.".formatted(where), e);
  }

  /** An element of an item while its text comes in. */
  private final class Field {
    private final String name;
    private final String shown;
    private final boolean google;
    private final StringBuilder text = new StringBuilder();

    Field(String name, String shown, boolean google) {
      this.name = name;
      this.shown = shown;
      this.google = google;
    }

    /** Keeps one more than may be, so that it is seen to be too long. */
    void text(String more) {
      int room = limits.charactersPerField() + 1 - text.length();
      text.append(more, 0, Math.min(more.length(), Math.max(0, room)));
    }
  }

  /** What Google's elements say goes before what RSS and Atom say. */
  private static final class Item implements MerchantProducts.Item {
    private final int number;
    private final Map<String, List<Cell>> google = new HashMap<>();
    private final Map<String, List<Cell>> plain = new HashMap<>();
    private long length;

    Item(int number) {
      this.number = number;
    }

    /**
     * @return how many characters it has by now
     */
    long put(Field field) {
      var cells =
          (field.google ? google : plain).computeIfAbsent(field.name, _ -> new ArrayList<>());
      var cell = new Cell(field.text.toString(), Cell.Kind.ELEMENT, number, field.shown);
      int most = field.name.equals(MerchantProducts.MORE_IMAGES) ? ProductInput.MAX_IMAGES : 1;
      if (!cell.isEmpty() && cells.size() < most) {
        cells.add(cell);
        length += cell.text().length();
      }
      return length;
    }

    @Override
    public int number() {
      return number;
    }

    @Override
    public List<Cell> all(String name) {
      var cells = google.getOrDefault(name, List.of());
      return cells.isEmpty() ? plain.getOrDefault(name, List.of()) : cells;
    }
  }
}
