package warren.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What the gateway may know, and what may know what in it. */
@AnalyzeClasses(packages = "warren.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule IT_KNOWS_NOTHING_OF_THE_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("warren.service..", "warren.schema..", "warren.local..");

  @ArchTest
  static final ArchRule WHAT_ALL_SHARE_KNOWS_NONE_OF_THEM =
      noClasses()
          .that()
          .resideInAPackage("warren.gateway.http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "warren.gateway", "warren.gateway.rpc..", "warren.gateway.dialects..");

  @ArchTest
  static final ArchRule A_DIALECT_KNOWS_NO_OTHER =
      slices().matching("warren.gateway.dialects.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule ONLY_THE_GATEWAY_ITSELF_KNOWS_ALL =
      noClasses()
          .that()
          .resideInAnyPackage("warren.gateway.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("warren.gateway");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("warren.gateway.(**)").should().beFreeOfCycles();

  private ArchitectureTest() {}
}
