package com.postpilot.queue.claim;

import com.postpilot.queue.claim.Claim.Meaning;
import com.postpilot.queue.claim.Lexicon.Unit;
import com.postpilot.queue.claim.UnsupportedClaim.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what a text claims; captions and the facts of products are read alike. */
final class Reader {
  /** Words and signs within quotation marks. */
  private static final int LONGEST_QUOTATION = 12;

  private static final Set<String> ORDINALS =
      Set.of("st", "nd", "rd", "th", "er", "re", "e", "eme", "ere", "o", "a", "s", "d");
  private static final Set<String> LETTER_SIZES = Set.of("s", "m", "l");
  private static final Set<String> RATING_SCALES = Set.of("2", "3", "4", "5", "8", "10", "100");

  /** Ends in -est as superlatives do, and is none. */
  private static final Set<String> NO_SUPERLATIVES =
      Set.of(
          "latest",
          "honest",
          "modest",
          "request",
          "forest",
          "forrest",
          "harvest",
          "suggest",
          "invest",
          "contest",
          "protest",
          "arrest",
          "digest",
          "nearest",
          "dearest",
          "interest",
          "everest",
          "tempest",
          "conquest",
          "earnest",
          "inquest",
          "bequest",
          "manifest",
          "northwest",
          "southwest",
          "midwest",
          "budapest",
          "bucharest",
          "pinterest",
          "unrest",
          "earliest",
          "pretest",
          "headrest",
          "armrest",
          "footrest",
          "closest",
          "priest",
          "cupest");

  private final String text;
  private final Folded folded;
  private final Lexicon lexicon;
  private final boolean english;
  private final List<Token> tokens;
  private final List<Claim> claims = new ArrayList<>();
  private final boolean[] taken;
  private final boolean[] amongSizes;
  private int lastCurrency = -1;
  private Set<String> lastCurrencies = Set.of();

  private Reader(String text, Lexicon lexicon, boolean english) {
    this.text = text;
    this.folded = Folded.of(text);
    this.lexicon = lexicon;
    this.english = english;
    this.tokens = Tokens.of(text, folded, lexicon.vocabulary());
    this.taken = new boolean[tokens.size()];
    this.amongSizes = new boolean[tokens.size()];
  }

  static List<Claim> read(String text, Locale language) {
    boolean english = language.getLanguage().equals("en");
    return new Reader(text, Lexicon.of(language), english).read();
  }

  static List<Claim> readFacts(String text) {
    return new Reader(text, Lexicon.OF_FACTS, true).read();
  }

  /** Where these words stand one after the other, also as one word in a hashtag. */
  static List<int[]> find(String text, String phrase) {
    var wanted = words(Tokens.of(phrase));
    var folded = Folded.of(text);
    var tokens = Tokens.of(text, folded, Set.of());
    var joined = String.join("", wanted);
    var found = new ArrayList<int[]>();
    for (int i = 0; i < tokens.size() && !wanted.isEmpty(); i++) {
      int end = endOf(tokens, i, wanted);
      if (end > 0) {
        found.add(
            new int[] {
              origin(folded, tokens.get(i).start()), origin(folded, tokens.get(end - 1).end())
            });
      } else if (tokens.get(i).tag() && tokens.get(i).text().equals(joined)) {
        found.add(
            new int[] {origin(folded, tokens.get(i).start()), origin(folded, tokens.get(i).end())});
      }
    }
    return found;
  }

  private static List<String> words(List<Token> tokens) {
    return tokens.stream().filter(token -> !isHyphen(token)).map(Token::text).toList();
  }

  private static boolean isHyphen(Token token) {
    return token.is("-") || token.is("'");
  }

  private static int endOf(List<Token> tokens, int from, List<String> wanted) {
    int at = from;
    for (var word : wanted) {
      while (at > from && at < tokens.size() && isHyphen(tokens.get(at))) {
        at++;
      }
      if (at >= tokens.size() || !tokens.get(at).text().equals(word)) {
        return 0;
      }
      at++;
    }
    return at;
  }

  private static int origin(Folded folded, int index) {
    return folded.origin(index);
  }

