// Follows the original API document from top to bottom: sends each operation's request as the document
// writes it, and checks the whole reply, the effect, and the refusals.
//
//   WARREN_AMQP_URI=amqp://… WARREN_ADMIN_PASSWORD=… node original-api.mjs [EXCHANGE]
//
// With an exchange it calls as older callers do: see docs/legacy-exchange.md.
//
// Requires a service whose only account is the administrator's: `./warren up --data NEW_FOLDER`.

import assert from 'node:assert/strict';
import {connect} from './rpc.mjs';
import {
  aCount,
  aDefaultPassword,
  aJwt,
  anId,
  check,
  in48Hours,
  now,
  section,
  sixDigits,
  stepsOn,
} from './steps.mjs';

const {WARREN_AMQP_URI, WARREN_ADMIN_PASSWORD} = process.env;

const PASSWORD = 'correct horse battery';
const NEW_PASSWORD = 'staple in a stable';
const NEWEST_PASSWORD = 'the stable is empty';
const LAST_PASSWORD = 'all horses are gone';

const UNKNOWN_ID = '00000000-0000-0000-0000-000000000000';
const NO_END = '9999-12-31T23:59:59Z';

const UNAUTHENTICATED = [401, 'unauthenticated'];
const BAD_CREDENTIALS = [401, 'bad_credentials'];
const FORBIDDEN = [403, 'forbidden'];
const UNKNOWN_ACCOUNT = [404, 'unknown_account'];
const UNKNOWN_ROLE = [404, 'unknown_role'];
const USERNAME_TAKEN = [409, 'username_taken'];
const EMAIL_TAKEN = [409, 'email_taken'];
const LAST_ADMINISTRATOR = [409, 'last_administrator'];

const REPLIES = [
  'ReturnAuthenticationToken',
  'ConfirmInvalidateToken',
  'ConfirmAccountCreation',
  'ConfirmAccountReset',
  'ConfirmSetPassword',
  'ConfirmAccountDeletion',
  'ConfirmAccountUpdate',
  'ReturnAccountInfo',
  'ConfirmBanUser',
  'ConfirmFlagUser',
  'ReturnAllFlagged',
];

const rpc = await connect(WARREN_AMQP_URI, process.argv[2], REPLIES);
const step = stepsOn(rpc);

// requests that are used in several sections

const login = (username, password) => ({
  request: 'RequestLoginToken',
  body: {username, password, ttl: '600000'},
  reply: 'ReturnAuthenticationToken',
});

const logIn = (username, password) =>
  step(`${username} logs in`, {...login(username, password), data: aJwt});

const creation = (username, role, jwt) => ({
  request: 'RequestAccountCreate',
  body: {username, user_email: `${username}@example.org`, password: PASSWORD, role},
  jwt,
  reply: 'ConfirmAccountCreation',
});

const created = {'user-id': anId, created_at: now, enabled: true};

const passwordUpdate = (old_password, new_password, jwt) => ({
  request: 'RequestAccountPasswordUpdate',
  body: {old_password, new_password},
  jwt,
  reply: 'ConfirmSetPassword',
});

const accountData = (user_id, jwt) => ({
  request: 'RequestAccountData',
  body: {user_id},
  jwt,
  reply: 'ReturnAccountInfo',
});

const allFlagged = (jwt) => ({
  request: 'RequestAllFlagged',
  body: {},
  jwt,
  reply: 'ReturnAllFlagged',
});

const username = (user_id) => ({
  request: 'RequestUsername',
  body: {user_id},
  reply: 'ReturnUsername',
});

const claims = (jwt) => JSON.parse(Buffer.from(jwt.split('.')[1], 'base64url'));

section('RequestLoginToken');

const admin = await logIn('admin', WARREN_ADMIN_PASSWORD);
const adminId = claims(admin).sub;
await check('the token has the requested lifetime: ten minutes', () => {
  const {iat, exp} = claims(admin);
  assert.deepStrictEqual(exp - iat, 600);
});
await step('a wrong password is refused', {
  ...login('admin', 'not the password'),
  refused: BAD_CREDENTIALS,
});
await step('an unknown user name is refused in the same way', {
  ...login('nobody', PASSWORD),
  refused: BAD_CREDENTIALS,
});
await step('a lifetime must be a number', {
  ...login('admin', WARREN_ADMIN_PASSWORD),
  body: {username: 'admin', password: WARREN_ADMIN_PASSWORD, ttl: 'soon'},
  refused: [400, 'invalid_fields'],
  fields: {ttl: ['must be a whole number']},
});

