import assert from 'node:assert/strict';
import {inspect} from 'node:util';

/** The message of each error code. */
const MESSAGES = {
  invalid_fields: 'One or more fields are not valid.',
  weak_password: 'The password may not be used.',
  unauthenticated: 'A valid access token is required.',
  bad_credentials: 'The username or the password is wrong.',
  forbidden: 'You are not allowed to do this.',
  banned: 'This account is banned.',
  unknown_account: 'There is no such account.',
  unknown_role: 'There is no such role.',
  username_taken: 'This username is taken.',
  email_taken: 'This e-mail address is taken.',
  last_administrator: "The last administrator cannot be removed.",
};

// patterns and conditions for values that an expected reply cannot contain literally

export const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const aJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;
export const sixDigits = /^\d{6}$/;
export const aDefaultPassword = /^\S{24}$/;
export const aCount = (actual) => Number.isInteger(actual) && actual > 0;
export const now = (actual) => isNear(Date.now(), actual);
export const in48Hours = (actual) => isNear(Date.now() + 48 * 3_600_000, actual);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function isNear(time, actual) {
  return TIME.test(actual) && Math.abs(Date.parse(actual) - time) < 5 * 60_000;
}

function fits(expected, actual) {
  return expected instanceof RegExp
    ? typeof actual === 'string' && expected.test(actual)
    : expected(actual);
}

/** The expected value, with actual values in place of the patterns and conditions that they match. */
function filled(expected, actual) {
  if (expected instanceof RegExp || typeof expected === 'function') {
    return fits(expected, actual) ? actual : expected;
  }
  if (Array.isArray(expected)) {
    return expected.map((value, index) => filled(value, actual?.[index]));
  }
  if (expected === null || typeof expected !== 'object') {
    return expected;
  }
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, filled(value, actual?.[key])]),
  );
}

function assertFits(expected, actual) {
  assert.deepStrictEqual(actual, filled(expected, actual));
}

function wholeReply({reply: type, data = null, refused, fields}) {
  const [status, code] = refused ?? [200];
  const message = refused ? MESSAGES[code] : 'OK';
  const error = fields ? {code, message, fields} : {code, message};
  return {
    contentType: 'application/json',
    type,
    headers: {status_code: status, status_message: message, processing_time_ns: aCount},
    body: refused ? {data, error} : {data},
  };
}

export function section(name) {
  console.log(`\n## ${name}`);
}

/** Executes an action and prints one line about it. The first failure ends the program. */
export async function check(title, action) {
  try {
    const result = await action();
    console.log(`ok      ${title}`);
    return result;
  } catch (error) {
    console.log(`FAILED  ${title}\n${explain(error)}`);
    process.exit(1);
  }
}

/** The expected and the actual value, or the error. */
function explain(error) {
  if (!(error instanceof assert.AssertionError)) {
    return inspect(error);
  }
  const show = (value) => inspect(value, {depth: null, breakLength: 100});
  return `expected: ${show(error.expected)}\nactual:   ${show(error.actual)}`;
}

/** Returns the function that sends one request, compares the whole reply and returns its data. */
export function stepsOn(rpc) {
  return (title, {request, body, jwt, ...expected}) =>
    check(title, async () => {
      const {properties, body: reply} = await rpc.request(request, body, jwt);
      const {contentType, type, headers} = properties;
      assertFits(wholeReply(expected), {contentType, type, headers, body: reply});
      return reply.data;
    });
}
