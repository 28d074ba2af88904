package warren.service;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;

/**
 * Statements are run only by DAOs and {@code store}; fragments of SQL that several DAOs share are
 * constants of {@code identity}.
 */
@AnalyzeClasses(packages = "warren", importOptions = ImportOption.DoNotIncludeTests.class)
final class SqlPlacementTest {
  private static final String DAO = ".*Dao(\\$.*)?";

  private static final Pattern SQL =
      Pattern.compile(
          "\\b(select|insert into|update \\w+\\s+set|delete from|order by|is( not)? null)\\s"
              + "|\\b(where|and)\\s[\\w.]+ ([=<>]|in) ");

  private SqlPlacementTest() {}

  @ArchTest
  static final ArchRule DAOS_ARE_PACKAGE_PRIVATE =
      classes().that().haveSimpleNameEndingWith("Dao").should().bePackagePrivate();

  @ArchTest
  static final ArchRule ONLY_DAOS_AND_STORE_RUN_STATEMENTS =
      noClasses()
          .that()
          .resideInAPackage("warren..")
          .and()
          .resideOutsideOfPackages("warren.service.store..", "warren.schema..", "warren.local..")
          .and()
          .haveNameNotMatching(DAO)
          .should()
          .dependOnClassesThat(describe("run statements", SqlPlacementTest::runsStatements))
          .orShould()
          .callMethodWhere(
              describe(
                  "a statement is run",
                  call ->
                      call.getTarget().getOwner().isEquivalentTo(Handle.class)
                          && (call.getTarget().getName().matches("execute|attach")
                              || runsStatements(call.getTarget().getRawReturnType()))));

  /** Every kind of statement of Jdbi and of JDBC, and those of the service. */
  private static boolean runsStatements(JavaClass type) {
    return type.getName()
        .matches(
            "org\\.jdbi\\.v3\\.core\\.statement\\.(?!.*Exception).*"
                + "|java\\.sql\\.(Connection|.*Statement)|javax\\.sql\\.DataSource"
                + "|warren\\.service\\.store\\.(Sql|QueryByKeys)(\\$.*)?");
  }

  @ArchTest
  static void sqlIsWrittenOnlyInDaosStoreAndIdentity(JavaClasses classes) throws IOException {
    Set<String> found = new TreeSet<>();
    for (var type : classes.that(resideInAPackage("warren.service.."))) {
      if (!type.getName().matches(DAO)
          && !Set.of("store", "identity").contains(type.getPackage().getRelativeName())
          && SQL.matcher(constants(type)).find()) {
        found.add(type.getName());
      }
    }
    assertEquals(Set.of(), found);
  }

  /** The text constants of a class are in its file as they are. */
  private static String constants(JavaClass type) throws IOException {
    try (var file = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
