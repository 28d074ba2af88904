// Small clients of the original APIs, which manage users as the originals' own pages do: they send all
// fields of a form, and read the new state afterwards.
// Usage: node administration.mjs URL ADMIN_PASSWORD

import assert from "node:assert/strict";

const [base, adminPassword] = process.argv.slice(2);
const password = "correct horse battery";
const newPassword = "staple of another horse";

async function send(method, path, body, headers = {}) {
  const response = await fetch(base + path, {
    method,
    headers: { "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, body: text === "" ? null : JSON.parse(text), response };
}

/** The page of VESTEC's administrators: a table of users, and a form with all fields of one. */
async function vestec() {
  const call = async (method, path, token, body) => {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const { status, body: data } = await send(method, `/vestec/flask/${path}`, body, headers);
    assert.equal(status, 200, JSON.stringify(data));
    return data;
  };
  assert.equal((await call("GET", "version")).status, 200);
  const username = "vestec-user";
  const form = { username, name: "Ada Lovelace", email: "ada@vestec.example", password };
  await call("POST", "signup", undefined, { ...form, confirm_pass: password });
  const credentials = { username: "admin", password: adminPassword };
  const { access_token: token } = await call("POST", "login", undefined, credentials);
  const row = async () =>
    (await call("GET", "getallusers", token)).find((user) => user.username === username);
  assert.equal((await row()).enabled, false);

  const [user] = await call("POST", "getuser", token, { username });
  const { name, email } = user;
  const edit = { username, name, email, type: "user", enabled: true };
  assert.deepEqual(await call("POST", "edituser", token, edit), { status: 200, msg: "User edited" });
  assert.deepEqual(await row(), { ...user, enabled: true });
  await call("POST", "login", undefined, { username, password });
  await call("POST", "edituser", token, { ...edit, type: "administrator" });
  assert.equal((await row()).access_rights, 1);
  await call("POST", "changepassword", token, { username, password: newPassword });
  await call("POST", "login", undefined, { username, password: newPassword });
  await call("POST", "deleteuser", token, { username });
  assert.equal(await row(), undefined);
}

/** The calls of Havoc's test suite: the fields of a user are JSON in a string. */
async function havoc() {
  const call = async (path, body) => (await send("POST", `/havoc/${path}`, body)).body;
  const login = { username: "admin", password: adminPassword };
  const { session_token } = (await call("user/login", login)).data;
  const session = { username: "admin", session_token };
  const done = { status: 200, data: "OK" };
  const user = {
    email: "new_user@havoc.example",
    username: "new_user",
    first_name: "New",
    last_name: "User",
    password,
    fk_permission_code: "1",
  };
  const created = { ...session, new_user: JSON.stringify(user) };
  assert.deepEqual(await call("user_admin/create_user", created), done);
  const fields = { username: "new_user", first_name: "Newer", last_name: "User", password: newPassword };
  const updated = { ...session, fields: JSON.stringify(fields) };
  assert.deepEqual(await call("user_admin/update_user", updated), done);
  const own = await call("user/login", { username: "new_user", password: newPassword });
  assert.equal(own.data.first_name, "Newer");
  assert.equal(own.data.fk_permission_code, 1);
  const deleted = { ...session, delete_user: "new_user" };
  assert.deepEqual(await call("user_admin/delete_user", deleted), done);
  const { data: all } = await call("user_admin/get_all_users", session);
  assert.deepEqual(all.filter((entry) => entry.username === "new_user"), []);
}

/** A client of the Authorization API: it sends the fields that the original requires in a PUT. */
async function authorization() {
  const call = async (expected, method, path, token, body) => {
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    const { status, body: data } = await send(method, `/authorization/${path}`, body, headers);
    assert.equal(status, expected, JSON.stringify(data));
    return data;
  };
  assert.deepEqual(await call(200, "GET", "health/"), { status: "UP" });
  const login = async (username, given) =>
    (await call(200, "POST", "authentication/login", undefined, { username, password: given })).token;
  const names = { username: "jane", email: "jane@example.org", firstName: "Jane", lastName: "Doe" };
  await call(200, "POST", "authentication/register", undefined, { ...names, password });
  const admin = await login("admin", adminPassword);
  const token = await login("jane", password);
  const { id, roles } = await call(200, "GET", "authentication/current", token);
  const self = { ...names, lastName: "Dough" };
  assert.equal((await call(200, "PUT", `users/${id}/self/`, token, self)).last_name, "Dough");
  const change = { oldPassword: password, newPassword };
  assert.equal(await call(200, "PUT", `users/${id}/password/`, token, change), null);

  const all = { ...self, roles: roles.map((role) => role.id), enabled: false };
  const disabled = await call(200, "PUT", `users/${id}`, admin, all);
  assert.equal(disabled.enabled, false);
  await call(403, "POST", "authentication/login", undefined, { username: "jane", password: newPassword });
  await call(200, "PUT", `users/${id}`, admin, { ...all, enabled: true });
  assert.equal(await call(200, "PUT", `users/${id}/password/admin/`, admin, { password }), null);
  await login("jane", password);
  assert.deepEqual((await call(200, "GET", `users/?text=${id}`, admin)).map((user) => user.id), [id]);
  await call(200, "DELETE", `users/${id}`, admin);
}

/** Kinderly's pages: cookies, a group per kind of user, and forms with all fields. */
async function kinderly() {
  const cookies = new Map();
  const call = async (expected, method, path, body) => {
    const Cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const { status, body: data, response } = await send(method, `/django${path}`, body, { Cookie });
    response.headers.getSetCookie().forEach((set) => {
      const [name, value] = set.split(";")[0].split("=");
      cookies.set(name, value);
    });
    assert.equal(status, expected, JSON.stringify(data));
    return data;
  };
  const credentials = { username: "admin", password: adminPassword };
  await call(401, "POST", "/api/authenticated/");
  await call(200, "POST", "/api/token/", credentials);
  assert.deepEqual(await call(200, "POST", "/api/authenticated/"), { authenticated: true });
  const groups = new Map((await call(200, "GET", "/groups")).map(({ name, id }) => [name, id]));
  const names = ["Administrators", "Parents", "Staff"];
  assert.deepEqual([...groups.keys()].sort(), names);

  const form = { username: "dave", first_name: "Dave", last_name: "Parent", email: "dave@kinderly.example" };
  const registered = await call(201, "POST", "/api/register/", {
    ...form,
    password,
    confirm_password: password,
    groups: [groups.get("Parents")],
  });
  assert.deepEqual(registered.groups, [groups.get("Parents")]);
  const { url, id } = (await call(200, "GET", "/users")).find((user) => user.username === "dave");
  const changed = await call(200, "PATCH", `/users/${id}/`, {
    ...form,
    last_name: "Staff",
    groups: [groups.get("Staff")],
    is_active: true,
  });
  const staff = url.replace(/users.*/, `groups/${groups.get("Staff")}/`);
  assert.deepEqual(changed, { url, id, ...form, last_name: "Staff", is_active: true, groups: [staff] });
  await call(200, "POST", "/api/reset-password/", { username: "dave", new_password: newPassword });
  await call(200, "POST", "/api/logout/");
  const own = { username: "dave", password: newPassword };
  assert.equal((await call(200, "POST", "/api/token/", own)).user.last_name, "Staff");
  const change = { username: "dave", old_password: newPassword, new_password: password };
  await call(200, "POST", "/api/change-password/", change);

  await call(200, "POST", "/api/token/", credentials);
  const { id: cooks } = await call(201, "POST", "/groups/", { name: "Cooks" });
  await call(200, "PATCH", `/groups/${cooks}/`, { name: "Kitchen" });
  await call(204, "DELETE", `/groups/${cooks}/`);
  await call(204, "DELETE", `/users/${id}/`);
}

await vestec();
await havoc();
await authorization();
await kinderly();
console.log("ok");
