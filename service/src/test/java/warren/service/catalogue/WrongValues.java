package warren.service.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.contracts.RoleReference;
import warren.contracts.Secret;
import warren.contracts.fields.Email;
import warren.contracts.fields.FieldAnnotations;
import warren.contracts.fields.Limit;
import warren.contracts.fields.Multiline;
import warren.contracts.fields.Trimmed;
import warren.contracts.json.RecordReader;

/** Invalid values of a request's field, each with its refusal. */
final class WrongValues {
  /** A text in many of them, which must not be logged. */
  static final String PLANTED = "planted-value-e90b";

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final int ROLE_MAX = 64;

  /** Values of a text without further restrictions. */
  private static final int TEXT_MAX = 500;

  private static final BigInteger NO_LONG = BigInteger.TWO.pow(63);

  /** Control and format characters, lone surrogates, and unassigned characters. */
  private static final List<String> UNPRINTABLE =
      List.of(
          "\0",
          "\u001b[2J",
          "\u007f",
          "\u0085",
          "\u00ad",
          "\u200b",
          "\u202e",
          "\ufeff",
          "\ud800",
          "\udc00\ud800",
          "\ue000",
          "\u0378",
          "\uffff",
          "\udb40\udc01",
          "\udbff\udfff");

  private static final List<String> LINE_BREAKS_AND_TABS = List.of("\t", "\r\n", "\u2028");

  private static final List<String> NO_EMAILS =
      List.of(PLANTED, "@" + PLANTED, PLANTED + "@", "a@b@" + PLANTED, "a b@" + PLANTED);

  private static final List<String> NO_UUIDS =
      List.of(
          "",
          PLANTED,
          "1-1-1-1-1",
          "019449c56f0070008000000000000002",
          "{019449c5-6f00-7000-8000-000000000002}",
          "019449c5-6f00-7000-8000-00000000000g",
          "019449c5-6f00-7000-8000-000000000002\n",
          "\u066019449c5-6f00-7000-8000-000000000002");

  private static final List<String> NO_NUMBERS =
      List.of("", PLANTED, " 1", "1\n", "1\0", "+1", "1.0", "1e3", "0x1", "\u0661", "9".repeat(19));

  private static final List<String> NO_BOOLEANS = List.of("", PLANTED, "TRUE", "yes", "1", "true ");

  private static final List<String> NO_TIMES =
      List.of(
          "",
          PLANTED,
          "1769860800",
          "2026-01-31",
          "2026-01-31T12:00:00",
          "2026-02-30T12:00:00Z",
          "2026-01-31T12:00:00Z\n");

  private final List<Wrong> all = new ArrayList<>();

  private WrongValues() {}

  /** One of them. */
  record Wrong(JsonNode value, String problem) {}

  /** Those of a component, as its type and its annotations have it. */
  static List<Wrong> of(RecordComponent component) {
    var values = new WrongValues();
    if (!RecordReader.isOptional(component)) {
      values.add("is required", NODES.nullNode());
    }
    values.addOf(component.getGenericType(), component);
    return values.all;
  }

  private void addOf(Type type, RecordComponent component) {
    var limit = FieldAnnotations.find(component, Limit.class);
    if (!(type instanceof ParameterizedType generic)) {
      addScalars(type, component, limit);
    } else if (generic.getRawType() == List.class) {
      addLists(generic.getActualTypeArguments()[0], component, limit);
    } else {
      addOf(generic.getActualTypeArguments()[0], component);
    }
  }

  private void addScalars(Type type, RecordComponent component, @Nullable Limit limit) {
    if (type == String.class) {
      addTexts(component, limit);
    } else if (type == Secret.class) {
      addNoTexts("must be text");
      addAll("must be well-formed Unicode", List.of(PLANTED + "\ud800", "\udc00" + PLANTED));
    } else if (type == RoleReference.class) {
      addRoles();
    } else if (type == UUID.class) {
      addNoTexts("must be a UUID");
      add("must be a UUID", NODES.numberNode(7));
      addAll("must be a UUID", NO_UUIDS);
    } else if (type == Long.class || type == long.class) {
      addNumbers(limit);
    } else if (type == Boolean.class || type == boolean.class) {
      addBooleans();
    } else if (type == Instant.class) {
      addTimes();
    } else {
      throw new IllegalArgumentException("which values are wrong for " + component + "?");
    }
  }

