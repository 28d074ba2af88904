package warren.contracts.service;

/** Asks how the service is. The body is an empty object. */
public record ServiceStatusRequest() {}
