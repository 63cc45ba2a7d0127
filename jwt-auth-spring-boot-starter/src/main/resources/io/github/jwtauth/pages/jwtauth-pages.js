'use strict';

/*
 * The pages that mailed links lead to. The token comes in the fragment, leaves the address bar at once, stays in memory
 * only, and is posted when somebody presses the button. Nothing is ever written as HTML.
 */
(() => {
	const base = document.documentElement.dataset.base;
	const patience = 30000;
	let token = null;
	let policy = null;
	let busy = false;

	const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
	const one = (selector, root = document) => root.querySelector(selector);

	function message(code, gaps = {}) {
		const found = all('[data-message]').find((element) => element.dataset.message === code);
		if (!found) {
			return null;
		}
		return found.textContent.replace(/\{(\w+)\}/g, (whole, name) => (name in gaps) ? String(gaps[name]) : whole);
	}

	/* Sections */

	function show(state) {
		document.body.dataset.state = state;
		all('[data-when]').forEach((section) => {
			section.hidden = section.dataset.when !== state;
		});
		tell('alert', '');
		tell('progress', '');
	}

	/** An end of the walk: the button that had the focus is gone, so the heading takes it. */
	function finish(state) {
		show(state);
		const heading = one(`[data-when="${state}"] h2`);
		if (heading) {
			heading.focus();
		}
	}

	function tell(region, text) {
		one(`[data-${region}]`).textContent = text;
	}

	/* The token */

	function start() {
		const presented = new URLSearchParams(location.hash.slice(1)).get('token');
		if (location.hash) {
			history.replaceState(null, '', location.pathname + location.search);
		}
		if (presented) {
			token = presented;
			all('form').forEach((form) => {
				form.reset();
				clearErrors(form);
			});
			show('token');
			preparePasswords();
		}
		else if (!token) {
			show(one('[data-when="code"]') ? 'code' : 'no-token');
		}
	}

	/* Requests */

	async function call(method, path, body, headers = {}) {
		const options = {
			method,
			headers: { Accept: 'application/json', ...headers },
			credentials: 'same-origin',
			cache: 'no-store',
			redirect: 'error',
			referrerPolicy: 'no-referrer',
			signal: AbortSignal.timeout ? AbortSignal.timeout(patience) : undefined
		};
		if (body) {
			options.headers['Content-Type'] = 'application/json';
			options.body = JSON.stringify(body);
		}
		const response = await fetch(base + path, options);
		const text = await response.text();
		let json = {};
		try {
			json = JSON.parse(text) || {};
		}
		catch (ignored) {
			// an empty answer, or that of a proxy
		}
		return { status: response.status, ok: response.ok, json };
	}

	async function post(path, body) {
		const answer = await call('POST', path, body);
		if (answer.status !== 403 || answer.json.code !== 'cross_origin') {
			return answer;
		}
		// where the application asks for a token against request forgery, too
		const csrf = await call('GET', '/csrf');
		if (!csrf.ok || !csrf.json.csrf_token || !csrf.json.header_name) {
			return answer;
		}
		return call('POST', path, body, { [csrf.json.header_name]: csrf.json.csrf_token });
	}

	/* Forms */

	function values(form) {
		const body = {};
		if ('token' in form.dataset) {
			body.token = token;
		}
		all('input[name]:not(:disabled)', form).forEach((input) => {
			if (input.type === 'checkbox') {
				body[input.name] = input.checked;
			}
			else {
				body[input.name] = ('digits' in input.dataset) ? input.value.replace(/[\s-]/g, '') : input.value;
			}
		});
		return body;
	}

	function clearErrors(form) {
		all('[data-error-of]', form).forEach((error) => {
			error.textContent = '';
		});
		all('[aria-invalid]', form).forEach((input) => input.removeAttribute('aria-invalid'));
	}

	function fail(form, name, texts) {
		const input = form.elements.namedItem(name);
		const error = one(`[data-error-of="${name}"]`, form);
		if (!input || !error) {
			return false;
		}
		const demanded = input.closest('[data-demanded]');
		if (demanded) {
			demanded.hidden = false;
			input.disabled = false;
		}
		input.setAttribute('aria-invalid', 'true');
		error.textContent = texts.join('\n');
		return true;
	}

	function focusFirstError(form) {
		const first = one('[aria-invalid="true"]', form);
		if (first) {
			first.focus();
		}
	}

	/** What the browser can tell without asking. */
	function isComplete(form) {
		all('input', form).filter((input) => !input.disabled && !input.checkValidity()).forEach((input) => {
			fail(form, input.name, [message(input.validity.valueMissing ? 'required' : 'email')]);
		});
		focusFirstError(form);
		return !one('[aria-invalid="true"]', form);
	}

	async function submit(event) {
		event.preventDefault();
		const form = event.target;
		if (busy) {
			return;
		}
		clearErrors(form);
		tell('alert', '');
		if (!isComplete(form)) {
			return;
		}
		work(form, true);
		try {
			const answer = await post(form.dataset.post, values(form));
			await preparePasswords();
			answered(form, answer);
		}
		catch (unreachable) {
			tell('alert', message('unreachable'));
		}
		finally {
			work(form, false);
		}
	}

	/** Not disabled: the button would lose the focus. */
	function work(form, working) {
		busy = working;
		one('[type="submit"]', form).setAttribute('aria-disabled', String(working));
		tell('progress', working ? message('working') : '');
	}

	function answered(form, answer) {
		if (answer.ok) {
			succeeded(form, answer.json);
			giveBack(answer.json);
		}
		else if (answer.json.code === 'invalid_token' && !form.dataset.invalid) {
			token = null;
			form.reset();
			finish('dead-link');
		}
		else if (!refusedFields(form, answer.json)) {
			tell('alert', general(form, answer));
		}
	}

	function succeeded(form, json) {
		token = null;
		form.reset();
		if (json.exchange_token) {
			// the front end knows what to do with it, as after a login with an identity provider
			all('[data-application]').forEach((link) => {
				link.href += `#exchange_token=${encodeURIComponent(json.exchange_token)}`;
			});
		}
		finish('done');
	}

	/** A session whose tokens are for a body is of no use to a page, and would live on in the list of devices. */
	function giveBack(json) {
		if (json.refresh_token) {
			call('POST', '/logout', { refresh_token: json.refresh_token }).catch(() => {});
		}
	}

	/** Puts what is wrong beside its field. */
	function refusedFields(form, problem) {
		const errors = Array.isArray(problem.errors) ? problem.errors.slice() : [];
		const code = String(problem.code || '');
		if (!errors.length && code.startsWith('password_')) {
			errors.push({ code });
		}
		const password = one('[data-password]', form);
		const texts = new Map();
		for (const error of errors) {
			const ofPassword = String(error.code).startsWith('password_');
			const name = (ofPassword && password) ? password.name : error.field;
			texts.set(name, [...(texts.get(name) || []), textOf(error, form.elements.namedItem(name), ofPassword)]);
		}
		let shown = false;
		texts.forEach((list, name) => {
			shown = fail(form, name, [...new Set(list)]) || shown;
		});
		focusFirstError(form);
		return shown;
	}

	function textOf(error, input, ofPassword) {
		if (error.code === 'required' && input && input.type === 'checkbox') {
			return message('tick');
		}
		const gaps = policy ? { min: policy.min_length, max: policy.max_length } : {};
		const text = message(error.code, gaps);
		return (text && !text.includes('{')) ? text : message(ofPassword ? 'password_refused' : 'field');
	}

	function general(form, answer) {
		const code = (form.dataset.invalid && answer.json.code === 'invalid_token') ? form.dataset.invalid
				: answer.json.code;
		if (answer.status === 429) {
			return message('too_many', { wait: duration(Number(answer.json.retry_after) || 60) });
		}
		if (answer.status === 502 || answer.status === 503 || answer.status === 504) {
			return message('unreachable');
		}
		return message(code) || message('unexpected', { trace: answer.json.trace_id || '–' });
	}

	function duration(seconds) {
		const minutes = seconds > 90;
		return new Intl.NumberFormat(document.documentElement.lang, {
			style: 'unit', unit: minutes ? 'minute' : 'second', unitDisplay: 'long', maximumFractionDigits: 0
		}).format(minutes ? Math.ceil(seconds / 60) : seconds);
	}

	/* Passwords */

	/** As the server counts them. */
	const length = (password) => Array.from(password.normalize('NFC')).length;

	const tests = {
		min_length: (password) => length(password) >= policy.min_length,
		upper: (password) => /\p{Lu}/u.test(password),
		lower: (password) => /\p{Ll}/u.test(password),
		digit: (password) => /\p{Nd}/u.test(password),
		special: (password) => /[^\p{L}\p{Nd}\s]/u.test(password)
	};

	async function preparePasswords() {
		if (policy || !one('[data-password]')) {
			return;
		}
		try {
			const answer = await call('GET', '/password/policy');
			policy = (answer.ok && answer.json.min_length) ? answer.json : null;
		}
		catch (unreachable) {
			// the server tells when the password comes
		}
		if (policy) {
			all('[data-password]').forEach(explain);
		}
	}

	function explain(input) {
		const field = input.closest('.field');
		const wanted = new Set(['min_length', ...(policy.require || [])]);
		if (policy.common_passwords_refused || policy.breach_check) {
			wanted.add('common');
		}
		all('[data-rule]', field).forEach((rule) => {
			rule.hidden = !wanted.has(rule.dataset.rule);
			rule.textContent = rule.textContent.replace('{min}', policy.min_length);
		});
		const required = (policy.require || []).filter((name) => name !== 'none')
				.map((name) => ` required: ${name};`);
		input.setAttribute('passwordrules', `minlength: ${policy.min_length};${required.join('')}`);
		one('[data-rules]', field).hidden = false;
		one('[data-length]', field).hidden = false;
		one('[data-length]', field).max = policy.min_length;
		measure(input);
	}

	function measure(input) {
		if (!policy) {
			return;
		}
		const field = input.closest('.field');
		one('[data-length]', field).value = Math.min(length(input.value), policy.min_length);
		all('[data-rule]', field).forEach((rule) => {
			const test = tests[rule.dataset.rule];
			rule.classList.toggle('met', Boolean(test && test(input.value)));
		});
	}

	function toggle(event) {
		const button = event.currentTarget;
		const visible = button.getAttribute('aria-pressed') !== 'true';
		button.setAttribute('aria-pressed', String(visible));
		document.getElementById(button.getAttribute('aria-controls')).type = visible ? 'text' : 'password';
	}

	all('form').forEach((form) => form.addEventListener('submit', submit));
	all('[data-show]').forEach((button) => button.addEventListener('click', toggle));
	all('[data-password]').forEach((input) => input.addEventListener('input', () => measure(input)));
	window.addEventListener('hashchange', start);
	start();
})();
