package com.postpilot.queue.product;

import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a shop's HTML says to a reader. */
public final class PlainText {
  private static final Pattern MARKUP =
      Pattern.compile("<[a-zA-Z/!]|&(#\\d+|#x\\p{XDigit}+|\\w+);");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");
  private static final Pattern SPACES_AT_BREAKS = Pattern.compile(" *\n *");
  private static final Pattern MANY_BREAKS = Pattern.compile("\n{3,}");

  private PlainText() {}

  /**
   * Without markup, scripts and styles; paragraphs and list entries stay lines of their own. What
   * is no HTML stays as it is.
   */
  public static String of(String html) {
    if (!MARKUP.matcher(html).find()) {
      return html.replace("\r\n", "\n").strip();
    }
    var body = Jsoup.parse(html).body();
    body.select("script, style, template, noscript, iframe, object").remove();
    var text = new StringBuilder();
    body.traverse(
        new NodeVisitor() {
          @Override
          public void head(Node node, int depth) {
            if (node instanceof TextNode words) {
              text.append(SPACES.matcher(words.getWholeText()).replaceAll(" "));
            } else if (node instanceof Element element) {
              begin(element);
            }
          }

          private void begin(Element element) {
            if (element.nameIs("br")) {
              text.append('\n');
            } else if (element.nameIs("li")) {
              text.append("\n- ");
            } else if (element.nameIs("td") || element.nameIs("th")) {
              text.append(' ');
            } else if (element.isBlock()) {
              text.append('\n');
            }
          }

          @Override
          public void tail(Node node, int depth) {
            if (node instanceof Element element && element.isBlock() && !element.nameIs("li")) {
              text.append('\n');
            }
          }
        });
    var lines = SPACES_AT_BREAKS.matcher(text).replaceAll("\n");
    return MANY_BREAKS.matcher(lines).replaceAll("\n\n").replaceAll(" {2,}", " ").strip();
  }
}
