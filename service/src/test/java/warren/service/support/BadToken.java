package warren.service.support;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import warren.service.store.Sha256;

/** An invalid or inactive token of a caller. */
public enum BadToken {
  MISSING {
    @Override
    public @Nullable Object of(TestService service, Login login) {
      return null;
    }
  },
  GARBAGE {
    @Override
    public Object of(TestService service, Login login) {
      return "garbage";
    }
  },
  EMPTY {
    @Override
    public Object of(TestService service, Login login) {
      return "";
    }
  },
  A_NUMBER {
    @Override
    public Object of(TestService service, Login login) {
      return 7;
    }
  },
  A_LIST {
    @Override
    public Object of(TestService service, Login login) {
      return List.of(login.token());
    }
  },
  A_TABLE {
    @Override
    public Object of(TestService service, Login login) {
      return Map.of("jwt", login.token());
    }
  },
  BYTES {
    @Override
    public Object of(TestService service, Login login) {
      return (login.token() + "x").getBytes(StandardCharsets.UTF_8);
    }
  },
  TOO_LONG {
    @Override
    public Object of(TestService service, Login login) {
      return login.token() + "x".repeat(4097 - login.token().length());
    }
  },
  /** Signed by us, but not as issued. */
  WITH_A_SPACE {
    @Override
    public Object of(TestService service, Login login) {
      return login.token() + " ";
    }
  },
  EXPIRED {
    @Override
    public Object of(TestService service, Login login) {
      service
          .database()
          .useHandle(
              handle ->
                  handle.execute(
                      "update session_token set expires_at = now() - interval '1 ms' where hash = ?",
                      (Object) Sha256.of(login.token())));
      return login.token();
    }
  },
  OF_AN_EXPIRED_SESSION {
    @Override
    public Object of(TestService service, Login login) {
      login.execute(
          service, "update session set expires_at = now() - interval '1 ms' where account_id = ?");
      return login.token();
    }
  },
  INVALIDATED {
    @Override
    public Object of(TestService service, Login login) throws Exception {
      service.client().call("RequestInvalidateLoginToken", Map.of(), login.token()).data();
      return login.token();
    }
  },
  OF_A_BANNED_ACCOUNT {
    @Override
    public Object of(TestService service, Login login) {
      login.execute(
          service,
          "insert into ban (id, account_id, started_at) values (gen_random_uuid(), ?, now())");
      return login.token();
    }
  },
  OF_A_DISABLED_ACCOUNT {
    @Override
    public Object of(TestService service, Login login) {
      login.execute(service, "update account set enabled = false where id = ?");
      return login.token();
    }
  };

  /** Somebody who has just logged in. */
  public record Login(UUID accountId, String token) {
    private void execute(TestService service, String sql) {
      service.database().useHandle(handle -> handle.execute(sql, accountId));
    }
  }

  /** The header's value; a token that was active may be ended by this. */
  public abstract @Nullable Object of(TestService service, Login login) throws Exception;
}