section('RequestInvalidateLoginToken');

const ended = await logIn('admin', WARREN_ADMIN_PASSWORD);
const logout = {
  request: 'RequestInvalidateLoginToken',
  body: {},
  jwt: ended,
  reply: 'ConfirmInvalidateToken',
  data: {invalidated_at: now},
};
await step('a token is invalidated', logout);
await step('it is not accepted any more', {...accountData(adminId, ended), refused: UNAUTHENTICATED});
await step('it may be invalidated again', logout);

section('RequestAccountCreate');

const {'user-id': adaId} = await step('anyone may create an account', {
  ...creation('ada', 'user'),
  data: created,
});
const {'user-id': mayaId} = await step('the administrator creates a moderator', {
  ...creation('maya', 'moderator', admin),
  data: created,
});
await step('other callers may not', {...creation('eve', 'moderator'), refused: FORBIDDEN});
await step('the role must exist', {...creation('eve', 'emperor', admin), refused: UNKNOWN_ROLE});
const eve = creation('eve', 'user');
await step('a user name in use is refused in upper case, too', {
  ...eve,
  body: {...eve.body, username: 'Ada'},
  refused: USERNAME_TAKEN,
  fields: {username: ['is taken']},
});
await step('an e-mail address in use is refused', {
  ...eve,
  body: {...eve.body, user_email: 'Ada@example.org'},
  refused: EMAIL_TAKEN,
  fields: {user_email: ['is taken']},
});
await step('the password in the document is too common', {
  ...eve,
  body: {...eve.body, password: 'password'},
  refused: [400, 'weak_password'],
  fields: {password: ['is one of the most common passwords']},
});
const maya = await logIn('maya', PASSWORD);
const adaBefore = await logIn('ada', PASSWORD);

section('RequestAccountReset');

const reset = {request: 'RequestAccountReset', body: {}, reply: 'ConfirmAccountReset'};
const issued = {
  reset_code: sixDigits,
  default_password: aDefaultPassword,
  user_id: adaId,
  username: 'ada',
  user_email: 'ada@example.org',
};
await step('a token is required', {...reset, refused: UNAUTHENTICATED});
const firstReset = await step('ada has lost her password', {
  ...reset,
  jwt: adaBefore,
  data: issued,
});
await logIn('ada', PASSWORD);
// a backend sends the code to ada by e-mail and uses the default password once she has typed the code
await step(
  'ada sets a new password, with the default password as the old one',
  passwordUpdate(firstReset.default_password, NEW_PASSWORD, adaBefore),
);
await step('all her tokens are invalid', {
  ...accountData(adaId, adaBefore),
  refused: UNAUTHENTICATED,
});
await step('the previous password is invalid', {
  ...login('ada', PASSWORD),
  refused: BAD_CREDENTIALS,
});
const adaAfter = await logIn('ada', NEW_PASSWORD);
await step('the default password is valid for one update', {
  ...passwordUpdate(firstReset.default_password, NEWEST_PASSWORD, adaAfter),
  refused: BAD_CREDENTIALS,
  fields: {old_password: ['is wrong']},
});
await step("maya may not reset the administrator's password", {
  ...reset,
  body: {username: 'admin'},
  jwt: maya,
  refused: FORBIDDEN,
});
const secondReset = await step("the administrator resets ada's password; she has no token now", {
  ...reset,
  body: {username: 'ada'},
  jwt: admin,
  data: issued,
});
const withoutToken = passwordUpdate(secondReset.default_password, NEWEST_PASSWORD);
await step('without a token, the update names the account', {
  ...withoutToken,
  body: {...withoutToken.body, username: 'ada'},
});
await step('the previous password is invalid', {
  ...login('ada', NEW_PASSWORD),
  refused: BAD_CREDENTIALS,
});

section('RequestAccountPasswordUpdate');

