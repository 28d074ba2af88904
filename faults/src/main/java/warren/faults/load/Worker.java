package warren.faults.load;

import java.util.Random;
import warren.contracts.Secret;

/** Sends random requests about one account. Used by one thread. */
final class Worker {
  private static final int PERCENT = 100;

  private final Account account;
  private final SessionRequests sessions;
  private final AccountRequests requests;
  private final Random random;

  Worker(Account account, Secret administrator, Recorder recorder, Random random) {
    this.account = account;
    this.sessions = new SessionRequests(account, recorder);
    this.requests = new AccountRequests(account, administrator, recorder, random);
    this.random = random;
  }

  /** Sends one request and waits for its final reply. */
  void step() {
    var session = account.active(random);
    var choice = random.nextInt(PERCENT);
    if (session == null && choice >= 60) {
      login();
    } else if (session != null && choice < 36) {
      withSession(session, choice);
    } else {
      withoutSession(choice);
    }
  }

  private void withSession(Session session, int choice) {
    if (choice < 24) {
      sessions.status(session);
    } else if (choice < 28) {
      sessions.ownData(session);
    } else if (choice < 33) {
      sessions.ownName(session);
    } else if (choice < 35) {
      sessions.refresh(session);
    } else {
      sessions.logout(session);
    }
  }

  private void withoutSession(int choice) {
    if (choice < 44) {
      endedStatus();
    } else if (choice < 60) {
      requests.data();
    } else if (choice < 76) {
      requests.username();
    } else if (choice < 82) {
      requests.name();
    } else if (choice < 91) {
      requests.flag(random.nextBoolean());
    } else if (choice < 95) {
      requests.ban();
    } else if (choice < 97) {
      requests.create();
    } else {
      login();
    }
  }

  /** A token that has ended must not be accepted. */
  private void endedStatus() {
    var session = account.ended(random);
    if (session == null) {
      requests.username();
    } else {
      sessions.status(session);
    }
  }

  private void login() {
    if (account.banned()) {
      requests.ban();
    } else if (account.needsSession()) {
      sessions.login();
    }
  }
}
