package com.postpilot.queue.feed;

import com.postpilot.queue.feed.UnreadableFeed.Code;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** The rows of a table, one at a time, and the columns by what its header calls them. */
final class Table implements AutoCloseable {
  private static final int MAX_COLUMNS = 1_000;

  /** A row has one long text, perhaps two, and many short ones. */
  private static final int LONG_FIELDS = 8;

  /** What no file says in its header. */
  private static final int MAX_HEADER = 65_536;

  private static final char[] DELIMITERS = {',', ';', '\t', '|'};
  private static final Pattern SEPARATOR_LINE = Pattern.compile("(?i)^\"?sep=(.)\"?\\R");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s_\\u00A0\\u200B\\uFEFF]+");

  private final CappedReader characters;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final List<String> header;
  private final Map<String, List<Column>> columns = new HashMap<>();
  private int row;

  private Table(FeedSource source, FeedLimits limits, Encoding encoding, Collection<String> wanted)
      throws IOException {
    characters =
        CappedReader.open(
            source,
            limits,
            encoding,
            (long) LONG_FIELDS * limits.charactersPerField(),
            () -> new UnreadableFeed(Code.FIELD_TOO_LARGE, tooLarge()));
    try {
      var reader = new BufferedReader(characters);
      parser =
          CSVParser.builder()
              .setReader(reader)
              .setFormat(
                  CSVFormat.RFC4180
                      .builder()
                      .setDelimiter(delimiter(reader, wanted))
                      .setIgnoreEmptyLines(false) // a spreadsheet counts them
                      .setIgnoreSurroundingSpaces(true)
                      .get())
              .get();
      records = parser.iterator();
      var first = record();
      if (first == null) {
        throw new UnreadableFeed(Code.EMPTY, "There is nothing in this file.");
      }
      header = first.toList();
      if (header.size() > MAX_COLUMNS) {
        throw new UnreadableFeed(
            Code.NOT_A_FEED, "A table has at most %d columns.".formatted(MAX_COLUMNS));
      }
      for (int i = 0; i < header.size(); i++) {
        var name = header.get(i).strip();
        if (!name.isEmpty()) {
          columns.computeIfAbsent(plain(name), _ -> new ArrayList<>()).add(new Column(name, i));
        }
      }
    } catch (RuntimeException e) {
      characters.close();
      throw e;
    }
  }

  /**
   * @param wanted columns, by which the delimiter is told where the header leaves a choice
   */
  static Table open(
      FeedSource source, FeedLimits limits, Encoding encoding, Collection<String> wanted) {
    try {
      return new Table(source, limits, encoding, wanted);
    } catch (IOException e) {
      throw unreadable(e, 1, 1);
    }
  }

  /** A column, by its header and its place from 0. */
  record Column(String name, int index) {}

  /**
   * @param number as a spreadsheet counts
   */
  record Row(int number, List<String> cells) {
    Cell cell(Column column) {
      var text = column.index() < cells.size() ? cells.get(column.index()) : "";
      return new Cell(text, Cell.Kind.COLUMN, number, column.name());
    }

    /** Empty where the table has no such column. */
    Cell cellOf(@Nullable Column column) {
      return column == null ? new Cell("", Cell.Kind.COLUMN, number, "") : cell(column);
    }
  }

  /**
   * The column with the first of these names that the header has.
   *
   * @return null if it has none of them
   */
  @Nullable Column column(String... names) {
    for (var name : names) {
      var found = columns(name);
      if (found.size() > 1) {
        throw new UnreadableFeed(
            Code.DUPLICATE_COLUMN,
            "There are %d columns \"%s\": leave the right one."
                .formatted(found.size(), Cell.shown(found.getFirst().name())));
      }
      if (!found.isEmpty()) {
        return found.getFirst();
      }
    }
    return null;
  }

  /** All columns of that name. */
  List<Column> columns(String name) {
    return columns.getOrDefault(plain(name), List.of());
  }

  /**
   * Refuses a table without these columns, which it may know by other names too.
   *
   * @param what it should have been, such as {@code Shopify product export}
   */
  void require(String what, Map<String, @Nullable Column> needed) {
    var missing =
        needed.entrySet().stream()
            .filter(entry -> entry.getValue() == null)
            .map(entry -> "\"" + Cell.shown(entry.getKey()) + "\"")
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new UnreadableFeed(
          Code.MISSING_COLUMNS,
          "This is no %s: the header lacks %s. It has: %s."
              .formatted(what, missing, Cell.shown(String.join(", ", header))));
    }
  }

  /**
   * The next row with anything in it.
   *
   * @return null at the end
   */
  @Nullable Row next() {
    var record = record();
    return record == null ? null : new Row(row, record.toList());
  }

  /** Whether a row has more than the header has names for: its cells are not where they belong. */
  boolean isShifted(Row row) {
    return row.cells().stream().skip(header.size()).anyMatch(cell -> !cell.isBlank());
  }

  private @Nullable CSVRecord record() {
    try {
      while (records.hasNext()) {
        characters.release();
        var record = records.next();
        row++;
        if (Arrays.stream(record.values()).anyMatch(cell -> !cell.isBlank())) {
          return record;
        }
      }
      return null;
    } catch (UncheckedIOException e) {
      throw unreadable(e.getCause(), row + 1, parser.getCurrentLineNumber());
    }
  }

  private static UnreadableFeed unreadable(@Nullable Exception e, int row, long line) {
    var cause = e == null ? new IOException("no cause") : e;
    return cause instanceof CharacterCodingException
        ? new UnreadableFeed(
            Code.UNKNOWN_ENCODING,
            "Row %d has bytes that are no text: save the file in UTF-8.".formatted(row),
            cause)
        : new UnreadableFeed(
            Code.MALFORMED,
            ("Row %d (line %d) has a quotation mark that is not closed, or text behind a closed"
                    + " one: inside of a quoted cell, write a quotation mark twice.")
                .formatted(row, line),
            cause);
  }

  private String tooLarge() {
    return ("Row %d is too long to be one: perhaps a quotation mark before it is not closed."
            + " Inside of a quoted cell, write a quotation mark twice.")
        .formatted(row + 1);
  }

  private static String plain(String name) {
    return BETWEEN_WORDS.matcher(name).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }

  /**
   * As Excel writes it in a line before the header; else the one that finds most of the columns
   * that are wanted, and of several such the one that makes most columns.
   */
  private static char delimiter(BufferedReader reader, Collection<String> wanted)
      throws IOException {
    reader.mark(MAX_HEADER);
    var begin = beginning(reader);
    reader.reset();
    var said = SEPARATOR_LINE.matcher(begin);
    if (said.find()) {
      reader.skip(said.end());
      return said.group(1).charAt(0);
    }
    var names = wanted.stream().map(Table::plain).toList();
    char best = DELIMITERS[0];
    long mostFound = -1;
    int mostColumns = 0;
    for (char delimiter : DELIMITERS) {
      var cells = split(begin, delimiter).stream().map(Table::plain).toList();
      long found = names.stream().filter(cells::contains).count();
      if (found > mostFound || (found == mostFound && cells.size() > mostColumns)) {
        best = delimiter;
        mostFound = found;
        mostColumns = cells.size();
      }
    }
    return best;
  }

  /** The lines until one that says something ends, quoted line breaks being no ends. */
  private static String beginning(Reader reader) throws IOException {
    var begin = new StringBuilder();
    boolean quoted = false;
    boolean blank = true;
    for (int c = reader.read(); c >= 0 && begin.length() < MAX_HEADER - 1; c = reader.read()) {
      begin.append((char) c);
      quoted ^= c == '"';
      blank &= Character.isWhitespace(c);
      if (!quoted && !blank && (c == '\n' || c == '\r')) {
        if (c == '\r' && reader.read() == '\n') {
          begin.append('\n');
        }
        break;
      }
    }
    return begin.toString();
  }

  private static List<String> split(String line, char delimiter) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == delimiter && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(c);
      }
    }
    cells.add(cell.toString());
    return cells;
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new SourceFailed(e);
    }
  }
}
