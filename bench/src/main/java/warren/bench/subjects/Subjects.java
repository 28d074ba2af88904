package warren.bench.subjects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import warren.bench.load.Load;
import warren.bench.load.Outgoing;
import warren.bench.load.Requests;
import warren.bench.machine.Echo;

/** What is asked for: operations of the service over so many accounts, and the mix of them. */
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

  /** In the order in which they are measured. */
  public static final List<String> OF_SERVICE =
      List.of(USERNAME, ACCOUNT_DATA, TOKEN_STATUS, LOGIN, REFRESH, UPDATE, CREATE, MIX);

  private static final String NOTHING = "{}";
  private static final int PERCENT = 100;
  private static final int SEED = 42;

  private final int accounts;
  private final SplittableRandom random = new SplittableRandom(SEED);

  /** The latest refresh token of each session; null where it is the first. */
  private final @Nullable String[] refreshTokens;

  private int counter;
  private int nextRefreshed;

  /** Of so many accounts that nobody has asked for before. */
  public Subjects(int accounts) {
    this.accounts = accounts;
    this.refreshTokens = new String[Accounts.refreshable(accounts)];
  }

  /** Requests of that name. */
  public Requests of(String name) {
    return switch (name) {
      case ECHO -> asking(() -> new Outgoing(Echo.QUEUE, Map.of(), byId()));
      case USERNAME -> asking(this::username);
      case ACCOUNT_DATA -> asking(() -> withToken(ACCOUNT_DATA, NOTHING));
      case TOKEN_STATUS -> asking(() -> withToken(TOKEN_STATUS, NOTHING));
      case LOGIN -> asking(this::login);
      case REFRESH -> new Refreshes();
      case UPDATE -> asking(this::update);
      case CREATE -> asking(this::create);
      case MIX -> asking(this::mixed);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Which limit a subject is held against: Argon2 where it hashes, else the echo. */
  public static boolean hashes(String name) {
    return List.of(LOGIN, CREATE).contains(name);
  }

  private static Requests asking(Supplier<Outgoing> next) {
    return new Requests() {
      @Override
      public Outgoing next(int slot) {
        return next.get();
      }

      @Override
      public boolean isRight(int slot, byte[] body) {
        return !new String(body, UTF_8).contains("\"active\":false");
      }
    };
  }

  private int any() {
    return random.nextInt(accounts);
  }

  private String byId() {
    return "{\"user_id\":\"" + Accounts.id(any()) + "\"}";
  }

  private Outgoing username() {
    return new Outgoing(USERNAME, Map.of(), byId());
  }

  private Outgoing withToken(String operation, String body) {
    return new Outgoing(operation, Map.of("jwt", Accounts.token(any())), body);
  }

  private Outgoing login() {
    return new Outgoing(LOGIN, Map.of(), credentials(Accounts.username(any())));
  }

  private static String credentials(String username) {
    return "{\"username\":\"" + username + "\",\"password\":\"" + Accounts.PASSWORD + "\"}";
  }

  private Outgoing update() {
    var body = "{\"first_name\":\"Ada " + counter++ + "\"}";
    return withToken(UPDATE, body);
  }

  private Outgoing create() {
    var name = "made" + Long.toHexString(System.nanoTime()) + "x" + counter++;
    return new Outgoing(CREATE, Map.of(), credentials(name));
  }

  /** What a backend with users sends: most of it asks whether a token stands. */
  private Outgoing mixed() {
    var kind = random.nextInt(PERCENT);
    if (kind < 70) {
      return withToken(TOKEN_STATUS, NOTHING);
    }
    if (kind < 80) {
      return username();
    }
    if (kind < 90) {
      return withToken(ACCOUNT_DATA, NOTHING);
    }
    return kind < 95 ? login() : update();
  }

  /** Each session's token is exchanged, and then the one that came for it. */
  private final class Refreshes implements Requests {
    private static final String FIELD = "\"refresh_token\":\"";

    private final int[] session = new int[Load.MOST_SLOTS];

    @Override
    public Outgoing next(int slot) {
      var n = nextRefreshed++ % refreshTokens.length;
      session[slot] = n;
      var latest = refreshTokens[n];
      var token = latest == null ? Accounts.refreshToken(n) : latest;
      var body = "{\"refresh_token\":\"" + token + "\"}";
      return new Outgoing(REFRESH, Map.of(), body);
    }

    @Override
    public boolean isRight(int slot, byte[] body) {
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
