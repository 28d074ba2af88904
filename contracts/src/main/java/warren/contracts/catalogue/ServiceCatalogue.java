package warren.contracts.catalogue;

import static warren.contracts.Permission.CAN_READ_AUDIT;
import static warren.contracts.catalogue.Feature.SERVICE;

import java.util.List;
import warren.contracts.catalogue.Access.Anyone;
import warren.contracts.catalogue.Access.Holding;
import warren.contracts.service.AuditLog;
import warren.contracts.service.AuditLogRequest;
import warren.contracts.service.ServiceStatus;
import warren.contracts.service.ServiceStatusRequest;

/** The operations on the service itself. */
public final class ServiceCatalogue {
  public static final Operation<AuditLogRequest, AuditLog> AUDIT_LOG =
      SERVICE
          .request("RequestAuditLog", AuditLogRequest.class)
          .reply("ReturnAuditLog", AuditLog.class)
          .summary("Returns the entries of the audit log, newest first.")
          .access(new Holding(CAN_READ_AUDIT))
          .read();

  public static final Operation<ServiceStatusRequest, ServiceStatus> SERVICE_STATUS =
      SERVICE
          .request("RequestServiceStatus", ServiceStatusRequest.class)
          .reply("ReturnServiceStatus", ServiceStatus.class)
          .summary("Reports the readiness of the service, its database and its broker.")
          .access(new Anyone())
          .read();

  static final List<Operation<?, ?>> OPERATIONS = List.of(AUDIT_LOG, SERVICE_STATUS);

  private ServiceCatalogue() {}
}
