'use strict';

// The access token lives in memory only; the refresh token is in a cookie that scripts cannot read.
let accessToken = null;
// One refresh at a time in this tab; other tabs may do the same, the library gives both the same successor.
let refreshing = null;

const byId = (id) => document.getElementById(id);

function log(method, path, response, body) {
  const shown = JSON.stringify(body, (key, value) => key === 'access_token' ? value.slice(0, 24) + '…' : value, 2);
  byId('log').textContent = `${method} ${path} → ${response.status}\n${body ? shown : ''}\n\n` + byId('log').textContent;
}

async function send(method, path, body) {
  const headers = {};
  if (accessToken) headers.Authorization = `Bearer ${accessToken}`;
  if (body) headers['Content-Type'] = 'application/json';
  const response = await fetch(path, { method, headers, body: body && JSON.stringify(body) });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  log(method, path, response, answer);
  return { response, answer };
}

function refresh() {
  refreshing ??= send('POST', '/auth/token/refresh').then(({ response, answer }) => {
    refreshing = null;
    accessToken = response.ok ? answer.access_token : null;
    return response.ok;
  });
  return refreshing;
}

async function call(method, path, body) {
  const first = await send(method, path, body);
  if (first.response.status !== 401 || !(await refresh())) return first;
  return send(method, path, body);
}

async function show() {
  byId('login-section').hidden = accessToken !== null;
  byId('session-section').hidden = accessToken === null;
  if (accessToken === null) {
    byId('status').textContent = 'Not logged in.';
    return;
  }
  byId('status').textContent = 'Logged in.';
  const { response, answer } = await call('GET', '/auth/sessions');
  byId('sessions').replaceChildren(...(response.ok ? answer.sessions.map(row) : []));
}

function row(session) {
  const device = session.device_name ?? [session.browser, session.os].filter(Boolean).join(' on ');
  const cells = [device || 'Unknown', session.ip_address ?? '', new Date(session.last_used_at).toLocaleString()];
  const tr = document.createElement('tr');
  tr.append(...cells.map((text) => Object.assign(document.createElement('td'), { textContent: text })));
  const end = Object.assign(document.createElement('button'), { textContent: 'End', className: 'quiet' });
  end.addEventListener('click', () => call('DELETE', `/auth/sessions/${session.id}`).then(show));
  const last = document.createElement('td');
  last.append(session.current ? 'this one' : end);
  tr.append(last);
  return tr;
}

byId('login').addEventListener('submit', async (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const { response, answer } = await send('POST', '/auth/login', {
    email: form.get('email'), password: form.get('password'), remember_me: form.has('remember_me'),
  });
  if (response.ok) accessToken = answer.access_token;
  await show();
  if (!response.ok) byId('status').textContent = answer.detail;
});

for (const button of document.querySelectorAll('[data-call]')) {
  button.addEventListener('click', () => call('GET', button.dataset.call));
}
byId('refresh').addEventListener('click', () => refresh().then(show));
byId('logout').addEventListener('click', async () => {
  await send('POST', '/auth/logout');
  accessToken = null;
  await show();
});
byId('terminate').addEventListener('click', () => call('POST', '/auth/sessions/terminate-all').then(show));

refresh().then(show);
