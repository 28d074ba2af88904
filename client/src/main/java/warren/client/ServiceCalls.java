package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;

/** The service itself. See {@link Caller} for how each of these ends. Immutable. */
public final class ServiceCalls {
  private final Caller caller;

  ServiceCalls(Caller caller) {
    this.caller = caller;
  }

  /** Returns what was done by whom, the newest first: {@code RequestAuditLog}. */
  public AuditLog auditLog(AuditLogRequest request) {
    return caller.call(ServiceCatalogue.AUDIT_LOG, request);
  }

  /** The same as {@link #auditLog}, without waiting. */
  public CompletableFuture<AuditLog> auditLogAsync(AuditLogRequest request) {
    return caller.callAsync(ServiceCatalogue.AUDIT_LOG, request);
  }

  /** Says whether the service and what it needs are well: {@code RequestServiceStatus}. */
  public ServiceStatus status() {
    return caller.call(ServiceCatalogue.SERVICE_STATUS, new ServiceStatusRequest());
  }

  /** The same as {@link #status}, without waiting. */
  public CompletableFuture<ServiceStatus> statusAsync() {
    return caller.callAsync(ServiceCatalogue.SERVICE_STATUS, new ServiceStatusRequest());
  }
}
