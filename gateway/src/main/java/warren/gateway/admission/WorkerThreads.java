package warren.gateway.admission;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.VirtualThreads;
import warren.documents.OpenApi;

/**
 * Carries out requests on the threads of their kind, so that one kind cannot delay another. Jetty's
 * threads, which never wait, carry out only health checks. Requests under {@code /rpc} do not wait
 * for the service, unlike those of the dialects.
 *
 * <p>Virtual threads are used where the JDK has them; otherwise, requests in excess are refused
 * with 503.
 */
final class WorkerThreads extends Handler.Wrapper {
  private static final String HEALTH = "/health/";
  private static final int RPC_THREADS = 16;
  private static final int RPC_WAITING = 4096;
  private static final int KEEP_SECONDS = 10;

  private final Executor rpc;
  private final Executor others;

  WorkerThreads(int dialectThreads) {
    this.rpc = executor("http-rpc", RPC_THREADS, RPC_WAITING);
    this.others = executor("http-dialect", dialectThreads, dialectThreads);
  }

  private static Executor executor(String name, int threads, int waiting) {
    if (VirtualThreads.areSupported()) {
      return VirtualThreads.getNamedVirtualThreadsExecutor(name);
    }
    var queue = new LinkedBlockingQueue<Runnable>(waiting);
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            queue,
            task -> new Thread(task, name));
    pool.allowCoreThreadTimeOut(true);
    return pool;
  }

  static boolean isHealthCheck(Request request) {
    return Request.getPathInContext(request).startsWith(HEALTH);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    if (isHealthCheck(request)) {
      return super.handle(request, response, callback);
    }
    var isRpc = Request.getPathInContext(request).startsWith(OpenApi.PATH);
    try {
      (isRpc ? rpc : others).execute(() -> carryOut(request, response, callback));
    } catch (RejectedExecutionException e) {
      Response.writeError(request, response, callback, Occupancy.TOTAL_LIMIT);
    }
    return true;
  }

  private void carryOut(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    }
  }

  @Override
  protected void doStop() throws Exception {
    super.doStop();
    stop(rpc);
    stop(others);
  }

  private static void stop(Executor executor) {
    if (executor instanceof ExecutorService pool) {
      pool.shutdown();
    }
  }
}
