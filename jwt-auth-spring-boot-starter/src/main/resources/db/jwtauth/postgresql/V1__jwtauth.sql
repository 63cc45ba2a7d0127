-- jwt-auth, schema version 1, PostgreSQL. Only creates; may run any number of times.

create table if not exists jwtauth_schema_version (
	version int not null primary key,
	installed_at timestamp with time zone default current_timestamp not null
);

create table if not exists jwtauth_account (
	account_key varchar(255) not null primary key,
	email varchar(254),
	email_canonical varchar(254) unique,
	email_verified boolean not null,
	username varchar(64),
	username_canonical varchar(64) unique,
	first_name varchar(255),
	last_name varchar(255),
	password_hash varchar(1000),
	status varchar(16) not null,
	roles varchar(4000) not null,
	created_at timestamp with time zone default current_timestamp not null
);

create table if not exists jwtauth_subject (
	account_id uuid not null primary key,
	host_id varchar(255) not null unique,
	credential_version bigint not null,
	password_change_required boolean default false not null,
	last_login_at timestamp with time zone,
	tokens_void_until timestamp with time zone,
	changed_at timestamp with time zone,
	deletion_due_at timestamp with time zone
) with (fillfactor = 90);

create index if not exists jwtauth_subject_changed on jwtauth_subject (changed_at) where changed_at is not null;
create index if not exists jwtauth_subject_deletion on jwtauth_subject (deletion_due_at) where deletion_due_at is not null;

-- One row per session. A rotation changes no indexed column (idle_day once a day), so that it stays on its page (HOT).
create table if not exists jwtauth_session (
	session_id uuid not null primary key,
	account_id uuid,
	salt_hash bytea not null,
	generation int not null,
	rotated_at timestamp with time zone,
	amr varchar(255),
	authenticated_at timestamp with time zone not null,
	remember_me boolean not null,
	created_at timestamp with time zone not null,
	last_used_at timestamp with time zone not null,
	idle_expires_at timestamp with time zone not null,
	idle_day date generated always as ((idle_expires_at at time zone 'UTC')::date) stored,
	absolute_expires_at timestamp with time zone not null,
	device_name varchar(128),
	device_type varchar(16),
	browser varchar(128),
	os varchar(128),
	user_agent varchar(512),
	ip_address varchar(128),
	city varchar(128),
	country varchar(128),
	ended_at timestamp with time zone,
	end_reason varchar(32),
	constraint jwtauth_session_has_owner check (ended_at is not null or account_id is not null)
) with (fillfactor = 80);

create index if not exists jwtauth_session_account on jwtauth_session (account_id) where account_id is not null;
create index if not exists jwtauth_session_ended on jwtauth_session (ended_at) where ended_at is not null;
create index if not exists jwtauth_session_absolute on jwtauth_session (absolute_expires_at);
create index if not exists jwtauth_session_idle on jwtauth_session (idle_day) where ended_at is null;

create table if not exists jwtauth_signing_key (
	kid varchar(64) not null primary key,
	algorithm varchar(16) not null,
	key_sequence int not null unique,
	public_key bytea not null,
	sealed_private_key bytea not null,
	created_at timestamp with time zone not null,
	active_from timestamp with time zone not null
);

create table if not exists jwtauth_external_identity (
	provider varchar(255) not null,
	external_subject varchar(255) not null,
	account_id uuid not null,
	linked_at timestamp with time zone not null,
	primary key (provider, external_subject)
);

create index if not exists jwtauth_external_identity_account on jwtauth_external_identity (account_id);

-- One row per token that is still good; what was used is deleted.
create table if not exists jwtauth_one_time_token (
	token_hash bytea not null primary key,
	purpose varchar(32) not null,
	account_id uuid not null,
	credential_version bigint not null,
	browser_hash bytea,
	payload varchar(3000),
	code_hash bytea,
	code_attempts int,
	expires_at timestamp with time zone not null
);

create index if not exists jwtauth_one_time_token_account on jwtauth_one_time_token (account_id);
create index if not exists jwtauth_one_time_token_expiry on jwtauth_one_time_token (expires_at);

-- What is kept of an account beside the account itself, whoever has that.
create table if not exists jwtauth_account_details (
	account_id uuid not null primary key,
	registered_at timestamp with time zone,
	email_verified_at timestamp with time zone,
	password_changed_at timestamp with time zone,
	locale varchar(35),
	time_zone varchar(64),
	terms_version varchar(64),
	terms_accepted_at timestamp with time zone,
	privacy_version varchar(64),
	privacy_accepted_at timestamp with time zone,
	extra_fields varchar(4096)
);

create table if not exists jwtauth_password_history (
	history_id uuid not null primary key,
	account_id uuid not null,
	password_hash varchar(1000) not null,
	replaced_at timestamp with time zone not null
);

create index if not exists jwtauth_password_history_account on jwtauth_password_history (account_id, replaced_at);

