package warren.bench.subjects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import warren.bench.load.Load;
import warren.bench.load.Request;
import warren.bench.load.RequestSource;
import warren.bench.machine.Echo;

/** Generates requests: for each operation, for the mix of operations, and for the echo. */
public final class Subjects {
  public static final String ECHO = "Echo";
  private static final String USERNAME = "RequestUsername";
  private static final String ACCOUNT_DATA = "RequestAccountData";
  public static final String TOKEN_STATUS = "RequestTokenStatus";
  public static final String LOGIN = "RequestLoginToken";
  private static final String REFRESH = "RequestTokenRefresh";
  private static final String UPDATE = "UpdateAccount";
  private static final String CREATE = "RequestAccountCreate";
  public static final String MIX = "Mix";
  private static final String DATA_OF_OTHERS = "RequestAccountData of others";
  private static final String ALL_ACCOUNTS = "RequestAllAccounts";

  /** The service's operations and the mix, in the order of measurement. */
  public static final List<String> OF_SERVICE =
      List.of(USERNAME, ACCOUNT_DATA, TOKEN_STATUS, LOGIN, REFRESH, UPDATE, CREATE, MIX);

  /** Reads of other people's personal data, by a moderator. */
  public static final List<String> RECORDED_READS = List.of(DATA_OF_OTHERS, ALL_ACCOUNTS);

  private static final String EMPTY = "{}";
  private static final int PERCENT = 100;
  private static final int SEED = 42;

  private final int accounts;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** The latest refresh token of each session; null for its initial token. */
  private final @Nullable String[] refreshTokens;

  private int counter;
  private int nextRefreshed;

  /** Generates requests for this number of accounts, none of whose tokens has been refreshed. */
  public Subjects(int accounts) {
    this.accounts = accounts;
    this.refreshTokens = new String[Accounts.refreshable(accounts)];
  }

  /** Returns the requests of a subject. */
  public RequestSource of(String name) {
    return switch (name) {
      case ECHO -> source(() -> new Request(Echo.QUEUE, Map.of(), bodyWithId()));
      case USERNAME -> source(this::username);
      case ACCOUNT_DATA -> source(() -> withToken(ACCOUNT_DATA, EMPTY));
      case TOKEN_STATUS -> source(() -> withToken(TOKEN_STATUS, EMPTY));
      case LOGIN -> source(this::login);
      case REFRESH -> new RefreshSource();
      case UPDATE -> source(this::update);
      case CREATE -> source(this::create);
      case MIX -> source(this::mixed);
      case DATA_OF_OTHERS -> source(() -> byModerator(ACCOUNT_DATA, bodyWithId()));
      case ALL_ACCOUNTS -> source(() -> byModerator(ALL_ACCOUNTS, EMPTY));
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Whether a subject hashes passwords, so that its limit is Argon2's rate, not the echo's. */
  public static boolean hashesPasswords(String name) {
    return List.of(LOGIN, CREATE).contains(name);
  }

  private static RequestSource source(Supplier<Request> next) {
    return new RequestSource() {
      @Override
      public Request next(int slot) {
        return next.get();
      }

      @Override
      public boolean isCorrect(int slot, byte[] body) {
        return !new String(body, UTF_8).contains("\"active\":false");
      }
    };
  }

  private int anyAccount() {
    return random.nextInt(accounts);
  }

  private String bodyWithId() {
    return "{\"user_id\":\"" + Accounts.id(anyAccount()) + "\"}";
  }

  private Request username() {
    return new Request(USERNAME, Map.of(), bodyWithId());
  }

  private Request withToken(String operation, String body) {
    return new Request(operation, Map.of("jwt", Accounts.token(anyAccount())), body);
  }

  private static Request byModerator(String operation, String body) {
    return new Request(operation, Map.of("jwt", Accounts.token(0)), body);
  }

  private Request login() {
    return new Request(LOGIN, Map.of(), credentials(Accounts.username(anyAccount())));
  }

  private static String credentials(String username) {
    return "{\"username\":\"" + username + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";
  }

  private Request update() {
    var body = "{\"first_name\":\"Ada " + counter++ + "\"}";
    return withToken(UPDATE, body);
  }

  private Request create() {
    var name = "new" + Long.toHexString(System.nanoTime()) + "x" + counter++;
    return new Request(CREATE, Map.of(), credentials(name));
  }

  /** A typical backend's requests: most check whether a token is active. */
  private Request mixed() {
    var kind = random.nextInt(PERCENT);
    if (kind < 70) {
      return withToken(TOKEN_STATUS, EMPTY);
    }
    if (kind < 80) {
      return username();
    }
    if (kind < 90) {
      return withToken(ACCOUNT_DATA, EMPTY);
    }
    return kind < 95 ? login() : update();
  }

  /** Exchanges the refresh token of each session in turn, and stores its successor. */
  private final class RefreshSource implements RequestSource {
    private static final String FIELD = "\"refresh_token\":\"";

    private final int[] session = new int[Load.MAX_SLOTS];

    @Override
    public Request next(int slot) {
      var n = nextRefreshed++ % refreshTokens.length;
      session[slot] = n;
      var latest = refreshTokens[n];
      var token = latest == null ? Accounts.refreshToken(n) : latest;
      var body = "{\"refresh_token\":\"" + token + "\"}";
      return new Request(REFRESH, Map.of(), body);
    }

    @Override
    public boolean isCorrect(int slot, byte[] body) {
      var text = new String(body, UTF_8);
      var begin = text.indexOf(FIELD) + FIELD.length();
      if (begin < FIELD.length()) {
        return false;
      }
      refreshTokens[session[slot]] = text.substring(begin, text.indexOf('"', begin));
      return true;
    }
  }
}
