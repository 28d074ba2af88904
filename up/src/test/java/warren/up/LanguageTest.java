package warren.up;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All texts that users, operators and developers read are in plain English. */
final class LanguageTest {
  static Stream<Path> documents() throws IOException {
    return Texts.documents();
  }

  static Stream<Path> sources() throws IOException {
    return Texts.sources();
  }

  static Stream<Path> scripts() throws IOException {
    return Texts.scripts();
  }

  @ParameterizedTest
  @MethodSource("documents")
  void documentsHaveNoUnclearPhrase(Path document) throws IOException {
    assertEquals(List.of(), PlainEnglish.unclear(Texts.prose(document)));
  }

  @ParameterizedTest
  @MethodSource("sources")
  void messagesHelpTextsAndCommentsHaveNoUnclearPhrase(Path source) throws IOException {
    assertEquals(List.of(), PlainEnglish.unclear(Texts.messagesAndComments(source)));
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsAndBuildFilesHaveNoUnclearPhrase(Path script) throws IOException {
    assertEquals(List.of(), PlainEnglish.unclear(Texts.ofScript(script)));
  }

  @Test
  void allDocumentsAndSourcesAreRead() throws IOException {
    assertTrue(documents().anyMatch(document -> document.endsWith("README.md")));
    assertTrue(documents().anyMatch(document -> document.endsWith("docs/reference.md")));
    assertTrue(scripts().anyMatch(script -> script.equals(ShellBlocks.HOME.resolve("warren"))));
    assertTrue(scripts().anyMatch(script -> script.endsWith(".ci/run")));
    assertTrue(sources().anyMatch(source -> source.endsWith("contracts/ErrorCode.java")));
    assertTrue(sources().anyMatch(source -> source.endsWith("cli/CallCommand.java")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It says what has happened.",
        "What waits is left alone.",
        "A token that stands.",
        "A list. Of which line ends are stripped.",
        "Three settings:\n- Of the two, the first is read.",
        "| Of its settings, one is read. |",
        "It is the address of whom you act for.",
        "It is the port, and on which port it is.",
        "Where it comes from is unknown.",
        "None of the lines is read.",
        "Nothing is stored.",
        "It takes JDK 17 or later.",
        "The port is not ours to take.",
        "There were tokens, and they were none.",
        "By whom it was made.",
        "From where it came.",
        "The account is none.",
        "WARREN_X is no setting.",
        "Nobody is told.",
        "The error was mended.",
        "A thread that is held up.",
        "Errors are identified by whoever reads them.",
        "It goes by the name.",
        "The service sees to its connections.",
        "This can't be changed."
      })
  void eachPatternIsFound(String sentence) {
    assertFalse(PlainEnglish.unclear(sentence).isEmpty());
  }

  @Test
  void anOrdinarySentenceHasNoUnclearPhrase() {
    assertEquals(
        List.of(),
        PlainEnglish.unclear(
            "Only the latest release receives security fixes. The port is in use. The standard of"
                + " this table is understandable; no token is required."));
  }

  @Test
  void messagesAndCommentsAreReadAndCodeIsNot() {
    assertEquals(
        "A definition.\nThe port is in use.\na reason",
        Texts.messagesAndComments(
            """
            /** A definition. */
            int nobody = what("The port is in use."); // a reason
            var query = Sql.of(
                ""\"
                select nobody from what
                ""\");
            """));
  }
}
