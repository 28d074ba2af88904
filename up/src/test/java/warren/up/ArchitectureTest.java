package warren.up;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The dependencies that this module may have. */
@AnalyzeClasses(packages = "warren.up", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  @ArchTest
  static final ArchRule ONLY_THE_PUBLIC_API_OF_THE_RABBITMQ_CLIENT_IS_USED =
      noClasses().should().dependOnClassesThat().resideInAPackage("com.rabbitmq.client.impl..");

  private ArchitectureTest() {}
}
