package warren.documents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import warren.contracts.ErrorCode;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Effect;
import warren.contracts.json.Json;

/** Generated files are up to date. {@code -Dwarren.write=true} writes them. */
class DocumentsTest {
  private static final boolean WRITE = Boolean.getBoolean("warren.write");
  private static final Path PROJECT = Path.of("..");
  private static final Path SOURCES = Path.of("../contracts/src/main/java");
  private static final String COMMENTS =
      "documents/src/main/resources/warren/documents/" + Comments.RESOURCE;

  private static final String DRAFT_07 = "http://json-schema.org/draft-07/schema#";

  private static Map<String, String> texts;

  @BeforeAll
  static void generate() throws IOException {
    var comments = SourceComments.read(SOURCES, commented());
    texts = new TreeMap<>(Documents.all(version(), new Comments(comments)));
    texts.put(COMMENTS, JsonText.of(comments));
  }

  private static String version() throws IOException {
    var pom = Files.readString(PROJECT.resolve("pom.xml"));
    var version = Pattern.compile("<version>(.+?)</version>").matcher(pom);
    assertTrue(version.find());
    return version.group(1);
  }

  private static Set<String> commented() {
    var types = new HashSet<Class<?>>(Set.of(ErrorCode.class, Effect.class));
    Catalogue.OPERATIONS.forEach(operation -> types.add(operation.request()));
    RecordTypes.written().forEach(types::add);
    return types.stream().map(Class::getName).collect(toSet());
  }

  static Set<String> paths() {
    return texts.keySet();
  }

  @ParameterizedTest
  @MethodSource("paths")
  void aDocumentIsUpToDate(String path) throws IOException {
    var file = PROJECT.resolve(path);
    var text = texts.getOrDefault(path, "");
    if (WRITE) {
      write(file, text);
    }
    assertEquals(text, Files.readString(file), "outdated: write it again with -Dwarren.write=true");
  }

  /** Writes only changed files, so that unchanged ones cause no rebuild. */
  private static void write(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
  }

  static Stream<String> schemas() {
    return paths().stream().filter(path -> path.startsWith(Documents.SCHEMAS));
  }

  @ParameterizedTest
  @MethodSource("schemas")
  void aSchemaIsOfDraft07(String path) {
    var schema = Json.parse(texts.getOrDefault(path, "").getBytes(UTF_8));
    assertEquals(DRAFT_07, schema.get("$schema").textValue());
    assertEquals(
        List.of(),
        Valid.problems(JsonNodeFactory.instance.objectNode().put("$ref", DRAFT_07), schema));
  }

  @Test
  void everySchemaFileBelongsToAnOperation() throws IOException {
    try (var files = Files.list(PROJECT.resolve(Documents.SCHEMAS))) {
      var found = files.map(file -> Documents.SCHEMAS + file.getFileName()).collect(toSet());
      found.removeAll(paths());
      assertEquals(Set.of(), found);
    }
  }
}
