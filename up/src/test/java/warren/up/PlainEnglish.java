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

  private static final List<Pattern> PHRASES =
      Stream.of(
              // a noun instead of a clause
              "\\bwhat\\b(?!\\?)",
              "\\bwhoever\\b",
              "\\bwhose business\\b",
              // the subject first
              "(?:^|[.;:] )Of (which|what|these|those|whom|it)\\b",
              "\\bfrom where\\b",
              "(?:^|[.;:] )(By|To|With) whom\\b",
              // the field's term instead of an everyday verb
              "\\bstands?\\b",
              "\\bstood\\b",
              "\\bmend(s|ed|ing)?\\b",
              "\\b(tells?|told)\\b",
              "\\bheld up\\b",
              "\\b(go|goes|went) by\\b",
              "\\bsees? to\\b",
              // the fact instead of its absence
              "\\bnobody\\b",
              "(?<!there |may )\\b(is|are|was|be) none\\b",
              "(?<!there )\\b(is|are) no (?!longer\\b|more\\b|less\\b|later\\b)[a-z]",
              // full forms
              "\\b[a-z]+n['’]t\\b")
          .map(phrase -> Pattern.compile(phrase, Pattern.CASE_INSENSITIVE | Pattern.MULTILINE))
          .toList();

  private PlainEnglish() {}

  /** The unclear phrases of a text, each with the words around it. */
  static List<String> unclear(String text) {
    var line = text.replaceAll("\\s+", " ");
    return PHRASES.stream()
        .flatMap(phrase -> phrase.matcher(line).results())
        .map((MatchResult phrase) -> around(line, phrase))
        .filter(found -> EXCEPTIONS.stream().noneMatch(found::contains))
        .toList();
  }

  private static String around(String line, MatchResult phrase) {
    return line.substring(
        Math.max(0, phrase.start() - 40), Math.min(line.length(), phrase.end() + 40));
  }
}
