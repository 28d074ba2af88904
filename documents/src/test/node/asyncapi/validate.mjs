// Reports the errors of an AsyncAPI document, as AsyncAPI's own parser finds them:
// node validate.mjs FILE
import { readFile } from 'node:fs/promises'
import asyncapi from '@asyncapi/parser'

// errors are 0 and warnings 1; further ones are hints, as that there is a newer AsyncAPI
const WARNING = 1

const text = await readFile(process.argv[2], 'utf8')
const { document, diagnostics } = await new asyncapi.Parser().parse(text)
const problems = diagnostics.filter(diagnostic => diagnostic.severity <= WARNING)

for (const { path, message } of problems) {
  console.log(`${path.join('/')}: ${message}`)
}
if (!document || problems.length > 0) {
  process.exit(1)
}
console.log(`${document.allOperations().all().length} operations`)
