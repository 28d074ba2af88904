package warren.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the gateway may know. */
@AnalyzeClasses(packages = "warren.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule IT_KNOWS_NOTHING_OF_THE_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("warren.service..", "warren.schema..", "warren.local..");

  private ArchitectureTest() {}
}