  private List<Claim> read() {
    phrases();
    sizes();
    for (int i = 0; i < tokens.size(); i++) {
      if (!taken[i]) {
        number(i);
      }
    }
    return claims;
  }

  private void add(int from, int end, Kind kind, Meaning meaning) {
    Arrays.fill(taken, from, end, true);
    claims.add(
        new Claim(
            folded.origin(tokens.get(from).start()),
            folded.origin(tokens.get(end - 1).end()),
            kind,
            meaning));
  }

  private Token token(int index) {
    return index >= 0 && index < tokens.size()
        ? tokens.get(index)
        : new Token(Token.Type.SIGN, 0, 0, "\n", false, false);
  }

  // words

  private void phrases() {
    for (int i = 0; i < tokens.size(); ) {
      var found = lexicon.claimAt(tokens, i);
      if (found != null) {
        if (found.entry().kind().equals("NONE")) {
          Arrays.fill(taken, i, found.end(), true);
          i = found.end();
          continue;
        }
        if (!belongsToNumber(i, found.entry().group())) {
          var kind = Kind.valueOf(found.entry().kind());
          add(i, found.end(), kind, new Meaning.Said(found.entry().group()));
        }
        i = found.end();
      } else {
        i = superlative(i);
      }
    }
  }

  /** 20 % discount, 20 € Rabatt, 20 % de descuento: the number is the claim. */
  private boolean belongsToNumber(int at, String group) {
    int number = Set.of("de", "d", "en").contains(token(at - 1).text()) ? at - 2 : at - 1;
    return group.equals("reduced")
        && (token(number).is("%")
            || isCurrency(number)
            || lexicon.roleBefore(tokens, number + 1, "percent") >= 0);
  }

  /** Softest, most comfortable, la plus douce, la más suave; the token after it. */
  private int superlative(int at) {
    var word = token(at).text();
    if (!token(at).isWord()) {
      return at + 1;
    }
    if (english && word.length() >= 6 && word.endsWith("est") && !NO_SUPERLATIVES.contains(word)) {
      add(at, at + 1, Kind.SUPERLATIVE, new Meaning.Said(word));
      return at + 1;
    }
    if (word.equals("most") && token(at + 1).isWord() && !token(at - 1).is("-") && english) {
      return saidMost(at, at + 2);
    }
    boolean article = Set.of("le", "la", "les", "el", "los", "las").contains(word);
    if (article && Set.of("plus", "mas").contains(token(at + 1).text()) && token(at + 2).isWord()) {
      return saidMost(at, at + 3);
    }
    return at + 1;
  }

  private int saidMost(int from, int end) {
    add(from, end, Kind.SUPERLATIVE, new Meaning.Said("most " + token(end - 1).text()));
    return end;
  }

  // sizes of clothing

  private void sizes() {
    boolean among = false;
    for (int i = 0; i < tokens.size(); i++) {
      int end = lexicon.roleAt(tokens, i, "size");
      if (end > 0 && !taken[i]) {
        among = true;
        i = end - 1;
        continue;
      }
      boolean size = sizeAt(i) != null;
      if (size && startsSizes(i)) {
        among = true;
      }
      boolean wordSize = among && wordSize(token(i).text()) != null;
      if (!size && !wordSize && !token(i).isNumber() && !joinsSizes(i)) {
        among = false;
      }
      amongSizes[i] = among;
      if (among && wordSize && !taken[i]) {
        add(i, i + 1, Kind.SIZE, new Meaning.Size(String.valueOf(wordSize(token(i).text()))));
      } else if (size && (among || isCertain(i)) && !taken[i]) {
        int after = token(i).isNumber() ? i + 2 : i + 1;
        add(i, after, Kind.SIZE, new Meaning.Size(String.valueOf(sizeAt(i))));
        among = true;
      }
    }
  }

  /** XL, 2XL, and S, M or L, which alone may also be an initial. */
  private @Nullable String sizeAt(int at) {
    var token = token(at);
    if (token.isNumber() && token(at + 1).glued() && token.text().length() == 1) {
      var letters = token(at + 1).text();
      return isCapital(at + 1) && Set.of("xl", "xs").contains(letters)
          ? letterSize("x".repeat(token.text().charAt(0) - '0') + letters.charAt(1))
          : null;
    }
    boolean elided = folded.at(token.end()) == '\'';
    return token.isWord() && isCapital(at) && !elided ? letterSize(token.text()) : null;
  }

