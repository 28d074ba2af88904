// Executes operations on the gateway's page in a browser, and prints a report as JSON:
// WARREN_ADMIN_PASSWORD=… node page.mjs URL
//
// playwright-core 1.61 is the last one for Node 18.
import { execFileSync } from 'node:child_process'
import { chromium } from 'playwright-core'

const TIMEOUT_MS = 120_000

const [url] = process.argv.slice(2)
const responses = []
const requests = []
const errors = []

const browser = await chromium.launch({
  executablePath: find('chromium', 'chromium-browser'),
  // the sandbox does not work for root
  chromiumSandbox: process.getuid() !== 0,
  args: ['--disable-gpu', '--disable-quic'],
  timeout: TIMEOUT_MS
})
try {
  const page = await browser.newPage()
  page.setDefaultTimeout(TIMEOUT_MS)
  page.on('request', request => requests.push(`${request.method()} ${request.url()}`))
  page.on('requestfailed', request => errors.push(`${request.url()}: ${request.failure().errorText}`))
  page.on('pageerror', error => errors.push(String(error)))
  // violations of the page's security policy are reported here too
  page.on('console', message => errors.push(`${message.type()}: ${message.text()}`))
  await walk(page)
} finally {
  await browser.close()
}
console.log(JSON.stringify({ responses, requests, errors }))

// the path of the first program in PATH
function find(...programs) {
  for (const program of programs) {
    try {
      return execFileSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
    } catch {
      // try the next one
    }
  }
  throw new Error(`not installed: ${programs.join(' or ')}`)
}

async function walk(page) {
  await page.goto(url)
  await tryOut(page, 'RequestPublicKeys')
  const credentials = { username: 'admin', password: process.env.WARREN_ADMIN_PASSWORD }
  const { data: token } = JSON.parse(await tryOut(page, 'RequestLoginToken', credentials))
  await authorize(page, token)
  await tryOut(page, 'RequestAccountData', {})
}

// opens an operation and executes it, with the sample body or this one; returns the response's body
async function tryOut(page, operation, body) {
  const block = page.locator(`.opblock[id$="-${operation}"]`)
  await block.locator('.opblock-summary-control').click()
  await block.getByRole('button', { name: 'Try it out' }).click()
  if (body) {
    await block.locator('textarea.body-param__text').fill(JSON.stringify(body))
  }
  await block.getByRole('button', { name: 'Execute' }).click()
  const response = block.locator('.live-responses-table tbody')
  const shown = await response.locator('.highlight-code code').textContent()
  responses.push({ operation, status: await response.locator('.response-col_status').textContent(), body: shown })
  return shown
}

async function authorize(page, token) {
  await page.locator('.btn.authorize').first().click()
  const dialog = page.locator('.dialog-ux')
  await dialog.getByRole('textbox').fill(token)
  await dialog.getByRole('button', { name: 'Apply credentials' }).click()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'detached' })
}
