package warren.bench;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the benchmark may know. */
@AnalyzeClasses(packages = "warren.bench", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule IT_MEASURES_FROM_OUTSIDE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("warren.service..", "warren.gateway..", "warren.up..");

  @ArchTest
  static final ArchRule FOLDERS_HAVE_NO_CYCLES =
      slices().matching("warren.bench.(**)").should().beFreeOfCycles();

  private ArchitectureTest() {}
}
