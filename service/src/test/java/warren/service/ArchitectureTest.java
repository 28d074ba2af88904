package warren.service;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Which packages may depend on which. */
@AnalyzeClasses(packages = "warren", importOptions = ImportOption.DoNotIncludeTests.class)
final class ArchitectureTest {
  private static final String AMQP = "warren.service.amqp..";
  private static final String CLI = "warren.service.cli..";
  private static final String RPC = "warren.service.rpc..";
  private static final String STORE = "warren.service.store..";
  private static final String IDENTITY = "warren.service.identity..";
  private static final String INTERNALS = "warren.service.amqp.internals..";

  /** The features, and the public types by which the rest of the service reaches them. */
  private static final Map<String, Set<String>> FEATURES =
      Map.ofEntries(
          entry(
              "access",
              Set.of("AccessOperations", "Bounds", "Groups", "InitialGroups", "Role", "Roles")),
          entry(
              "accounts",
              Set.of(
                  "AccountImport",
                  "AccountImport$Outcome",
                  "AccountImport$Result",
                  "AccountOperations",
                  "Accounts",
                  "Administrators",
                  "ErasureCompletion",
                  "FirstAdministrator")),
          entry("audit", Set.of("AuditReader")),
          entry("cleanup", Set.of("AuditPartitions", "Janitor")),
          entry("events", Set.of("OutboxRelay", "OutboxRelay$Publisher")),
          entry("health", Set.of("HealthServer", "Readiness")),
          entry(
              "imports",
              Set.of(
                  "FirebaseParameters",
                  "ImportFile",
                  "ImportOptions",
                  "ImportedAccount",
                  "ImportedLine")),
          entry("moderation", Set.of("ModerationOperations")),
          entry(
              "passwords",
              Set.of("Libargon2", "Logins", "PasswordOperations", "Passwords", "Throttle")),
          entry(
              "secrets", Set.of("KeyEncryption", "MacKeys", "SecretChange", "SecretChange$Status")),
          entry(
              "sessions",
              Set.of(
                  "Sessions",
                  "Sessions$AccessToken",
                  "Sessions$Refreshable",
                  "Sessions$RefreshResult")),
          entry(
              "tokens",
              Set.of(
                  "SigningKeys", "SigningKeys$KeyInfo", "SigningKeys$State", "TokenOperations")));

  /** The packages that are not features. */
  private static final Set<String> SHARED =
      Set.of("amqp", "amqp.internals", "cli", "config", "identity", "paging", "rpc", "store");

  private static final String[] FEATURE_PACKAGES =
      FEATURES.keySet().stream()
          .map(feature -> "warren.service." + feature + "..")
          .toArray(String[]::new);

  private ArchitectureTest() {}

  @ArchTest
  static void aFeatureIsReachedThroughThesePublicTypesAlone(JavaClasses classes) {
    Map<String, Set<String>> found = new TreeMap<>();
    for (var type : classes) {
      var feature = type.getPackageName().replaceFirst("^warren\\.service\\.?", "");
      if (type.getPackageName().startsWith("warren.service.") && !SHARED.contains(feature)) {
        found.computeIfAbsent(feature, f -> new TreeSet<>());
        if (isReachable(type)) {
          found.get(feature).add(type.getName().substring(type.getPackageName().length() + 1));
        }
      }
    }
    assertEquals(new TreeMap<>(FEATURES), found);
  }

  private static boolean isReachable(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ArchitectureTest::isReachable).orElse(true);
  }

  @ArchTest
  static final ArchRule STORE_DOES_NOT_DEPEND_ON_ROLES =
      noClasses()
          .that()
          .resideInAPackage(STORE)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(IDENTITY);

  @ArchTest
  static final ArchRule ONLY_INTERNALS_DEPEND_ON_THE_CLIENTS_IMPLEMENTATION =
      noClasses()
          .that()
          .resideInAPackage("warren..")
          .and()
          .resideOutsideOfPackage(INTERNALS)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.rabbitmq.client.impl..");

  @ArchTest
  static final ArchRule RPC_DEPENDS_NEITHER_ON_THE_BROKER_NOR_ON_FEATURES =
      noClasses()
          .that()
          .resideInAPackage(RPC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(AMQP)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURE_PACKAGES);

  @ArchTest
  static final ArchRule AMQP_DEPENDS_NEITHER_ON_FEATURES_NOR_ON_THE_DATABASE =
      noClasses()
          .that()
          .resideInAPackage(AMQP)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(FEATURE_PACKAGES)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage(STORE, "org.jdbi..", "java.sql..", "javax.sql..");

  @ArchTest
  static final ArchRule ONLY_AMQP_AND_CLI_USE_THE_BROKER =
      noClasses()
          .that()
          .resideInAPackage("warren.service..")
          .and()
          .resideOutsideOfPackages(AMQP, CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.rabbitmq..");

  @ArchTest
  static final ArchRule ONLY_STORE_IDENTITY_RPC_AND_FEATURES_USE_THE_DATABASE =
      noClasses()
          .that()
          .resideInAPackage("warren..")
          .and()
          .resideOutsideOfPackages(FEATURE_PACKAGES)
          .and()
          .resideOutsideOfPackages(STORE, IDENTITY, RPC)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.jdbi..");

  @ArchTest
  static final ArchRule HEALTH_CHECKS_ARE_PASSED_IN =
      noClasses()
          .that()
          .resideInAPackage("warren.service.health..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", STORE, AMQP, RPC);

  @ArchTest
  static final ArchRule ONLY_MAIN_DEPENDS_ON_THE_COMMANDS =
      noClasses()
          .that()
          .resideInAPackage("warren.service..")
          .and()
          .resideOutsideOfPackage(CLI)
          .and()
          .doNotBelongToAnyOf(Main.class)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(CLI);

  @ArchTest
  static final ArchRule ONLY_COMMANDS_DEPEND_ON_THE_COMPOSITION_ROOT =
      noClasses()
          .that()
          .resideInAPackage("warren.service.*..")
          .and()
          .resideOutsideOfPackage(CLI)
          .should()
          .dependOnClassesThat()
          .resideInAPackage("warren.service");

  @ArchTest
  static final ArchRule ONLY_LIBARGON2_SELECTS_THE_NATIVE_LIBRARY =
      noClasses()
          .that()
          .haveNameNotMatching("warren\\.service\\.passwords\\.(Libargon2|NativeLibraries)(\\$.*)?")
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("de.mkammerer.argon2.Argon2Factory")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("com.sun.jna..", "de.mkammerer.argon2.jna..");

  @ArchTest
  static final ArchRule PACKAGES_HAVE_NO_CYCLES =
      slices().matching("warren.service.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule CONFIG_DEPENDS_ON_NO_OTHER_PACKAGE_OF_THE_SERVICE =
      classes()
          .that()
          .resideInAPackage("warren.service.config..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "warren.service.config..",
              "warren.settings..",
              "warren.contracts..",
              "com.fasterxml.jackson..",
              "java..",
              "javax.crypto..",
              "org.jspecify..");
}
