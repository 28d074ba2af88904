package warren.gateway.dialects.django;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.gateway.dialects.django.DjangoClient.PASSWORD;
import static warren.gateway.support.Bodies.assertResponse;
import static warren.gateway.support.Bodies.json;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.gateway.support.TestHttpClient;
import warren.gateway.support.WithGateway;

/** Forms, which browsers send in two content types. */
@WithGateway
class DjangoFormsIT {
  private static final String REGISTER = "/django/api/register/";
  private static final String LIMIT = "The body must be a multipart form of at most 100 parts.";

  private final TestHttpClient http;
  private final DjangoClient client;

  DjangoFormsIT(TestHttpClient http) {
    this.http = http;
    this.client = new DjangoClient(http);
  }

  private static String part(String disposition, String content) {
    return "--x\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n"
        .formatted(disposition, content);
  }

  private static String field(String name, String value) {
    return part("name=\"" + name + "\"", value);
  }

  private static String user(String username) {
    return field("username", username) + field("password", PASSWORD);
  }

  private HttpResponse<String> send(String method, String path, String parts, Charset charset)
      throws Exception {
    return http.send(
        HttpRequest.newBuilder(http.uri(path))
            .header("Content-Type", "multipart/form-data; boundary=x")
            .header("Authorization", "Bearer " + client.cookies().getOrDefault("access_token", ""))
            .method(method, BodyPublishers.ofString(parts + "--x--\r\n", charset)));
  }

  private HttpResponse<String> register(String parts) throws Exception {
    return send("POST", REGISTER, parts, StandardCharsets.UTF_8);
  }

  @Test
  void aMultipartFormRegistersAUser() throws Exception {
    client.loginAdmin();
    var first = client.group("First", true);
    var second = client.group("Second", true);
    client.cookies().clear();
    var parts =
        user("ada")
            + field("email", "ada@example.org")
            + field("first_name", "Ádá")
            + field("last_name", "")
            + field("groups", String.valueOf(first))
            + field("groups", String.valueOf(second))
            + part("name=\"photo\"; filename=\"\"", "");
    assertResponse(
        """
        {"username": "ada", "email": "ada@example.org", "first_name": "Ádá", "last_name": "",
          "is_active": true, "groups": [%d, %d]}
        """
            .formatted(first, second),
        201,
        register(parts));
    client.login("ada", PASSWORD);
  }

  @Test
  void aUrlEncodedFormRegistersAUser() throws Exception {
    client.loginAdmin();
    var first = client.group("Third", true);
    var second = client.group("Fourth", true);
    var form =
        "username=old&username=eve&password=correct+horse%%20battery&groups=%d&groups=%d"
            .formatted(first, second);
    var created = http.postAs(REGISTER, "application/x-www-form-urlencoded", form);
    assertEquals(2, json(201, created).get("groups").size());
    client.login("eve", PASSWORD);
  }

  @Test
  void theLastOfSeveralValuesApplies() throws Exception {
    var created = register(field("username", "first") + user("second"));
    assertEquals("second", json(201, created).get("username").textValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"on", "True", "1", "yes", "T"})
  void aCheckboxIsTrue(String text) throws Exception {
    client.loginAdmin();
    json(200, patchAdmin(text));
    assertEquals("true", json(200, patchAdmin(text)).get("is_active").asText());
    assertResponse(
        "{\"is_active\": [\"This field must be true or false.\"]}", 400, patchAdmin("perhaps"));
  }

  private HttpResponse<String> patchAdmin(String active) throws Exception {
    var path = "/django/users/" + client.idOf("admin") + "/";
    return send("PATCH", path, field("is_active", active), StandardCharsets.UTF_8);
  }

  @Test
  void aFileIsRefused() throws Exception {
    assertResponse(
        "{\"photo\": [\"This field must be text, not a file.\"]}",
        400,
        register(user("filer") + part("name=\"photo\"; filename=\"a.png\"", "x")));
  }

  @Test
  void textThatIsNotUtf8IsRefused() throws Exception {
    assertResponse(
        "{\"first_name\": [\"This field must be well-formed Unicode.\"]}",
        400,
        send(
            "POST",
            REGISTER,
            user("latin") + field("first_name", "é"),
            StandardCharsets.ISO_8859_1));
  }

  @Test
  void theNumberOfPartsIsLimited() throws Exception {
    json(201, register(user("many") + field("first_name", "").repeat(98)));
    assertResponse(
        "{\"detail\": \"" + LIMIT + "\"}",
        400,
        register(user("toomany") + field("first_name", "").repeat(99)));
  }

  @Test
  void theSizeOfAFormIsLimited() throws Exception {
    json(413, register(user("large") + field("x", "x".repeat(64 * 1024))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no part",
        "--x\r\nContent-Disposition: form-data\r\n\r\na\r\n",
        "--x\r\n\r\na\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na"
      })
  void aMalformedFormIsRefused(String body) throws Exception {
    var response =
        http.postAs(REGISTER, "multipart/form-data; boundary=x", body.isEmpty() ? "--y" : body);
    assertResponse("{\"detail\": \"" + LIMIT + "\"}", 400, response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "; boundary=", "; boundary=\"", "; boundary=\"\"", "; boundary=y"})
  void aFormWithoutItsBoundaryIsRefused(String parameter) throws Exception {
    var type = "multipart/form-data" + parameter;
    var response = http.postAs(REGISTER, type, user("none") + "--x--\r\n");
    assertResponse("{\"detail\": \"" + LIMIT + "\"}", 400, response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8''%ff", "UTF-8''a.png"})
  void aFileWithAnEncodedNameIsRefused(String name) throws Exception {
    json(400, register(user("encoded") + part("name=\"photo\"; filename*=" + name, "x")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"base64", "quoted-printable"})
  void anEncodedPartIsRefused(String encoding) throws Exception {
    var part =
        "--x\r\nContent-Disposition: form-data; name=\"first_name\"\r\n"
            + "Content-Transfer-Encoding: %s\r\n\r\nQWRh\r\n".formatted(encoding);
    assertResponse(
        "{\"first_name\": [\"This field must not be encoded.\"]}",
        400,
        register(user("base64") + part));
  }
}