const ada = await logIn('ada', NEWEST_PASSWORD);
const adaElsewhere = await logIn('ada', NEWEST_PASSWORD);
await step('a token is required', {
  ...passwordUpdate(NEWEST_PASSWORD, LAST_PASSWORD),
  refused: UNAUTHENTICATED,
});
await step('the old password must be right', {
  ...passwordUpdate(PASSWORD, LAST_PASSWORD, ada),
  refused: BAD_CREDENTIALS,
  fields: {old_password: ['is wrong']},
});
await step('the new one must not be common', {
  ...passwordUpdate(NEWEST_PASSWORD, 'password', ada),
  refused: [400, 'weak_password'],
  fields: {new_password: ['is one of the most common passwords']},
});
await step('ada changes her password', passwordUpdate(NEWEST_PASSWORD, LAST_PASSWORD, ada));
await step('her other tokens are invalid', {
  ...accountData(adaId, adaElsewhere),
  refused: UNAUTHENTICATED,
});
await step('the previous password is invalid', {
  ...login('ada', NEWEST_PASSWORD),
  refused: BAD_CREDENTIALS,
});

section('RequestAccountDelete');

const deletion = (user_id, jwt) => ({
  request: 'RequestAccountDelete',
  body: {user_id},
  jwt,
  reply: 'ConfirmAccountDeletion',
});
const {'user-id': goneId} = await step('bob has an account', {
  ...creation('bob', 'user'),
  data: created,
});
const gone = await logIn('bob', PASSWORD);
await step('ada may not delete it', {...deletion(goneId, ada), refused: FORBIDDEN});
await step('the account must exist', {...deletion(UNKNOWN_ID, admin), refused: UNKNOWN_ACCOUNT});
await step('the last administrator is protected', {
  ...deletion(adminId, admin),
  refused: LAST_ADMINISTRATOR,
});
await step('bob deletes it', deletion(goneId, gone));
await step('his token is invalid', {...accountData(goneId, gone), refused: UNAUTHENTICATED});
await step('he cannot log in any more', {...login('bob', PASSWORD), refused: BAD_CREDENTIALS});
await step('his id is unknown', {...username(goneId), refused: UNKNOWN_ACCOUNT});
const {'user-id': againId} = await step('his name and his address are free', {
  ...creation('bob', 'user'),
  data: created,
});
await step('the administrator deletes that account', deletion(againId, admin));
await step('its id is unknown', {...username(againId), refused: UNKNOWN_ACCOUNT});

section('UpdateAccountPrivileges');

const privileges = (new_role, user_id, jwt) => ({
  request: 'UpdateAccountPrivileges',
  body: {new_role, user_id},
  jwt,
  reply: 'ConfirmAccountUpdate',
});
await step('ada may not give herself a role', {
  ...privileges('admin', adaId, ada),
  refused: FORBIDDEN,
});
await step('the account must exist', {
  ...privileges('moderator', UNKNOWN_ID, admin),
  refused: UNKNOWN_ACCOUNT,
});
await step('the role must exist', {...privileges('emperor', adaId, admin), refused: UNKNOWN_ROLE});
await step('the last administrator is protected', {
  ...privileges('user', adminId, admin),
  refused: LAST_ADMINISTRATOR,
});
await step('ada may not see who is flagged', {...allFlagged(ada), refused: FORBIDDEN});
await step('the administrator makes her a moderator', privileges('moderator', adaId, admin));
await step('now she may, with the same token', {
  ...allFlagged(ada),
  data: {users: [], next: null},
});
await step('the administrator makes her a user again', privileges('user', adaId, admin));
await step('now she may not', {...allFlagged(ada), refused: FORBIDDEN});

section('UpdateAccount');

const accountUpdate = (username, user_email, jwt) => ({
  request: 'UpdateAccount',
  body: {username, user_email},
  jwt,
  reply: 'ConfirmAccountUpdate',
});
await step('a token is required', {
  ...accountUpdate('lovelace', 'ada@example.org'),
  refused: UNAUTHENTICATED,
});
await step('a user name in use is refused', {
  ...accountUpdate('maya', 'ada@example.org', ada),
  refused: USERNAME_TAKEN,
  fields: {username: ['is taken']},
});
await step('an e-mail address in use is refused', {
  ...accountUpdate('ada', 'maya@example.org', ada),
  refused: EMAIL_TAKEN,
  fields: {user_email: ['is taken']},
});
await step('ada changes her name, and sends her present address', {
  ...accountUpdate('lovelace', 'ada@example.org', ada),
  data: {username: 'lovelace', user_email: 'ada@example.org', updated_at: now},
});
await step('her name is the new one', {...username(adaId), data: {username: 'lovelace'}});
await step('the old name is unknown', {
  ...login('ada', LAST_PASSWORD),
  refused: BAD_CREDENTIALS,
});
await logIn('lovelace', LAST_PASSWORD);
const {updated_at: adaUpdatedAt} = await step('ada changes her address, and sends her present name', {
  ...accountUpdate('lovelace', 'countess@example.org', ada),
  data: {username: 'lovelace', user_email: 'countess@example.org', updated_at: now},
});

