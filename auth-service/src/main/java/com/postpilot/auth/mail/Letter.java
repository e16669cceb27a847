package com.postpilot.auth.mail;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * What a mail says, once for people and programs that want plain text and once as simple HTML. It
 * repeats nothing that a user wrote: anybody can register anybody's address.
 *
 * @param link to follow; null if there is nothing to do
 * @param after the link
 */
record Letter(String subject, List<String> before, @Nullable Link link, List<String> after) {

  /**
   * @param label what following it does
   */
  record Link(String label, URI url) {}

  @Override
  public String toString() {
    return "Letter[" + subject + "]";
  }

  String text() {
    var text = new StringBuilder("Hello,\n\n");
    before.forEach(paragraph -> text.append(paragraph).append("\n\n"));
    if (link != null) {
      text.append(link.label()).append(":\n").append(link.url()).append("\n\n");
    }
    after.forEach(paragraph -> text.append(paragraph).append("\n\n"));
    return text.append("PostPilot\n").toString();
  }

  String html() {
    var html =
        new StringBuilder(
            "<!DOCTYPE html><html lang=\"en\"><body style=\"font: 16px/1.5 sans-serif\">\n<p>Hello,</p>\n");
    before.forEach(paragraph -> paragraph(html, paragraph));
    if (link != null) {
      html.append("<p><a href=\"")
          .append(HtmlUtils.htmlEscape(link.url().toString()))
          .append("\">")
          .append(HtmlUtils.htmlEscape(link.label()))
          .append("</a></p>\n");
    }
    after.forEach(paragraph -> paragraph(html, paragraph));
    return html.append("<p>PostPilot</p>\n</body></html>\n").toString();
  }

  private static void paragraph(StringBuilder html, String paragraph) {
    html.append("<p>").append(HtmlUtils.htmlEscape(paragraph)).append("</p>\n");
  }
}