-- One row per promised mail. What was sent keeps no content; it counts for the bound of its mailbox until it is purged.
create table if not exists jwtauth_mail (
	mail_id uuid not null primary key,
	account_id uuid,
	kind varchar(32) not null,
	recipient_hash bytea not null,
	sealed_notice bytea,
	state varchar(16) not null,
	created_at timestamp with time zone not null,
	due_at timestamp with time zone not null,
	give_up_at timestamp with time zone not null,
	leased_until timestamp with time zone,
	attempts int not null,
	finished_at timestamp with time zone,
	failure varchar(255)
);

create index if not exists jwtauth_mail_due on jwtauth_mail (state, due_at);
create index if not exists jwtauth_mail_account on jwtauth_mail (account_id) where account_id is not null;
create index if not exists jwtauth_mail_finished on jwtauth_mail (finished_at) where finished_at is not null;

create table if not exists jwtauth_mail_budget (
	recipient_hash bytea not null primary key,
	last_at timestamp with time zone not null,
	hour_from timestamp with time zone not null,
	hour_count int not null,
	day_from timestamp with time zone not null,
	day_count int not null
);

create index if not exists jwtauth_mail_budget_day on jwtauth_mail_budget (day_from);

-- One row per identifier, account or device that somebody guesses at; a success deletes it.
create table if not exists jwtauth_login_failure (
	failure_key bytea not null primary key,
	account_id uuid,
	recent_count int not null,
	total_count int not null,
	pending_count int not null,
	counted_since timestamp with time zone not null,
	blocked_until timestamp with time zone,
	last_at timestamp with time zone not null
);

create index if not exists jwtauth_login_failure_account on jwtauth_login_failure (account_id);

create index if not exists jwtauth_login_failure_last on jwtauth_login_failure (last_at);

-- Only grows, until housekeeping removes what is older than the retention. row_mac covers the columns before it, chain_mac
-- the row before as well.
create table if not exists jwtauth_audit_event (
	event_id uuid not null primary key,
	occurred_at timestamp with time zone not null,
	type varchar(64) not null,
	outcome varchar(16) not null,
	reason varchar(64),
	risk varchar(16) not null,
	actor_id uuid,
	account_id uuid,
	session_id uuid,
	ip_address varchar(128),
	user_agent varchar(512),
	device varchar(256),
	request_id varchar(64),
	metadata varchar(4096),
	secret_id int not null,
	row_mac bytea not null,
	chain_position bigint unique,
	chain_mac bytea
);

create index if not exists jwtauth_audit_event_account on jwtauth_audit_event (account_id, occurred_at);
create index if not exists jwtauth_audit_event_type on jwtauth_audit_event (type, occurred_at);
create index if not exists jwtauth_audit_event_time on jwtauth_audit_event (occurred_at);
create index if not exists jwtauth_audit_event_unsealed on jwtauth_audit_event (occurred_at) where chain_position is null;

-- One row: where the chain begins, since older rows were removed, and where it ends.
create table if not exists jwtauth_audit_chain (
	chain_id int not null primary key,
	base_position bigint not null,
	base_mac bytea not null,
	head_position bigint not null,
	head_mac bytea not null,
	secret_id int not null,
	row_mac bytea not null,
	sealed_at timestamp with time zone not null
);

-- Setup tokens that have made somebody the first administrator.
create table if not exists jwtauth_admin_setup (
	token_hash bytea not null primary key,
	account_id uuid not null,
	used_at timestamp with time zone not null
);

create table if not exists jwtauth_task (
	name varchar(64) not null primary key,
	holder uuid not null,
	leased_until timestamp with time zone not null
);

-- The authenticator app of an account: pending until a code of it was seen. The seed is sealed and bound to its account.
create table if not exists jwtauth_totp (
	account_id uuid not null primary key,
	seed_id uuid not null,
	seed_box bytea not null,
	last_step bigint not null,
	created_at timestamp with time zone not null,
	activated_at timestamp with time zone
);
create index if not exists jwtauth_totp_created on jwtauth_totp (created_at);

-- One row per recovery code that is left: a salted hash, sealed.
create table if not exists jwtauth_recovery_code (
	code_id uuid not null primary key,
	account_id uuid not null,
	code_box bytea not null
);
create index if not exists jwtauth_recovery_code_account on jwtauth_recovery_code (account_id);

-- Devices that are not asked for the second factor for a while, by a hash of their token.
create table if not exists jwtauth_remembered_device (
	device_id uuid not null primary key,
	account_id uuid not null,
	device_hash bytea not null,
	device_name varchar(128),
	device_type varchar(16) not null,
	browser varchar(128),
	os varchar(128),
	ip_address varchar(128),
	created_at timestamp with time zone not null,
	last_used_at timestamp with time zone not null,
	expires_at timestamp with time zone not null,
	constraint jwtauth_remembered_device_hash unique (account_id, device_hash)
);
create index if not exists jwtauth_remembered_device_expiry on jwtauth_remembered_device (expires_at);

insert into jwtauth_schema_version (version) values (1) on conflict do nothing;
