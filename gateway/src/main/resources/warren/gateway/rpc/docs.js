SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#operations',
  deepLinking: true,
  // a badge of the viewer's would be asked for elsewhere
  validatorUrl: null,
})