  static @Nullable String letterSize(String word) {
    int crosses = 0;
    while (crosses < word.length() && word.charAt(crosses) == 'x') {
      crosses++;
    }
    var rest = word.substring(crosses);
    boolean size =
        LETTER_SIZES.contains(rest) && (crosses == 0 || !rest.equals("m")) && crosses < 7;
    return size ? crosses + rest : null;
  }

  static @Nullable String wordSize(String word) {
    return switch (word) {
      case "small", "klein" -> "0s";
      case "medium", "mittel" -> "0m";
      case "large", "gross" -> "0l";
      default -> null;
    };
  }

  private boolean isCertain(int at) {
    return token(at).isNumber() || token(at).text().length() > 1;
  }

  private boolean startsSizes(int at) {
    return lexicon.roleBefore(tokens, at, "into") >= 0
        || (sizeAt(at + 2) != null && joinsSizes(at + 1) && !token(at + 1).is("&"));
  }

  private boolean joinsSizes(int at) {
    var sign = token(at).text();
    return (!token(at).isNumber() && ",/-&+:;".contains(sign) && !sign.isEmpty())
        || lexicon.roleAt(tokens, at, "joint") == at + 1
        || lexicon.roleAt(tokens, at, "size") == at + 1
        || lexicon.roleAt(tokens, at, "into") == at + 1;
  }

  private boolean isCapital(int at) {
    return text.substring(folded.origin(token(at).start()), folded.origin(token(at).end()))
        .codePoints()
        .noneMatch(Character::isLowerCase);
  }

  // numbers

  private void number(int at) {
    var counted = lexicon.count(token(at));
    if (counted != null) {
      word(at, Numeral.exact(counted));
      return;
    }
    if (!token(at).isNumber() || isKeycap(at)) {
      return;
    }
    var values = Numeral.values(token(at).text());
    if (ranked(at) || rated(at)) {
      return;
    }
    if (!percentage(at, values)
        && !amount(at, values)
        && !measure(at, values)
        && !left(at, values)
        && !size(at, values)
        && !isNoClaim(at)) {
      count(at, isThousands(at) ? at + 2 : at + 1, thousands(at, values));
    }
  }

  private void word(int at, BigDecimal value) {
    var values = Set.of(value);
    boolean claims =
        value.compareTo(BigDecimal.ONE) != 0 || lexicon.roleAt(tokens, at + 1, "many") > 0;
    if (token(at).tag()
        || percentage(at, values)
        || amount(at, values)
        || (claims && measure(at, values))
        || left(at, values)) {
      return;
    }
    if (claims && lexicon.roleAt(tokens, at + 1, "listing") == 0) {
      count(at, at + 1, values);
    }
  }

  private boolean isKeycap(int at) {
    char next = folded.at(token(at).end());
    return next == Folded.KEYCAP_STYLE || next == '\u20E3';
  }

  /** #1 */
  private boolean ranked(int at) {
    boolean first = token(at).text().equals("1") && token(at - 1).is("#") && token(at).glued();
    if (first) {
      add(at - 1, at + 1, Kind.SUPERLATIVE, new Meaning.Said("number one"));
    }
    return first;
  }

  /** 4.9/5, 3/4; and 12/24 is a day, 24/7 is always. */
  private boolean rated(int at) {
    if (!token(at + 1).is("/")
        || !token(at + 1).glued()
        || !token(at + 2).isNumber()
        || !token(at + 2).glued()) {
      return false;
    }
    taken[at + 2] = true;
    if (RATING_SCALES.contains(token(at + 2).text())) {
      add(
          at,
          at + 3,
          Kind.NUMBER,
          new Meaning.Rating(folded.text(token(at).start(), token(at + 2).end())));
    }
    return true;
  }

