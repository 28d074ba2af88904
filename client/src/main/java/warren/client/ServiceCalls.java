package warren.client;

import java.util.concurrent.CompletableFuture;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;

/** The service itself. {@link Caller} describes the exceptions. Immutable. */
public final class ServiceCalls {
  private final Caller caller;

  ServiceCalls(Caller caller) {
    this.caller = caller;
  }

  /** Returns the entries of the audit log, newest first: {@code RequestAuditLog}. */
  public AuditLog auditLog(AuditLogRequest request) {
    return caller.call(ServiceCatalogue.AUDIT_LOG, request);
  }

  /** The same as {@link #auditLog}, without waiting. */
  public CompletableFuture<AuditLog> auditLogAsync(AuditLogRequest request) {
    return caller.callAsync(ServiceCatalogue.AUDIT_LOG, request);
  }

  /**
   * Reports the readiness of the service, its database and its broker: {@code
   * RequestServiceStatus}.
   */
  public ServiceStatus status() {
    return caller.call(ServiceCatalogue.SERVICE_STATUS, new ServiceStatusRequest());
  }

  /** The same as {@link #status}, without waiting. */
  public CompletableFuture<ServiceStatus> statusAsync() {
    return caller.callAsync(ServiceCatalogue.SERVICE_STATUS, new ServiceStatusRequest());
  }
}
