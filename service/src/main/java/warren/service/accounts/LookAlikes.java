package warren.service.accounts;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UScript;
import com.ibm.icu.text.SpoofChecker;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import warren.contracts.ErrorCode;
import warren.contracts.Refusal;
import warren.contracts.RefusedException;
import warren.service.config.UsernameScripts;
import warren.service.store.AdvisoryLock;
import warren.service.store.Sha256;

/**
 * Refuses user names that look like those of others: names that mix scripts beyond "highly
 * restrictive", and names whose skeleton equals that of a name in another script (UTS 39).
 * Thread-safe.
 */
final class LookAlikes {
  private static final Refusal MIXED =
      Refusal.ofField(
          ErrorCode.INVALID_FIELDS, "username", "must not mix letters of different scripts");

  private static final Refusal TAKEN =
      Refusal.ofField(ErrorCode.USERNAME_TAKEN, "username", "looks like a name that is taken");

  private static final int LAST_ASCII = 0x7F;

  private static final SpoofChecker MIXTURES =
      new SpoofChecker.Builder()
          .setChecks(SpoofChecker.RESTRICTION_LEVEL)
          .setRestrictionLevel(SpoofChecker.RestrictionLevel.HIGHLY_RESTRICTIVE)
          .build();

  private static final SpoofChecker SKELETONS =
      new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

  private final boolean enabled;
  private final LookAlikeDao dao = new LookAlikeDao();

  LookAlikes(UsernameScripts accepted) {
    this.enabled = accepted == UsernameScripts.RESTRICTED;
  }

  /** A form of a user name that is the same for all names that look like it in either case. */
  static String skeleton(String username) {
    return UCharacter.foldCase(SKELETONS.getSkeleton(username), true);
  }

  /** Refuses a user name that mixes scripts or looks like an existing one. */
  void check(Handle handle, String username) {
    if (enabled) {
      check(handle, username, skeleton(username), null);
    }
  }

  private void check(Handle handle, String username, String skeleton, @Nullable UUID account) {
    if (MIXTURES.failsChecks(username)) {
      throw new RefusedException(MIXED);
    }
    var scripts = scripts(username);
    for (var existing : dao.usernames(handle, skeleton, account)) {
      var others = scripts(existing);
      if (!scripts.isEmpty() && !others.isEmpty() && !scripts.equals(others)) {
        throw new RefusedException(TAKEN);
      }
    }
  }

  /**
   * Like {@link #check}, until the transaction ends: names that look alike wait for each other.
   *
   * @param account the account that is to have the name, if it exists
   */
  void lock(Handle transaction, String username, @Nullable UUID account) {
    if (enabled) {
      var skeleton = skeleton(username);
      AdvisoryLock.acquire(transaction, Sha256.of(skeleton));
      check(transaction, username, skeleton, account);
    }
  }

  /** The scripts of the letters; those of Chinese, Japanese and Korean text are one. */
  private static Set<Integer> scripts(String username) {
    return username
        .codePoints()
        .map(LookAlikes::script)
        .filter(script -> script != UScript.INHERITED)
        .boxed()
        .collect(Collectors.toSet());
  }

  /** The script of a character; {@code INHERITED} if it occurs beside letters of every script. */
  private static int script(int codePoint) {
    var script = UScript.getScript(codePoint);
    return switch (script) {
      case UScript.HIRAGANA, UScript.KATAKANA, UScript.HANGUL, UScript.BOPOMOFO -> UScript.HAN;
      case UScript.COMMON -> looksLikeLetter(codePoint) ? UScript.COMMON : UScript.INHERITED;
      default -> script;
    };
  }

  /** Whether it is a symbol such as U+2374, which looks like the letter p. */
  private static boolean looksLikeLetter(int symbol) {
    return symbol > LAST_ASCII
        && Character.isLetter(SKELETONS.getSkeleton(Character.toString(symbol)).codePointAt(0));
  }
}