  private boolean percentage(int at, Set<BigDecimal> values) {
    int end = percentEnd(at + 1);
    if (end == 0) {
      int to = rangeEnd(at);
      if (to < 0 || percentEnd(to + 1) == 0) {
        return false;
      }
      end = at + 1;
    }
    add(at, end, Kind.PERCENTAGE, new Meaning.Percentage(values, materialBeside(at, end)));
    return true;
  }

  private int percentEnd(int at) {
    return token(at).is("%") ? at + 1 : lexicon.roleAt(tokens, at, "percent");
  }

  /** Of what the product consists to this part. */
  private @Nullable String materialBeside(int at, int end) {
    if (lexicon.roleAt(tokens, end, "off") > 0) {
      return null;
    }
    for (int i = end; i < end + 3; i++) {
      var found = lexicon.claimAt(tokens, i);
      if (found != null && found.entry().kind().equals("MATERIAL")) {
        return found.entry().group();
      }
      if (!token(i).isWord()) {
        break;
      }
    }
    boolean apart = token(at - 1).is(":") || token(at - 1).is("(") || token(at - 1).is(",");
    int before = apart ? at - 2 : at - 1;
    for (int from = Math.max(0, before - 2); from <= before; from++) {
      var found = lexicon.claimAt(tokens, from);
      if (found != null && found.end() == before + 1 && found.entry().kind().equals("MATERIAL")) {
        return found.entry().group();
      }
    }
    return null;
  }

  /** The number at the end of a range, or of width x height; or -1. */
  private int rangeEnd(int at) {
    var joint = token(at + 1);
    boolean joins =
        joint.is("-") || (joint.isWord() && Set.of("x", "to", "bis", "by").contains(joint.text()));
    return joins && token(at + 2).isNumber() ? at + 2 : -1;
  }

  private boolean amount(int at, Set<BigDecimal> values) {
    int from = at;
    int end = at + 1;
    var currencies = new LinkedHashSet<String>();
    if (at - 1 > lastCurrency && isCurrency(at - 1)) {
      from = at - 1;
      currencies.addAll(Currencies.of(token(from).text()));
      var land = Currencies.ofCountry(token(from - 1).text());
      if (token(from).is("$") && token(from).glued() && !land.isEmpty()) {
        from--;
        currencies.retainAll(land);
      }
    }
    if (isCurrency(end) && (currencies.isEmpty() || token(end).isWord())) {
      var named = Currencies.of(token(end).text());
      if (currencies.isEmpty()) {
        currencies.addAll(named);
      } else {
        currencies.retainAll(named);
      }
      end++;
    }
    int to = rangeEnd(at);
    if (currencies.isEmpty() && to > 0 && isCurrency(to + 1)) {
      currencies.addAll(Currencies.of(token(to + 1).text()));
    }
    var country = Currencies.ofCountry(token(end).text());
    if (currencies.isEmpty() && !country.isEmpty() && token(end + 1).is("$")) {
      currencies.addAll(country); // 40 US$
      end += 2;
    }
    int before = lexicon.roleAt(tokens, at + 1, "was");
    if (currencies.isEmpty() && before > 0 && token(before).isNumber() && isCurrency(before + 1)) {
      currencies.addAll(Currencies.of(token(before + 1).text())); // 40 statt 50 Euro
    }
    if (currencies.isEmpty() && token(at - 1).is("-") && lastCurrency == at - 2) {
      currencies.addAll(lastCurrencies); // $40-50
    }
    if (from == at && end == at + 1 && currencies.isEmpty()) {
      return false;
    }
    var role = role(from, end);
    lastCurrency = end - 1;
    lastCurrencies = Set.copyOf(currencies);
    add(from, end, Kind.PRICE, new Meaning.Amount(values, Set.copyOf(currencies), role));
    return true;
  }

  private boolean isCurrency(int at) {
    var token = token(at);
    if (Currencies.of(token.text()).isEmpty() || token.tag()) {
      return false;
    }
    // "chf" is a code in capitals only
    return !token.isWord()
        || token.text().length() != 3
        || isCapital(at)
        || token.text().equals("yen");
  }

