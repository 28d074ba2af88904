package warren.service.imports;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The exports of Django, Keycloak, Auth0 and Firebase, beyond the examples of the guides. */
final class MappingTest {
  @Test
  void djangosColumnsAreReadAsCsvAndAsLines() throws Exception {
    var expected =
        List.of(
            "{'password_hash':'!x','last_login':'2019-03-31T02:30:00Z','username':'a',"
                + "'user_email':'a@b.example','enabled':false,'created_at':'2015-12-10T12:00:00Z'}");
    var csv =
        "id,password,last_login,is_superuser,username,first_name,last_name,email,is_staff,"
            + "is_active,date_joined\n"
            + "1,!x,2019-03-31 02:30:00+00,t,a,\"\",,a@b.example,f,f,2015-12-10 12:00:00+00\n";
    assertEquals(expected, contents(csv, "django"));
    var lines =
        "{\"id\":1,\"password\":\"!x\",\"last_login\":\"2019-03-31T02:30:00+00:00\","
            + "\"username\":\"a\",\"first_name\":\"\",\"email\":\"a@b.example\",\"is_active\":0,"
            + "\"date_joined\":1449748800}";
    assertEquals(expected, contents(lines, "django"));
  }

  @Test
  void djangosOwnModelsAndGroupsAreRead() throws Exception {
    var file =
        """
        [{"model": "auth.group", "pk": 1, "fields": {"name": "A", "permissions": []}},
         {"model": "sessions.session", "pk": "x", "fields": {}},
         {"model": "shop.customer", "pk": 1, "fields": {
          "email": "a@b.example", "password": "!", "last_login": null, "groups": [1, ["B"], "C"]}},
         {"model": "shop.customer", "pk": 2, "fields": {
          "email": "b@b.example", "password": "!", "last_login": null, "groups": [2]}},
         {"model": "shop.customer", "pk": 3, "fields": {
          "email": "c@b.example", "password": "!", "last_login": null, "phone": "1"}}]
        """;
    assertEquals(
        List.of(
            "3 {'user_email':'a@b.example','password_hash':'!','groups':['A','B','C'],"
                + "'username':'a@b.example'}",
            "4 {groups=[contains group 2, which does not precede the account: export auth.group"
                + " too]}",
            "5 {phone=[is not a field of an import; --ignore imports accounts without it]}"),
        Reading.read(file, Reading.options("django")));
  }

  @Test
  void djangosModelsWithoutTheLastLoginAreAccountsAndOthersAreCounted() throws Exception {
    var file =
        """
        [{"model": "shop.user", "pk": 1, "fields": {"username": "a", "password": "!"}},
         {"model": "shop.user", "pk": 2, "fields": {"email": "b@b.example", "password": "!"}},
         {"model": "shop.door", "pk": 1, "fields": {"password": "!"}},
         {"model": "shop.door", "pk": 2, "fields": {"password": "!"}}]
        """;
    var in = new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    try (var accounts = new ImportFile(in, Reading.options("django"))) {
      assertEquals(1, accounts.next().orElseThrow().number());
      assertEquals(2, accounts.next().orElseThrow().number());
      assertEquals(Optional.empty(), accounts.next());
      assertEquals(Map.of("shop.door", 2L), accounts.skipped());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "pbkdf2|{}|$pbkdf2-sha1$i=5$c2FsdA==$aGFzaA==",
        "pbkdf2-sha256|{}|$pbkdf2-sha256$i=5$c2FsdA==$aGFzaA==",
        "pbkdf2-sha512|{}|$pbkdf2-sha512$i=5$c2FsdA==$aGFzaA==",
        "argon2|{'memory':['7168'],'type':['id'],'version':['1.3'],'parallelism':['1']}|"
            + "$argon2id$v=19$m=7168,t=5,p=1$c2FsdA$aGFzaA",
        "argon2|{'memory':['64'],'type':['i'],'version':['1.0'],'parallelism':['2']}|"
            + "$argon2i$v=16$m=64,t=5,p=2$c2FsdA$aGFzaA",
        "bcrypt|{}|aGFzaA=="
      })
  void keycloaksPasswordsAreConverted(String algorithm, String parameters, String hash)
      throws Exception {
    var credential =
        "{'hashIterations':5,'algorithm':'%s','additionalParameters':%s}"
            .formatted(algorithm, parameters)
            .replace("'", "\\\"");
    var file =
        """
        {"users": [{"username": "a", "credentials": [{"type": "otp"}, {"type": "password",
          "secretData": "{\\"value\\":\\"aGFzaA==\\",\\"salt\\":\\"c2FsdA==\\"}",
          "credentialData": "%s"}]}]}
        """
            .formatted(credential);
    assertEquals(
        List.of("{'username':'a','password_hash':'" + hash + "'}"), contents(file, "keycloak"));
  }

  @Test
  void keycloaksUnreadablePasswordsAndServiceAccountsAreRefused() throws Exception {
    assertEquals(
        List.of(
            "1 {credentials=[contains a password without readable secretData]}",
            "2 {serviceAccountClientId=[is not a field of an import; --ignore imports accounts"
                + " without it]}"),
        Reading.read(
            "{\"users\": [{\"username\": \"a\", \"credentials\": [{\"type\": \"password\"}]},"
                + " {\"username\": \"b\", \"serviceAccountClientId\": \"c\"}]}",
            Reading.options("keycloak")));
  }

  @Test
  void auth0sUsersAreConverted() throws Exception {
    assertEquals(
        List.of(
            "{'user_email':'a@b.example','created_at':'2021-03-05T16:33:29.911Z','first_name':'A',"
                + "'enabled':false,'username':'a@b.example'}"),
        contents(
            "{\"user_id\":\"auth0|1\",\"email\":\"a@b.example\",\"created_at\":{\"$date\":"
                + "\"2021-03-05T16:33:29.911Z\"},\"given_name\":\"A\",\"blocked\":true}",
            "auth0"));
  }

  @Test
  void firebasesUsersAreConverted() throws Exception {
    assertEquals(
        List.of(
            "{'enabled':false,'username':'+4912','password_hash':"
                + "'firebase_scrypt$8$14$a2V5$Bw==$c2F/+dA==$aG/+aA=='}",
            "{'username':'x'}"),
        contents(
            "{\"users\": [{\"localId\": \"x\", \"phoneNumber\": \"+4912\", \"disabled\": true,"
                + " \"salt\": \"c2F_-dA==\", \"passwordHash\": \"aG_-aA==\"},"
                + " {\"localId\": \"x\", \"phoneNumber\": \"\"}]}",
            "firebase"));
  }

  private static List<String> contents(String file, String map) throws Exception {
    return Reading.read(file, Reading.options(map)).stream()
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }
}
