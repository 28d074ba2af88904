package warren.contracts.service;

/** The request {@code RequestServiceStatus}. The body is an empty object. */
public record ServiceStatusRequest() {}