  private @Nullable String role(int from, int end) {
    if (lexicon.roleAt(tokens, end, "off") > 0 || lexicon.roleBefore(tokens, from, "save") >= 0) {
      return "save";
    }
    int comesFrom = lexicon.roleBefore(tokens, from, "from");
    if (comesFrom > 0 && lastCurrency == comesFrom - 1) {
      return "was"; // down to 40 € from 50 €
    }
    for (var role : List.of("was", "under", "now", "from")) {
      boolean fromOneToAnother = role.equals("from") && token(end).text().equals("to");
      if (!fromOneToAnother && lexicon.roleBefore(tokens, from, role) >= 0) {
        return role;
      }
    }
    return null;
  }

  private boolean measure(int at, Set<BigDecimal> values) {
    int end = unitEnd(at);
    int to = rangeEnd(at);
    for (int far = 0; end == 0 && to > 0 && far < 2; far++, to = rangeEnd(to)) {
      if (unitEnd(to) > 0) {
        addMeasure(at, at + 1, values, unitOf(to));
        return true;
      }
    }
    if (end == 0) {
      return false;
    }
    addMeasure(at, end, values, unitOf(at));
    return true;
  }

  private void addMeasure(int at, int end, Set<BigDecimal> values, Unit unit) {
    var base = new LinkedHashSet<BigDecimal>();
    values.forEach(value -> base.add(Numeral.exact(value.multiply(unit.factor()))));
    add(at, end, Kind.SIZE, new Meaning.Measure(unit.dimension(), base));
  }

  /** The token after the unit of the number there, or 0. */
  private int unitEnd(int at) {
    int unit = unitAt(at);
    if (unit < 0) {
      return 0;
    }
    boolean degrees = token(unit).is("°");
    return degrees || token(unit + 1).is("²") ? unit + 2 : unit + 1;
  }

  private int unitAt(int at) {
    int unit =
        token(at + 1).is("-") && token(at + 1).glued() && token(at + 2).glued() ? at + 2 : at + 1;
    var token = token(unit);
    if (token.is("°") && Set.of("c", "f").contains(token(unit + 1).text())) {
      return unit;
    }
    if (token.is("\"") && token.glued() && !token(unit + 1).glued() && !closesQuotation(unit)) {
      return unit;
    }
    if (!token.isWord() || lexicon.unit(token.text()) == null) {
      return -1;
    }
    boolean preposition =
        token.text().equals("in")
            && (token(unit + 1).isWord() || token(unit + 1).isNumber())
            && !Set.of("x", "by", "of", "wide", "long", "high", "tall", "deep")
                .contains(token(unit + 1).text());
    boolean hour =
        token.text().equals("h") && lexicon.roleBefore(tokens, at, "moment") >= 0 && !english;
    boolean sized =
        Set.of("m", "l").contains(token.text()) && amongSizes[Math.min(at, amongSizes.length - 1)];
    return preposition || hour || sized ? -1 : unit;
  }

  /** The mill "No. 7" is not seven inches long. */
  private boolean closesQuotation(int quote) {
    for (int i = quote - 1; i >= Math.max(0, quote - LONGEST_QUOTATION); i--) {
      if (token(i).is("\"")) {
        return !token(i).glued();
      }
    }
    return false;
  }

  private Unit unitOf(int at) {
    var token = token(unitAt(at));
    if (token.is("°")) {
      return new Unit("temperature in " + token(unitAt(at) + 1).text(), BigDecimal.ONE);
    }
    var unit = lexicon.unit(token.is("\"") ? "in" : token.text());
    if (unit == null) {
      throw new IllegalStateException("no unit: " + token);
    }
    boolean area = token(unitAt(at) + 1).is("²");
    return area ? new Unit(unit.dimension() + "²", unit.factor().pow(2)) : unit;
  }

  private boolean left(int at, Set<BigDecimal> values) {
    boolean told = token(at - 1).is(":") && lexicon.roleBefore(tokens, at - 1, "left") >= 0;
    boolean left = told || lexicon.roleBefore(tokens, at, "remain") >= 0;
    for (int i = at + 1; !left && i <= at + 3; i++) {
      left = lexicon.roleAt(tokens, i, "left") > 0;
      if (!token(i).isWord()) {
        break;
      }
    }
    if (left) {
      add(at, at + 1, Kind.SCARCITY, new Meaning.Left(values));
    }
    return left;
  }