section('RequestAccountData');

const permission = (name, description) => ({id: anId, name, description});
const adasData = {
  username: 'lovelace',
  user_email: 'countess@example.org',
  role: 'user',
  last_login: now,
  created_at: now,
  updated_at: adaUpdatedAt,
  user_id: adaId,
  number: aCount,
  first_name: null,
  last_name: null,
  enabled: true,
  roles: [
    {
      id: anId,
      name: 'user',
      level: 0,
      description: 'Everybody',
      permissions: [
        permission('CAN_DELETE_SELF', "Delete one's own account"),
        permission('CAN_UPDATE_SELF', "Change one's own account"),
      ],
    },
  ],
  groups: [],
  flagged: false,
  banned_until: null,
};
await step('ada reads her own account', {...accountData(adaId, ada), data: adasData});
await step('maya reads it too', {...accountData(adaId, maya), data: adasData});
await step("ada may not read maya's account", {...accountData(mayaId, ada), refused: FORBIDDEN});
await step('the account must exist', {...accountData(UNKNOWN_ID, maya), refused: UNKNOWN_ACCOUNT});

section('RequestBanUser');

const ban = (user_id, permanent, jwt) => ({
  request: 'RequestBanUser',
  body: {user_id, permanent},
  jwt,
  reply: 'ConfirmBanUser',
});
const {'user-id': bobId} = await step('bob has an account', {
  ...creation('bob', 'user'),
  data: created,
});
const bob = await logIn('bob', PASSWORD);
const bobsData = (jwt, data) => ({
  ...accountData(bobId, jwt),
  data: {
    ...adasData,
    username: 'bob',
    user_email: 'bob@example.org',
    updated_at: now,
    user_id: bobId,
    ...data,
  },
});
await step('ada may not ban him', {...ban(bobId, 'false', ada), refused: FORBIDDEN});
await step('maya may not ban an account of a higher level', {
  ...ban(adminId, 'false', maya),
  refused: FORBIDDEN,
});
await step('the account must exist', {...ban(UNKNOWN_ID, 'false', maya), refused: UNKNOWN_ACCOUNT});
await step('the last administrator is protected', {
  ...ban(adminId, 'false', admin),
  refused: LAST_ADMINISTRATOR,
});
await step('maya bans bob', ban(bobId, 'false', maya));
await step('his token is invalid', {...accountData(bobId, bob), refused: UNAUTHENTICATED});
await step('the login is refused because of the ban', {...login('bob', PASSWORD), refused: [403, 'banned']});
await step('a wrong password does not reveal the ban', {
  ...login('bob', NEW_PASSWORD),
  refused: BAD_CREDENTIALS,
});
await step('his ban ends in two days', bobsData(maya, {banned_until: in48Hours}));
await step('maya bans bob permanently', ban(bobId, 'true', maya));
await step('his ban has no end', bobsData(maya, {banned_until: NO_END}));

section('RequestFlagUser');

const flag = (user_id, jwt) => ({
  request: 'RequestFlagUser',
  body: {user_id},
  jwt,
  reply: 'ConfirmFlagUser',
});
await step('ada may not flag bob', {...flag(bobId, ada), refused: FORBIDDEN});
await step('the account must exist', {...flag(UNKNOWN_ID, maya), refused: UNKNOWN_ACCOUNT});
await step('maya flags bob', flag(bobId, maya));
await step('he is flagged', bobsData(maya, {flagged: true, banned_until: NO_END}));

section('RequestAllFlagged');

await step('ada may not see who is flagged', {...allFlagged(ada), refused: FORBIDDEN});
await step('maya sees bob', {
  ...allFlagged(maya),
  data: {
    users: [
      {user_id: bobId, username: 'bob', reason: null, flagged_by: mayaId, flagged_at: now},
    ],
    next: null,
  },
});

section('RequestUsername');

// the document names the reply ReturnAllFlagged by mistake; it is ReturnUsername
await step("bob's name, for anyone", {...username(bobId), data: {username: 'bob'}});
await step('the account must exist', {...username(UNKNOWN_ID), refused: UNKNOWN_ACCOUNT});

console.log();
await check('every request was answered once', () => assert.deepStrictEqual(rpc.unexpected, []));
await rpc.close();
