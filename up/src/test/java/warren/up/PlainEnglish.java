package warren.up;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The phrases that a reader does not understand at once, and the words for them. */
final class PlainEnglish {
  /** Phrases that are right in their sentence. */
  private static final List<String> EXCEPTIONS =
      List.of("its user is \"nobody\""); // the name of a Unix user

  /** The beginning of a text, sentence, list entry or table cell. */
  private static final String START = "(?:^|[.;:] |[-|*(] )";

  private static final List<Pattern> PHRASES =
      Stream.of(
              // a noun instead of a clause
              "\\bwhat\\b(?!\\?)",
              "\\bwhoever\\b",
              "\\bwhose business\\b",
              "\\bwho guess(es)?\\b",
              // the subject first
              START + "(?-i:Of) (which|what|these|those|whom|it|its|the)\\b",
              START + "(?-i:Where) (it|they) \\w+",
              "\\bfrom where\\b",
              "\\bwhom\\b",
              "\\band (of|on|in|at) which\\b",
              // the field's term instead of an everyday verb
              "\\b(stands?|stood)\\b",
              "\\bmend(s|ed|ing)?\\b",
              "\\b(tells?|told)\\b",
              "\\b(holds?|holding|held) up\\b",
              "\\b(go|goes|going|went) by\\b",
              "\\bsees? to\\b",
              // the fact instead of its absence
              "\\bnobody\\b",
              START + "(None of|Nothing)\\b",
              "\\btakes (JDK|a token|what)\\b",
              "\\b(not )?ours to\\b",
              "(?<!there |may )\\b(is|are|was|were|be) none\\b",
              "(?<!there )\\b(is|are|was|were) no (?!longer\\b|more\\b|less\\b|later\\b)[a-z]",
              // full forms
              "\\b[a-z]+n['’]t\\b")
          .map(phrase -> Pattern.compile(phrase, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
          .toList();

  private PlainEnglish() {}

  /** The unclear phrases of a text, each with the words around it. */
  static List<String> unclear(String text) {
    // the lines of a paragraph are joined, because a phrase may be on two of them
    var lines = text.replaceAll("[ \\t]*\\n[ \\t]*(?![-|*#\\s])", " ").replaceAll("[ \\t]+", " ");
    return PHRASES.stream()
        .flatMap(phrase -> phrase.matcher(lines).results())
        .map((MatchResult phrase) -> around(lines, phrase))
        .filter(found -> EXCEPTIONS.stream().noneMatch(found::contains))
        .toList();
  }

  private static String around(String line, MatchResult phrase) {
    return line.substring(
        Math.max(0, phrase.start() - 40), Math.min(line.length(), phrase.end() + 40));
  }
}