  private void addTexts(RecordComponent component, @Nullable Limit limit) {
    addNoTexts("must be text");
    add("must be text", NODES.numberNode(7));
    addTexts(limit == null ? 0 : limit.min(), limit == null ? TEXT_MAX : limit.max());
    if (FieldAnnotations.has(component, Trimmed.class)) {
      addAll(
          "must not begin or end with white space",
          List.of(" ", " " + PLANTED, PLANTED + "\u3000"));
    }
    if (!FieldAnnotations.has(component, Multiline.class)) {
      LINE_BREAKS_AND_TABS.forEach(this::addUnprintable);
    }
    if (FieldAnnotations.has(component, Email.class)) {
      addAll("must be an e-mail address", NO_EMAILS);
    }
  }

  private void addTexts(long min, long max) {
    for (var unprintable : UNPRINTABLE) {
      addUnprintable(unprintable);
    }
    if (min == 1) {
      add("must not be empty", NODES.textNode(""));
    }
    for (var character : List.of("x", "\ud835\udcb3")) {
      var tooLong = character.repeat(Math.toIntExact(max) + 1);
      add("must be at most " + max + " characters", NODES.textNode(tooLong));
    }
  }

  /** Between other characters, because white space around some names is ignored. */
  private void addUnprintable(String unprintable) {
    add(
        "must not contain control, format or unassigned characters",
        NODES.textNode(PLANTED + unprintable + PLANTED));
  }

  /** A whole number is a role's level. */
  private void addRoles() {
    addNoTexts("must be text");
    add("must be text", NODES.numberNode(NO_LONG));
    addTexts(1, ROLE_MAX);
  }

  private void addNumbers(@Nullable Limit limit) {
    var problem = "must be a whole number";
    addNoTexts(problem);
    add(problem, NODES.numberNode(NO_LONG));
    add(problem, NODES.numberNode(NO_LONG.negate().subtract(BigInteger.ONE)));
    addAll(problem, NO_NUMBERS);
    if (limit != null) {
      add("must be at least " + limit.min(), NODES.numberNode(limit.min() - 1));
      add("must be at least " + limit.min(), NODES.textNode(Long.toString(limit.min() - 1)));
    }
    if (limit != null && limit.max() < Long.MAX_VALUE) {
      add("must be at most " + limit.max(), NODES.numberNode(limit.max() + 1));
      add("must be at most " + limit.max(), NODES.textNode(Long.toString(limit.max() + 1)));
    }
  }

  private void addBooleans() {
    var problem = "must be true or false";
    add(problem, NODES.numberNode(1));
    add(problem, NODES.arrayNode().add(true));
    add(problem, NODES.objectNode());
    addAll(problem, NO_BOOLEANS);
  }

  private void addTimes() {
    var problem = "must be a time such as 2026-01-31T12:00:00Z";
    addNoTexts(problem);
    add(problem, NODES.numberNode(1_769_860_800_000L));
    addAll(problem, NO_TIMES);
  }

  private void addLists(Type element, RecordComponent component, @Nullable Limit limit) {
    addNoLists();
    var values = new WrongValues();
    values.addScalars(element, component, null);
    for (var wrong : values.all) {
      add("entry 0 " + wrong.problem(), NODES.arrayNode().add(wrong.value()));
    }
    if (limit != null && limit.min() == 1) {
      add("must not be empty", NODES.arrayNode());
    }
    if (limit != null) {
      var entries = Collections.nCopies(Math.toIntExact(limit.max()) + 1, NODES.numberNode(1));
      add("must have at most " + limit.max() + " entries", NODES.arrayNode().addAll(entries));
    }
  }

  private void addNoLists() {
    add("must be a list", NODES.numberNode(1));
    add("must be a list", NODES.textNode(PLANTED));
    add("must be a list", NODES.booleanNode(true));
    add("must be a list", NODES.objectNode().put(PLANTED, 1));
  }

  /** Values that are neither a text nor a whole number. */
  private void addNoTexts(String problem) {
    add(problem, NODES.numberNode(1.5));
    add(problem, NODES.booleanNode(true));
    add(problem, NODES.arrayNode().add(PLANTED));
    add(problem, NODES.objectNode().put(PLANTED, PLANTED));
  }

  private void addAll(String problem, List<String> texts) {
    texts.forEach(text -> add(problem, NODES.textNode(text)));
  }

  private void add(String problem, JsonNode value) {
    all.add(new Wrong(value, problem));
  }
}
