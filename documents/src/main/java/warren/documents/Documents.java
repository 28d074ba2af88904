package warren.documents;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import warren.contracts.catalogue.Catalogue;

/** All documents that are generated from the catalogue. */
public final class Documents {
  static final String SCHEMAS = "contracts/schemas/";

  private Documents() {}

  /**
   * Generates the documents, by the paths of their files in the project.
   *
   * @param version the program's version
   */
  public static Map<String, String> all(String version, Comments comments) {
    var files = new TreeMap<String, String>();
    files.put("contracts/asyncapi.json", JsonText.of(AsyncApi.document(version, comments)));
    files.put("docs/reference.md", Reference.markdown(comments));
    addSchemas(files, JsonSchemas.whole(comments));
    return files;
  }

  private static void addSchemas(Map<String, String> files, JsonSchemas schemas) {
    for (var operation : Catalogue.OPERATIONS) {
      var path = SCHEMAS + operation;
      files.put(path + ".json", draft07(schemas.request(operation)));
      files.put(path + ".reply.json", draft07(schemas.reply(operation)));
    }
    files.put(SCHEMAS + "refusal.json", draft07(schemas.refusal()));
    files.put(SCHEMAS + "event.json", draft07(schemas.event()));
  }

  private static String draft07(ObjectNode schema) {
    var document = JsonNodeFactory.instance.objectNode();
    document.put("$schema", "http://json-schema.org/draft-07/schema#");
    return JsonText.of(document.setAll(schema));
  }
}
