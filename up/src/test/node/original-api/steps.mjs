import assert from 'node:assert/strict';
import {inspect} from 'node:util';

/** The sentence that goes with each refusal. */
const SENTENCES = {
  invalid_fields: 'One or more fields are not valid.',
  weak_password: 'The password may not be used.',
  unauthenticated: 'A valid login token is required.',
  bad_credentials: 'The username or the password is wrong.',
  forbidden: 'You are not allowed to do this.',
  banned: 'This account is banned.',
  unknown_account: 'There is no such account.',
  unknown_role: 'There is no such role.',
  username_taken: 'This username is taken.',
  email_taken: 'This e-mail address is taken.',
  last_administrator: "The last administrator can't be taken away.",
};

// what stands in an expected reply where the value isn't known beforehand: a pattern or a condition

export const anId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
export const aJwt = /^[\w-]+\.[\w-]+\.[\w-]+$/;
export const sixDigits = /^\d{6}$/;
export const aDefaultPassword = /^\S{24}$/;
export const aCount = (seen) => Number.isInteger(seen) && seen > 0;
export const now = (seen) => isNear(Date.now(), seen);
export const in48Hours = (seen) => isNear(Date.now() + 48 * 3_600_000, seen);

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/;

function isNear(time, seen) {
  return TIME.test(seen) && Math.abs(Date.parse(seen) - time) < 5 * 60_000;
}

function fits(expected, seen) {
  return expected instanceof RegExp
    ? typeof seen === 'string' && expected.test(seen)
    : expected(seen);
}

/** The expected value, with what was seen in the places where it fits. */
function filled(expected, seen) {
  if (expected instanceof RegExp || typeof expected === 'function') {
    return fits(expected, seen) ? seen : expected;
  }
  if (Array.isArray(expected)) {
    return expected.map((value, index) => filled(value, seen?.[index]));
  }
  if (expected === null || typeof expected !== 'object') {
    return expected;
  }
  return Object.fromEntries(
    Object.entries(expected).map(([key, value]) => [key, filled(value, seen?.[key])]),
  );
}

function assertSeen(expected, seen) {
  assert.deepStrictEqual(seen, filled(expected, seen));
}

function wholeReply({reply: type, data = null, refused, fields}) {
  const [status, code] = refused ?? [200];
  const message = refused ? SENTENCES[code] : 'OK';
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

/** Does something and prints one line about it. The first that fails ends the program. */
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

/** What was expected and what was seen, or whatever else has gone wrong. */
function explain(error) {
  if (!(error instanceof assert.AssertionError)) {
    return inspect(error);
  }
  const show = (value) => inspect(value, {depth: null, breakLength: 100});
  return `expected: ${show(error.expected)}\nseen:     ${show(error.actual)}`;
}

/** Makes the function that sends one request, compares the whole reply and returns its data. */
export function stepsOn(rpc) {
  return (title, {request, body, jwt, ...expected}) =>
    check(title, async () => {
      const {properties, body: answer} = await rpc.request(request, body, jwt);
      const {contentType, type, headers} = properties;
      assertSeen(wholeReply(expected), {contentType, type, headers, body: answer});
      return answer.data;
    });
}
