package warren.service.accounts;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.support.Rows;
import warren.service.support.TestService;

/**
 * A search among a million accounts uses an index; its time, compared with ten thousand, is
 * printed.
 */
@Tag("size")
class SearchAtSizeIT {
  private static final Logger log = LoggerFactory.getLogger(SearchAtSizeIT.class);
  private static final int FEW = 10_000;
  private static final int MANY = 1_000_000;

  /** More executions than PostgreSQL needs to prepare a statement and to choose a generic plan. */
  private static final int REPETITIONS = 15;

  private static final int PAGE = 9;

  private static Sized few;
  private static Sized many;
  private static ExplainedService explained;

  @BeforeAll
  static void load() throws Exception {
    few = Sized.of(FEW);
    many = Sized.of(MANY);
    explained = ExplainedService.on(many.service());
  }

  @AfterAll
  static void stop() {
    explained.close();
    many.service().close();
    few.service().close();
  }

  /**
   * A service with this number of accounts.
   *
   * @param planted the id of an account whose name begins with {@link ManyAccounts#PLANTED}
   * @param page1000 the cursor of page 1000, with nine accounts on each page
   */
  record Sized(TestService service, String admin, UUID planted, String page1000) {
    static Sized of(int accounts) throws Exception {
      var service = TestService.start(Map.of());
      var start = System.nanoTime();
      ManyAccounts.load(service, accounts);
      log.info("{} accounts loaded in {} s", accounts, (System.nanoTime() - start) / 1_000_000_000);
      var admin = service.adminToken();
      var planted = new Rows(service).account(ManyAccounts.PLANTED + 1);
      return new Sized(service, admin, planted, page1000(service, admin));
    }

    private static String page1000(TestService service, String admin) throws Exception {
      Map<String, Object> body = new HashMap<>();
      var next = "";
      for (var left = 999 * PAGE; left > 0; left -= 500) {
        body.put("limit", Math.min(left, 500));
        var page = service.client().call("RequestAllAccounts", body, admin).data();
        next = page.get("next").textValue();
        body.put("after", next);
      }
      return next;
    }

    long nanoseconds(LookUp lookUp) throws Exception {
      var reply = service.client().call(lookUp.operation(), lookUp.body(this), admin);
      assertFalse(reply.data().isNull());
      return (long) reply.header("processing_time_ns");
    }
  }

  interface BodyOf {
    Map<String, ?> in(Sized sized);
  }

  /** A request that must find accounts by these indexes. */
  record LookUp(String name, String operation, Set<String> indexes, BodyOf body) {
    Map<String, ?> body(Sized sized) {
      return body.in(sized);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static LookUp search(String name, Map<String, ?> body, String... indexes) {
    return new LookUp(name, "RequestAllAccounts", Set.of(indexes), sized -> body);
  }

  static Stream<LookUp> lookUps() {
    var username = ManyAccounts.PLANTED + 1;
    return Stream.of(
        new LookUp(
            "by username",
            "RequestLoginToken",
            Set.of("account_username"),
            sized -> Map.of("username", username, "password", TestService.PASSWORD)),
        new LookUp(
            "by e-mail address",
            "RequestAccountReset",
            Set.of("account_email"),
            sized -> Map.of("user_email", username + "@example.org")),
        new LookUp(
            "by id",
            "RequestAccountData",
            Set.of("account_pkey"),
            sized -> Map.of("user_id", sized.planted())),
        new LookUp(
            "page 1000",
            "RequestAllAccounts",
            Set.of("account_number_key"),
            sized -> Map.of("limit", PAGE, "after", sized.page1000())),
        search("the first page", Map.of(), "account_number_key"),
        search("a rare beginning", Map.of("text", "QX"), "account_username", "account_email"),
        search("a common beginning", Map.of("text", "ba"), "account_number_key"),
        search("a rare part", Map.of("text", "Plant"), "account_search"),
        search("a common part", Map.of("text", "example"), "account_number_key"),
        search("a part in Cyrillic", Map.of("text", "ИВАН"), "account_search"),
        search("a part in Han", Map.of("text", "田太郎"), "account_search"),
        search("a part with an accent", Map.of("text", "ÅNGS"), "account_search"),
        search("a part of nobody", Map.of("text", "nobody knows"), "account_search"),
        search("a rare role", Map.of("role", "moderator"), "account_pkey"),
        search("a common role", Map.of("role", "user"), "account_number_key"),
        search("a role of the last", Map.of("role", ManyAccounts.CLUSTERED_ROLE), "account_pkey"),
        search("those disabled", Map.of("enabled", false), "account_disabled"),
        search("those enabled", Map.of("enabled", true), "account_number_key"),
        search("those flagged", Map.of("flagged", true), "account_pkey"),
        search("those not flagged", Map.of("flagged", false), "account_number_key"),
        search("those banned", Map.of("banned", true), "account_pkey"),
        search("those not banned", Map.of("banned", false), "account_number_key"));
  }

  @ParameterizedTest
  @MethodSource("lookUps")
  void aSearchUsesItsIndexAndReadsNoOtherAccounts(LookUp lookUp) throws Exception {
    for (var i = 0; i < REPETITIONS; i++) {
      var plans = explained.plans(lookUp.operation(), lookUp.body(many), many.admin());
      assertFalse(plans.scanned().contains("account"), plans::toString);
      assertTrue(plans.indexes().containsAll(lookUp.indexes()), plans::toString);
    }
  }

  @ParameterizedTest
  @MethodSource("lookUps")
  void searchesAmongFewAndManyAccountsSucceedAndPrintTheirTimes(LookUp lookUp) throws Exception {
    var ofFew = new long[REPETITIONS];
    var ofMany = new long[REPETITIONS];
    for (var i = -REPETITIONS; i < REPETITIONS; i++) {
      // the first measurements, with cold caches, are overwritten
      var at = Math.floorMod(i, REPETITIONS);
      ofFew[at] = few.nanoseconds(lookUp);
      ofMany[at] = many.nanoseconds(lookUp);
    }
    var amongFew = median(ofFew);
    var amongMany = median(ofMany);
    // printed and not asserted: a time does not depend on the code alone
    log.info("{}: {} µs among {}, {} µs among {}", lookUp, amongFew, FEW, amongMany, MANY);
  }

  private static long median(long[] nanoseconds) {
    Arrays.sort(nanoseconds);
    return nanoseconds[nanoseconds.length / 2] / 1_000;
  }
}
