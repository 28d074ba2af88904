package warren.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies that the gateway and its packages may have. */
@AnalyzeClasses(packages = "warren.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule GATEWAY_DOES_NOT_DEPEND_ON_THE_SERVICE =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("warren.service..", "warren.schema..", "warren.local..");

  @ArchTest
  static final ArchRule HTTP_DOES_NOT_DEPEND_ON_THE_BRIDGE_OR_A_DIALECT =
      noClasses()
          .that()
          .resideInAPackage("warren.gateway.http")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "warren.gateway", "warren.gateway.rpc..", "warren.gateway.dialects..");

  @ArchTest
  static final ArchRule DIALECTS_DO_NOT_DEPEND_ON_EACH_OTHER =
      slices().matching("warren.gateway.dialects.(*)..").should().notDependOnEachOther();

  @ArchTest
  static final ArchRule NO_PACKAGE_DEPENDS_ON_THE_ROOT_PACKAGE =
      noClasses()
          .that()
          .resideInAnyPackage("warren.gateway.*..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("warren.gateway");

  @ArchTest
  static final ArchRule ONLY_THE_PUBLIC_API_OF_THE_RABBITMQ_CLIENT_IS_USED =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.rabbitmq.client.impl..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("warren.(**)").should().beFreeOfCycles();

  private ArchitectureTest() {}
}
