package com.postpilot.queue.imports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.postpilot.common.testing.TestIdentity;
import com.postpilot.common.testing.TestPostgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may import, and what is no import. */
class ImportInputIT extends ImportsIT {
  private static final String URL = "'url': 'https://shop.example/feed'";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{URL}                                                | format",
        "{URL, 'format': 'EXCEL'}                             | format",
        "{'format': 'GOOGLE_MERCHANT'}                        | url",
        "{'format': 'GOOGLE_MERCHANT', 'url': 'ftp://a.example/x'} | url",
        "{'format': 'GOOGLE_MERCHANT', 'url': 'file:///etc/passwd'} | url",
        "{'format': 'GOOGLE_MERCHANT', 'url': 'https://a:b@c.example/x'} | url",
        "{'format': 'GOOGLE_MERCHANT', 'url': 'no address'}   | url",
        "{'format': 'GOOGLE_MERCHANT', 'url': 7}              | url",
        "{URL, 'format': 'SHOPIFY_CSV'}                       | currency",
        "{URL, 'format': 'SHOPIFY_CSV', 'currency': 'euro'}   | currency",
        "{URL, 'format': 'SHOPIFY_CSV', 'currency': 'XAU'}    | currency",
        "{URL, 'format': 'SHOPIFY_CSV', 'currency': 'EUR', 'columns': {}} | columns",
        "{URL, 'format': 'CSV'}                               | columns",
        "{URL, 'format': 'CSV', 'columns': []}                | columns",
        "{URL, 'format': 'CSV', 'columns': {'title': 'T'}}    | columns.external_product_id",
        "{URL, 'format': 'CSV', 'columns': {'external_product_id': 'I'}} | columns.title",
        "{URL, 'format': 'CSV', 'columns': {'title': ' ', 'external_product_id': 'I'}} | columns.title",
        "{URL, 'format': 'CSV', 'columns': {'title': null, 'external_product_id': 'I'}} | columns.title",
        "{URL, 'format': 'CSV', 'columns': {'title': 'LONG', 'external_product_id': 'I'}} | columns.title",
        "{URL, 'format': 'CSV', 'columns': {'title': 'T', 'external_product_id': 'I', 'colour': 'C'}} | columns.colour",
        "{URL, 'format': 'CSV', 'columns': {'title': 'T', 'external_product_id': 'I', 'TITLE': 'C'}} | columns.TITLE",
        "{URL, 'format': 'CSV', 'columns': {'title': 'T', 'external_product_id': 'I', 'price': 'P'}} | currency",
        "{URL, 'format': 'GOOGLE_MERCHANT', 'platforms': []}  | platforms",
        "{URL, 'format': 'GOOGLE_MERCHANT', 'platforms': ['TIKTOK', 'TIKTOK']} | platforms[1]",
        "{URL, 'format': 'GOOGLE_MERCHANT', 'tone': 'RUDE'}   | tone",
        "{URL, 'format': 'GOOGLE_MERCHANT', 'language': '??'} | language",
        "{URL, 'format': 'GOOGLE_MERCHANT', 'status': 'DONE'} | status",
      })
  void whatIsNoImportIsRefused(String body, String field) {
    var wanted = json(body.strip().replace("URL", URL)).replace("LONG", "x".repeat(201));

    var refused = shop.post("/imports", wanted).is(422);

    assertThat(refused.body().get("errors").toString()).contains("\"field\":\"" + field + "\"");
    if (!field.equals("url")) {
      var upload = wanted.replace(json(URL + ", "), "").replace(json(URL), "");
      assertThat(upload(upload, mugs(1, "5")).is(422).body().get("errors").toString())
          .contains("\"field\":\"" + field + "\"");
    }
    assertThat(stored("import")).isZero();
  }

  @Test
  void partsThatAreNotThoseOfAnUploadAreRefused() {
    var file = "name=\"file\"; filename=\"a.csv\"\r\n\r\nx";
    var wanted = "name=\"import\"\r\nContent-Type: application/json\r\n\r\n" + json(TABLE).strip();

    assertThat(send(file).field()).isEqualTo("import");
    assertThat(send(wanted).field()).isEqualTo("file");
    assertThat(send(wanted, file, file).field()).isEqualTo("file");
    assertThat(send(wanted, "name=\"file\"; filename=\"a.csv\"\r\n\r\n").field()).isEqualTo("file");
    assertThat(send(wanted, file, "name=\"more\"; filename=\"a\"\r\n\r\nx").code())
        .isEqualTo("unknown_parameter");
    assertThat(send(wanted, file, "name=\"more\"\r\n\r\nx").code()).isEqualTo("unknown_parameter");
    assertThat(send(wanted.replaceFirst("\\{", "{\"url\": \"https://a.example\","), file).field())
        .isEqualTo("url");
    assertThat(send(wanted.substring(0, wanted.length() - 5), file).status()).isEqualTo(400);
    assertThat(send(wanted.replace("Content-Type: application/json\r\n", ""), file).code())
        .isEqualTo("unsupported_media");
    assertThat(stored("import")).isZero();
  }

  private Reply send(String... parts) {
    var body = new StringBuilder();
    for (var part : parts) {
      body.append("--b\r\nContent-Disposition: form-data; ").append(part).append("\r\n");
    }
    return shop.post(
        "/imports",
        BodyPublishers.ofString(body + "--b--\r\n"),
        Map.of("Content-Type", "multipart/form-data; boundary=b"));
  }

  @Test
  void aFileMayHaveAnyName() {
    for (var name : List.of("C:\\\\Users\\\\me\\\\mugs.csv", "../../mugs.csv", "mugs.csv")) {
      var id = upload(shop, TABLE, name, mugs(1, "5").getBytes(UTF_8), Map.of()).is(202).id();
      assertThat(shop.get("/imports/" + id).at("/source/filename")).isEqualTo("mugs.csv");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/imports?limit=0,     limit",
    "/imports?limit=101,   limit",
    "/imports?cursor=x,    cursor",
    "/imports?status=DONE, status",
    "/imports/ID?outcome=LOST, outcome",
    "/imports/ID?limit=0,  limit",
    "/imports/ID?cursor=bnVsbA, cursor",
  })
  void aQuestionThatIsNotOneIsRefusedByName(String path, String field) {
    var id = ready(mugs(1, "5"));

    assertThat(shop.get(path.replace("ID", id.toString())).is(422).field()).isEqualTo(field);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VIEWER", "APPROVER", "EDITOR", "ADMIN", "OWNER"})
  void whoeverMayWriteMayImport(String role) {
    var id = ready(mugs(1, "5"));
    var token = TestIdentity.instance().token(UUID.randomUUID(), shop.id, role);
    boolean writes = !List.of("VIEWER", "APPROVER").contains(role);
    var wanted =
        json("{'format': 'GOOGLE_MERCHANT', 'url': '%s'}".formatted(WEB.add(new byte[] {1})));

    request(token, "GET", "/imports", null, Map.of()).is(200);
    request(token, "GET", "/imports/" + id, null, Map.of()).is(200);
    request(token, "POST", "/imports", wanted, Map.of()).is(writes ? 202 : 403);
    request(
            token,
            "POST",
            "/imports",
            head("b", TABLE, "a.csv") + mugs(1, "5") + tail("b"),
            Map.of("Content-Type", "multipart/form-data; boundary=b"))
        .is(writes ? 202 : 403);
    request(token, "POST", "/imports/" + id + "/commit", "{}", Map.of()).is(writes ? 202 : 403);
    becomes(id, writes ? "DONE" : "READY");
    request(token, "DELETE", "/imports/" + id, null, Map.of()).is(writes ? 204 : 403);
  }

  @Test
  void anotherWorkspaceSeesNothingOfIt() throws SQLException {
    var id = ready(table("a,Mine alone,5,1"));
    upload(TABLE, mugs(1, "5"));
    var stranger = new Workspace();

    assertThat(stranger.get("/imports").is(200).body().get("items").isEmpty()).isTrue();
    stranger.get("/imports/" + id).is(404);
    stranger.post("/imports/" + id + "/commit", "{}").is(404);
    stranger.request("DELETE", "/imports/" + id, null, Map.of()).is(404);
    assertThat(shop.get("/imports/" + id).at("/status")).isEqualTo("READY");
    try (var connection = TestPostgres.instance().app("queue");
        var statement = connection.createStatement()) {
      for (var table : List.of("import", "import_row")) {
        assertThat(stored(table)).as(table).isPositive();
        try (var rows = statement.executeQuery("select count(*) from " + table)) {
          rows.next();
          assertThat(rows.getLong(1)).as(table).isZero();
        }
      }
    }
  }

  @Test
  void theSameIdsInAnotherWorkspaceAreOtherProducts() {
    committed(ready(mugs(2, "5")));
    var stranger = new Workspace();

    var id = upload(stranger, TABLE, "x", mugs(2, "5").getBytes(UTF_8), Map.of()).is(202).id();

    await().until(() -> stranger.get("/imports/" + id).at("/status").equals("READY"));
    assertThat(counts(stranger.get("/imports/" + id))).containsExactly(2, 0, 0, 0);
  }
}
