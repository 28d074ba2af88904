package warren.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of the project: its documents, and the messages and comments in its sources. */
final class Texts {
  private static final Pattern CODE =
      Pattern.compile("(?s)```.*?```|`[^`\n]*`|<!--.*?-->|\\]\\([^)]*\\)");

  /**
   * Text blocks are SQL, Markdown and JSON: their sentences are read in the generated documents.
   */
  private static final Pattern TOKEN =
      Pattern.compile(
          "(?s)\"\"\".*?\"\"\""
              + "|\"(?<message>(?:\\\\.|[^\"\\\\])*)\""
              + "|'(?:\\\\.|[^'\\\\])'"
              + "|/\\*\\*?(?<block>.*?)\\*/"
              + "|//(?<line>[^\n]*)");

  private static final Pattern SCRIPT_TEXT =
      Pattern.compile("(?sm)<!--.*?-->|(?:^|\\s)(?:#|//) [^\n]*|\"[^\"\n]* [^\"\n]*\"");

  private static final Pattern TAG = Pattern.compile("\\{@\\w+\\s+([^}]*)}|@param\\s+\\S+|@\\w+");

  private Texts() {}

  /** The Markdown documents of the project. */
  static Stream<Path> documents() throws IOException {
    return files(".md");
  }

  /** The sources of the programs, without their tests. */
  static Stream<Path> sources() throws IOException {
    return javaFiles().filter(file -> file.toString().contains("/src/main/"));
  }

  /** The sources of the programs and of their tests, without generated ones. */
  static Stream<Path> javaFiles() throws IOException {
    return files(".java");
  }

  /** The scripts and build files of the project. */
  static Stream<Path> scripts() throws IOException {
    return files(
            "pom.xml", ".sh", ".mjs", ".properties", "/warren", "/run", "/build", "Containerfile")
        .filter(file -> Files.isRegularFile(file) && !file.toString().contains("/data/"));
  }

  private static Stream<Path> files(String... endings) throws IOException {
    try (var all = Files.walk(ShellBlocks.HOME)) {
      return all
          .filter(file -> Stream.of(endings).anyMatch(file.toString()::endsWith))
          .filter(file -> !file.toString().matches(".*/(target|node_modules|\\.git)/.*"))
          .sorted()
          .toList()
          .stream();
    }
  }

  /** The sentences of a document, without its code. */
  static String prose(Path document) throws IOException {
    return CODE.matcher(Files.readString(document)).replaceAll("X");
  }

  /** The comments of a script or build file, and its texts of more than one word. */
  static String ofScript(Path script) throws IOException {
    return SCRIPT_TEXT
        .matcher(Files.readString(script))
        .results()
        .map(text -> text.group().replaceAll("`[^`\n]*`", "X"))
        .collect(Collectors.joining("\n"));
  }

  static String messagesAndComments(Path source) throws IOException {
    return messagesAndComments(Files.readString(source));
  }

  /** The string literals with more than one word, and the comments. */
  static String messagesAndComments(String source) {
    return TOKEN
        .matcher(source)
        .results()
        .map(Texts::text)
        .filter(text -> text.contains(" "))
        .collect(Collectors.joining("\n"));
  }

  private static String text(MatchResult token) {
    if (token.group(1) != null) {
      return CODE.matcher(token.group(1)).replaceAll("X");
    }
    var comment = token.group(2) == null ? token.group(3) : token.group(2);
    return comment == null
        ? ""
        : TAG.matcher(comment.replaceAll("(?m)^\\s*\\*", "")).replaceAll(" $1 ").strip();
  }
}