  private boolean size(int at, Set<BigDecimal> values) {
    if (!amongSizes[at] || values.isEmpty()) {
      return false;
    }
    var size = values.stream().max(Comparator.comparing(BigDecimal::scale)).orElseThrow();
    add(at, at + 1, Kind.SIZE, new Meaning.Size(size.toPlainString()));
    return true;
  }

  private void count(int at, int end, Set<BigDecimal> values) {
    boolean variants = lexicon.roleAt(tokens, at + 1, "variant") > 0;
    add(at, end, Kind.NUMBER, new Meaning.Count(values, role(at, end), variants));
  }

  /** 10k */
  private Set<BigDecimal> thousands(int at, Set<BigDecimal> values) {
    if (!isThousands(at)) {
      return values;
    }
    var all = new LinkedHashSet<BigDecimal>();
    values.forEach(value -> all.add(Numeral.exact(value.movePointRight(3))));
    return all;
  }

  private boolean isThousands(int at) {
    return token(at + 1).glued() && token(at + 1).text().equals("k");
  }

  // numbers that claim nothing

  private boolean isNoClaim(int at) {
    var token = token(at);
    boolean inTag = token.tag() && token.glued() && token(at - 1).isWord();
    return inTag
        || (token.text().equals("1")
            && !token(at + 1).is("-")
            && lexicon.roleAt(tokens, at + 1, "many") == 0)
        || token.text().equals("365")
        || isOrdinal(at)
        || isTime(at)
        || isDay(at)
        || isYear(at)
        || isListItem(at)
        || token(at - 1).is("#")
        || lexicon.roleAt(tokens, at + 1, "listing") > 0;
  }

  private boolean isOrdinal(int at) {
    return token(at + 1).glued()
        && (ORDINALS.contains(token(at + 1).text()) || token(at + 1).is("°"));
  }

  private boolean isTime(int at) {
    boolean hours = token(at + 1).is(":") && token(at + 2).isNumber() && token(at + 2).glued();
    boolean minutes = token(at - 1).is(":") && token(at - 2).isNumber() && token(at).glued();
    var next = token(at + 1);
    boolean french = next.glued() && next.text().length() <= 3 && next.text().startsWith("h");
    return hours
        || minutes
        || french
        || lexicon.roleAt(tokens, at + 1, "oclock") > 0
        || (next.text().equals("h") && lexicon.roleBefore(tokens, at, "moment") >= 0);
  }

  private boolean isDay(int at) {
    int after = token(at + 1).is(".") ? at + 2 : at + 1;
    if (lexicon.roleAt(tokens, after, "month") > 0
        || lexicon.roleBefore(tokens, at, "month") >= 0) {
      return true;
    }
    var parts = token(at).text().split("\\.", -1);
    boolean whole = parts.length == 3 && parts[2].length() == 4;
    boolean german =
        parts.length == 2 && token(at + 1).is(".") && lexicon.roleBefore(tokens, at, "moment") >= 0;
    return (whole || german) && isUpTo(parts[0], 31) && isUpTo(parts[1], 12);
  }

  private static boolean isUpTo(String digits, int most) {
    return digits.matches("[0-9]{1,2}") && Integer.parseInt(digits) <= most;
  }

  private boolean isYear(int at) {
    var year = token(at).text();
    if (year.length() != 4 || !year.matches("(?:19|20)[0-9][0-9]")) {
      return false;
    }
    if (lexicon.roleBefore(tokens, at, "since") >= 0) {
      return false;
    }
    return !token(at + 1).isWord()
        || lexicon.roleBefore(tokens, at, "season") >= 0
        || lexicon.roleBefore(tokens, at, "month") >= 0
        || lexicon.roleAt(tokens, at + 1, "collection") > 0;
  }

  private boolean isListItem(int at) {
    boolean first = at == 0 || token(at - 1).is("\n");
    return first && (token(at + 1).is(".") || token(at + 1).is(")")) && token(at + 1).glued();
  }
}
