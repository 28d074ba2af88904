SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#operations',
  deepLinking: true,
  // Swagger UI would otherwise load a badge from another server
  validatorUrl: null,
})
