// Small clients of the original APIs. Each judges a response as the original's own client does.
// Usage: node clients.mjs URL ADMIN_PASSWORD

import assert from "node:assert/strict";

const [base, adminPassword] = process.argv.slice(2);
const password = "correct horse battery";
const name = (prefix) => `${prefix}${process.pid}`;

const json = (method, body, headers = {}) => ({
  method,
  headers: { "Content-Type": "application/json", ...headers },
  body: body === undefined ? undefined : JSON.stringify(body),
});

/** VESTEC's page: it reads the status in the body, and any other HTTP status is an internal error. */
async function vestec(method, path, body, token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(`${base}/vestec/flask/${path}`, json(method, body, headers));
  return response.status === 200 ? response.json() : { msg: "Internal system error" };
}

async function vestecFlow() {
  const username = name("vestec");
  const user = { username, name: "Ada Lovelace", email: `${username}@example.org`, password };
  const missing = await vestec("POST", "signup", {});
  assert.equal(missing.status, 400);
  for (const field of ["username", "name", "email", "password"]) {
    assert.match(missing.msg, new RegExp(`\\b${field} is required`));
  }
  assert.deepEqual(await vestec("POST", "signup", user), {
    status: 200,
    msg: "User successfully created. Log in.",
  });
  assert.deepEqual(await vestec("POST", "signup", user), {
    status: 409,
    msg: "This username is taken.",
  });
  assert.deepEqual(await vestec("POST", "login", { username, password }), {
    status: 400,
    msg: "This account is not enabled.",
  });
  assert.deepEqual(await vestec("GET", "authorised"), { status: 403 });
  const admin = await vestec("POST", "login", { username: "admin", password: adminPassword });
  const type = await vestec("GET", "user_type", undefined, admin.access_token);
  assert.deepEqual(type, { status: 200, access_level: 1 });
  const out = await vestec("DELETE", "logout", undefined, admin.access_token);
  assert.deepEqual(out, { status: 200, msg: "User logged out" });
  const after = await vestec("GET", "user_type", undefined, admin.access_token);
  assert.deepEqual(after, { status: 403 });
}

/** Havoc's app: it sends forms, and rejects every HTTP status other than 200. */
async function havoc(path, fields) {
  const body = new URLSearchParams(fields);
  const response = await fetch(`${base}/havoc/${path}`, { method: "POST", body });
  if (response.status !== 200) {
    throw new Error(`Request failed with status code ${response.status}`);
  }
  return response.json();
}

async function havocFlow() {
  const wrong = await havoc("user/login", { username: name("nobody"), password: "not it" });
  assert.equal(wrong.status, 401);
  assert.equal(typeof wrong.data, "string");
  const login = await havoc("user/login", { username: "admin", password: adminPassword });
  assert.equal(login.data.permission_level, "Admin");
  const session = { username: "admin", session_token: login.data.session_token };
  const created = (user) =>
    havoc("user_admin/create_user", { ...session, new_user: JSON.stringify(user) });
  assert.deepEqual(await created({}), {
    status: 400,
    data: "fk_permission_code is required; password is required; username is required.",
  });
  const username = name("havoc");
  const user = { username, password, fk_permission_code: "1", email: `${username}@havoc.example` };
  assert.deepEqual(await created(user), { status: 200, data: "OK" });
  assert.equal((await created(user)).status, 409);
  assert.deepEqual(await havoc("user/logout", session), { status: 200, data: "OK" });
  assert.equal((await havoc("user/check_status", session)).status, 401);
}

/** Kinderly's page: it stores cookies, and rejects an HTTP status other than 2xx without reading. */
class Kinderly {
  #cookies = new Map();

  async request(method, path, body) {
    const headers = { Cookie: [...this.#cookies].map(([k, v]) => `${k}=${v}`).join("; ") };
    const init =
      body instanceof FormData ? { method, headers, body } : json(method, body, headers);
    const response = await fetch(`${base}/django${path}`, init);
    for (const cookie of response.headers.getSetCookie()) {
      const [key, value] = cookie.split(";")[0].split("=");
      this.#cookies.set(key, value);
    }
    if (!response.ok) {
      throw new Error(`Request failed with status code ${response.status}`);
    }
    return { status: response.status, data: await response.json() };
  }

  async post(path, body = {}) {
    return (await this.request("POST", path, body)).data;
  }
}

async function kinderlyFlow() {
  const client = new Kinderly();
  const username = name("kinderly");
  assert.deepEqual(await client.post("/api/token/", { username, password }), { success: false });
  assert.deepEqual(await client.post("/api/token/refresh/"), { refreshed: false });
  assert.deepEqual(await client.post("/api/register/"), {
    username: ["This field is required."],
    password: ["This field is required."],
  });
  const form = new FormData();
  form.append("username", username);
  form.append("password", password);
  form.append("first_name", "Ada");
  const registered = await client.request("POST", "/api/register/", form);
  assert.equal(registered.status, 200);
  assert.equal(registered.data.first_name, "Ada");
  assert.deepEqual(await client.post("/api/register/", { username, password }), {
    username: ["A user with that username already exists."],
  });
  // the framework of the original refuses a request without a session by the HTTP status
  const change = { old_password: "not it", new_password: `${password} staple` };
  await assert.rejects(client.post("/api/change-password/", change), /status code 401$/);
  const login = await client.post("/api/token/", { username, password });
  assert.equal(login.success, true);
  assert.deepEqual(await client.post("/api/token/refresh/"), { refreshed: true });
  assert.deepEqual(await client.post("/api/change-password/", change), {
    old_password: ["Wrong password."],
  });
  assert.deepEqual(await client.post("/api/change-password/", { ...change, old_password: password }), {
    message: "Password updated successfully",
  });
  assert.deepEqual(await client.post("/api/logout/"), { success: true });
}

/** A client of the Authorization API: it reads the message of a failure by its HTTP status. */
async function authorization(method, path, body, token) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  const response = await fetch(`${base}/authorization/${path}`, json(method, body, headers));
  const text = await response.text();
  const data = text === "" ? null : JSON.parse(text);
  return response.ok ? data : { failed: response.status, message: data.message };
}

async function authorizationFlow() {
  const username = name("authorization");
  const register = (body) => authorization("POST", "authentication/register", body);
  assert.deepEqual(await register({}), {
    failed: 400,
    message: "password is required; username is required.",
  });
  const user = { username, email: `${username}@example.org`, firstName: "Jane", password };
  assert.equal(await register(user), null);
  assert.equal((await register(user)).failed, 409);
  const login = (given) =>
    authorization("POST", "authentication/login", { username, password: given });
  assert.equal((await login("not it")).failed, 401);
  const { token } = await login(password);
  const current = await authorization("GET", "authentication/current", undefined, token);
  assert.equal(current.first_name, "Jane");
  assert.equal((await authorization("GET", "users/", undefined, token)).failed, 403);
}

await vestecFlow();
await havocFlow();
await kinderlyFlow();
await authorizationFlow();
console.log("ok");
