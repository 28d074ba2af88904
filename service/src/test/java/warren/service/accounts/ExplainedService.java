package warren.service.accounts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.RandomAccessFile;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import warren.service.support.Rows;
import warren.service.support.TestServers;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;

/** A service whose database logs the plan of each statement (auto_explain). */
final class ExplainedService implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OPTIONS =
      "-c session_preload_libraries=auto_explain"
          + " -c auto_explain.log_min_duration=0"
          + " -c auto_explain.log_format=json";
  private static final Pattern PLAN = Pattern.compile("plan:\n((?:\t.*\n)+)");

  private final TestService service;
  private final Path log;

  private ExplainedService(TestService service) {
    this.service = service;
    var data = new Rows(service).one(String.class, "show data_directory");
    this.log = Path.of(data).resolveSibling("postgres.log");
  }

  /** Starts a service on the database of another, which does not receive its requests. */
  static ExplainedService on(TestService other) throws Exception {
    var database = other.place();
    var options = URLEncoder.encode(OPTIONS, StandardCharsets.UTF_8).replace("+", "%20");
    var place =
        new Place(
            TestServers.take().amqpUri(),
            database.dbUrl() + "?options=" + options,
            database.dbUser(),
            database.dbPassword());
    return new ExplainedService(TestService.start(place, Map.of()));
  }

  /**
   * A summary of the plans of a request's statements.
   *
   * @param indexes the indexes that were used
   * @param scanned the tables that were scanned sequentially
   */
  record Plans(Set<String> indexes, Set<String> scanned) {}

  /** Sends a request, and returns the plans of its statements. */
  Plans plans(String operation, Map<String, ?> body, String token) throws Exception {
    var before = Files.size(log);
    service.client().call(operation, body, token).data();
    var plans = new Plans(new HashSet<>(), new HashSet<>());
    for (var plan : logged(before)) {
      add(plan.get("Plan"), plans);
    }
    return plans;
  }

  private List<JsonNode> logged(long from) throws Exception {
    List<JsonNode> plans = new ArrayList<>();
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      file.seek(from);
      var bytes = new byte[Math.toIntExact(file.length() - from)];
      file.readFully(bytes);
      var matcher = PLAN.matcher(new String(bytes, StandardCharsets.UTF_8));
      while (matcher.find()) {
        plans.add(JSON.readTree(matcher.group(1)));
      }
    }
    return plans;
  }

  private static void add(JsonNode node, Plans plans) {
    if (node.has("Index Name")) {
      plans.indexes().add(node.get("Index Name").textValue());
    }
    if (node.get("Node Type").textValue().endsWith("Seq Scan")) {
      plans.scanned().add(node.get("Relation Name").textValue());
    }
    node.path("Plans").forEach(inner -> add(inner, plans));
  }

  @Override
  public void close() {
    service.close();
  }
}
