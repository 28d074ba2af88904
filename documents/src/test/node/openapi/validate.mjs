// Reports the errors of an OpenAPI 3.1 document:
// node validate.mjs FILE
import { readFile } from 'node:fs/promises'
import { Validator } from '@seriousme/openapi-schema-validator'
import { Ajv2020 } from 'ajv/dist/2020.js'

const document = JSON.parse(await readFile(process.argv[2], 'utf8'))

// validates the document by OpenAPI's own schema, which does not cover the schemas in it, and its references
const { valid, errors } = await new Validator().validate(document)
if (!valid) {
  fail(typeof errors === 'string' ? [{ instancePath: '', message: errors }] : errors)
}

// by default, schemas in an OpenAPI document follow JSON Schema 2020-12
const drafts = new Ajv2020()
for (const [path, schema] of schemas(document, '')) {
  if (!drafts.validateSchema(schema)) {
    fail(drafts.errors.map(({ instancePath, message }) => ({ instancePath: path + instancePath, message })))
  }
}

console.log(`${Object.values(document.paths).flatMap(Object.keys).length} operations`)

// the schemas of the components, and all values of keys named `schema`
function* schemas(node, path) {
  for (const [name, value] of Object.entries(node)) {
    const at = `${path}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`
    if (name === 'schema' || path === '/components/schemas') {
      yield [at, value]
    } else if (typeof value === 'object' && value !== null && name !== 'example') {
      yield* schemas(value, at)
    }
  }
}

function fail(problems) {
  for (const { instancePath, message } of problems) {
    console.log(`${instancePath}: ${message}`)
  }
  process.exit(1)
}
