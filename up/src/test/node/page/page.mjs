// Tries the gateway's page as somebody does who looks at it, and says as JSON what was seen:
// WARREN_ADMIN_PASSWORD=… node page.mjs URL
//
// playwright-core 1.61 is the last one for Node 18.
import { execFileSync } from 'node:child_process'
import { chromium } from 'playwright-core'

const PATIENCE_MS = 120_000

const [url] = process.argv.slice(2)
const answers = []
const requests = []
const complaints = []

const browser = await chromium.launch({
  executablePath: found('chromium'),
  // root has no sandbox
  chromiumSandbox: process.getuid() !== 0,
  args: ['--disable-gpu', '--disable-quic'],
  timeout: PATIENCE_MS
})
try {
  const page = await browser.newPage()
  page.setDefaultTimeout(PATIENCE_MS)
  page.on('request', request => requests.push(`${request.method()} ${request.url()}`))
  page.on('requestfailed', request => complaints.push(`${request.url()}: ${request.failure().errorText}`))
  page.on('pageerror', error => complaints.push(String(error)))
  // breaches of the page's policy are said here too
  page.on('console', message => complaints.push(`${message.type()}: ${message.text()}`))
  await walk(page)
} finally {
  await browser.close()
}
console.log(JSON.stringify({ answers, requests, complaints }))

function found(program) {
  try {
    return execFileSync('/bin/sh', ['-c', `command -v ${program}`], { encoding: 'utf8' }).trim()
  } catch {
    throw new Error(`${program} is missing`)
  }
}

async function walk(page) {
  await page.goto(url)
  await tryOut(page, 'RequestPublicKeys')
  const credentials = { username: 'admin', password: process.env.WARREN_ADMIN_PASSWORD }
  const { data: token } = JSON.parse(await tryOut(page, 'RequestLoginToken', credentials))
  await authorize(page, token)
  await tryOut(page, 'RequestAccountData', {})
}

// opens an operation and executes it, with the body that stands there or another; the body of the answer
async function tryOut(page, operation, body) {
  const block = page.locator(`.opblock[id$="-${operation}"]`)
  await block.locator('.opblock-summary-control').click()
  await block.getByRole('button', { name: 'Try it out' }).click()
  if (body) {
    await block.locator('textarea.body-param__text').fill(JSON.stringify(body))
  }
  await block.getByRole('button', { name: 'Execute' }).click()
  const answer = block.locator('.live-responses-table tbody')
  const shown = await answer.locator('.highlight-code code').textContent()
  answers.push({ operation, status: await answer.locator('.response-col_status').textContent(), body: shown })
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
