package warren.bench;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import warren.service.passwords.Libargon2;

/** Restricts the dependencies of the benchmark. */
@AnalyzeClasses(packages = "warren.bench", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule THE_SERVICE_IS_MEASURED_FROM_OUTSIDE =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("warren.service..", "warren.gateway..", "warren.up..")
                  // Argon2's limit must be measured with the service's library
                  .and(not(type(Libargon2.class))));

  @ArchTest
  static final ArchRule ONLY_THE_PUBLIC_API_OF_THE_RABBITMQ_CLIENT_IS_USED =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.rabbitmq.client.impl..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("warren.bench.(**)").should().beFreeOfCycles();

  private ArchitectureTest() {}
}
