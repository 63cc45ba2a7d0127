-- jwt-auth, schema version 1, MariaDB from 10.11. Only creates; may run any number of times.

-- Every table says what a server may have set otherwise. Keys are equal only when they are the same to the last blank:
-- nopad_bin tells apart cases, accents and trailing blanks, which the usual collations do not. Times are datetime(6) in UTC,
-- because a timestamp ends in 2038. Ids are text, because MariaDB's own uuid refuses whatever is not of a version that it
-- knows, and ids are 128 random bits. Indexes stand with their table, because each statement is committed by itself.

create table if not exists jwtauth_schema_version (
	version int not null primary key,
	installed_at datetime(6) not null default utc_timestamp(6)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

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
	created_at datetime(6) not null default utc_timestamp(6)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_subject (
	account_id char(36) character set ascii collate ascii_bin not null primary key,
	host_id varchar(255) not null unique,
	credential_version bigint not null,
	password_change_required boolean default false not null,
	last_login_at datetime(6),
	tokens_void_until datetime(6),
	changed_at datetime(6),
	deletion_due_at datetime(6),
	index jwtauth_subject_changed (changed_at),
	index jwtauth_subject_deletion (deletion_due_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per session. A rotation changes no indexed column (idle_day once a day). Where an index of PostgreSQL is partial,
-- the column is null instead for rows that must not be found: idle_day of ended sessions, account_id of ended sessions.
create table if not exists jwtauth_session (
	session_id char(36) character set ascii collate ascii_bin not null primary key,
	account_id char(36) character set ascii collate ascii_bin,
	salt_hash varbinary(32) not null,
	generation int not null,
	rotated_at datetime(6),
	amr varchar(255),
	authenticated_at datetime(6) not null,
	remember_me boolean not null,
	created_at datetime(6) not null,
	last_used_at datetime(6) not null,
	idle_expires_at datetime(6) not null,
	idle_day date generated always as (case when ended_at is null then cast(idle_expires_at as date) end) stored,
	absolute_expires_at datetime(6) not null,
	device_name varchar(128),
	device_type varchar(16),
	browser varchar(128),
	os varchar(128),
	user_agent varchar(512),
	ip_address varchar(128),
	city varchar(128),
	country varchar(128),
	ended_at datetime(6),
	end_reason varchar(32),
	constraint jwtauth_session_has_owner check (ended_at is not null or account_id is not null),
	index jwtauth_session_account (account_id),
	index jwtauth_session_ended (ended_at),
	index jwtauth_session_absolute (absolute_expires_at),
	index jwtauth_session_idle (idle_day)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_signing_key (
	kid varchar(64) not null primary key,
	algorithm varchar(16) not null,
	key_sequence int not null unique,
	public_key varbinary(1024) not null,
	sealed_private_key varbinary(4096) not null,
	created_at datetime(6) not null,
	active_from datetime(6) not null
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_external_identity (
	provider varchar(255) not null,
	external_subject varchar(255) not null,
	account_id char(36) character set ascii collate ascii_bin not null,
	linked_at datetime(6) not null,
	primary key (provider, external_subject),
	index jwtauth_external_identity_account (account_id)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per token that is still good; what was used is deleted.
create table if not exists jwtauth_one_time_token (
	token_hash varbinary(32) not null primary key,
	purpose varchar(32) not null,
	account_id char(36) character set ascii collate ascii_bin not null,
	credential_version bigint not null,
	browser_hash varbinary(32),
	payload varchar(3000),
	code_hash varbinary(32),
	code_attempts int,
	expires_at datetime(6) not null,
	index jwtauth_one_time_token_account (account_id),
	index jwtauth_one_time_token_expiry (expires_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- What is kept of an account beside the account itself, whoever has that.
create table if not exists jwtauth_account_details (
	account_id char(36) character set ascii collate ascii_bin not null primary key,
	registered_at datetime(6),
	email_verified_at datetime(6),
	password_changed_at datetime(6),
	locale varchar(35),
	time_zone varchar(64),
	terms_version varchar(64),
	terms_accepted_at datetime(6),
	privacy_version varchar(64),
	privacy_accepted_at datetime(6),
	extra_fields varchar(4096)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_password_history (
	history_id char(36) character set ascii collate ascii_bin not null primary key,
	account_id char(36) character set ascii collate ascii_bin not null,
	password_hash varchar(1000) not null,
	replaced_at datetime(6) not null,
	index jwtauth_password_history_account (account_id, replaced_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per promised mail. What was sent keeps no content; it counts for the bound of its mailbox until it is purged.
create table if not exists jwtauth_mail (
	mail_id char(36) character set ascii collate ascii_bin not null primary key,
	account_id char(36) character set ascii collate ascii_bin,
	kind varchar(32) not null,
	recipient_hash varbinary(32) not null,
	sealed_notice varbinary(16000),
	state varchar(16) not null,
	created_at datetime(6) not null,
	due_at datetime(6) not null,
	give_up_at datetime(6) not null,
	leased_until datetime(6),
	attempts int not null,
	finished_at datetime(6),
	failure varchar(255),
	index jwtauth_mail_due (state, due_at),
	index jwtauth_mail_account (account_id),
	index jwtauth_mail_finished (finished_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_mail_budget (
	recipient_hash varbinary(32) not null primary key,
	last_at datetime(6) not null,
	hour_from datetime(6) not null,
	hour_count int not null,
	day_from datetime(6) not null,
	day_count int not null,
	index jwtauth_mail_budget_day (day_from)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per identifier, account or device that somebody guesses at; a success deletes it.
create table if not exists jwtauth_login_failure (
	failure_key varbinary(32) not null primary key,
	account_id char(36) character set ascii collate ascii_bin,
	recent_count int not null,
	total_count int not null,
	pending_count int not null,
	counted_since datetime(6) not null,
	blocked_until datetime(6),
	last_at datetime(6) not null,
	index jwtauth_login_failure_account (account_id),
	index jwtauth_login_failure_last (last_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- Only grows, until housekeeping removes what is older than the retention. row_mac covers the columns before it, chain_mac
-- the row before as well.
create table if not exists jwtauth_audit_event (
	event_id char(36) character set ascii collate ascii_bin not null primary key,
	occurred_at datetime(6) not null,
	type varchar(64) not null,
	outcome varchar(16) not null,
	reason varchar(64),
	risk varchar(16) not null,
	actor_id char(36) character set ascii collate ascii_bin,
	account_id char(36) character set ascii collate ascii_bin,
	session_id char(36) character set ascii collate ascii_bin,
	ip_address varchar(128),
	user_agent varchar(512),
	device varchar(256),
	request_id varchar(64),
	metadata varchar(4096),
	secret_id int not null,
	row_mac varbinary(32) not null,
	chain_position bigint unique,
	chain_mac varbinary(32),
	index jwtauth_audit_event_account (account_id, occurred_at),
	index jwtauth_audit_event_type (type, occurred_at),
	index jwtauth_audit_event_time (occurred_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row: where the chain begins, since older rows were removed, and where it ends.
create table if not exists jwtauth_audit_chain (
	chain_id int not null primary key,
	base_position bigint not null,
	base_mac varbinary(32) not null,
	head_position bigint not null,
	head_mac varbinary(32) not null,
	secret_id int not null,
	row_mac varbinary(32) not null,
	sealed_at datetime(6) not null
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- Setup tokens that have made somebody the first administrator.
create table if not exists jwtauth_admin_setup (
	token_hash varbinary(32) not null primary key,
	account_id char(36) character set ascii collate ascii_bin not null,
	used_at datetime(6) not null
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

create table if not exists jwtauth_task (
	name varchar(64) not null primary key,
	holder char(36) character set ascii collate ascii_bin not null,
	leased_until datetime(6) not null
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- The authenticator app of an account: pending until a code of it was seen. The seed is sealed and bound to its account.
create table if not exists jwtauth_totp (
	account_id char(36) character set ascii collate ascii_bin not null primary key,
	seed_id char(36) character set ascii collate ascii_bin not null,
	seed_box varbinary(255) not null,
	last_step bigint not null,
	created_at datetime(6) not null,
	activated_at datetime(6),
	index jwtauth_totp_created (created_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- One row per recovery code that is left: a salted hash, sealed.
create table if not exists jwtauth_recovery_code (
	code_id char(36) character set ascii collate ascii_bin not null primary key,
	account_id char(36) character set ascii collate ascii_bin not null,
	code_box varbinary(255) not null,
	index jwtauth_recovery_code_account (account_id)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

-- Devices that are not asked for the second factor for a while, by a hash of their token.
create table if not exists jwtauth_remembered_device (
	device_id char(36) character set ascii collate ascii_bin not null primary key,
	account_id char(36) character set ascii collate ascii_bin not null,
	device_hash varbinary(32) not null,
	device_name varchar(128),
	device_type varchar(16) not null,
	browser varchar(128),
	os varchar(128),
	ip_address varchar(128),
	created_at datetime(6) not null,
	last_used_at datetime(6) not null,
	expires_at datetime(6) not null,
	constraint jwtauth_remembered_device_hash unique (account_id, device_hash),
	index jwtauth_remembered_device_expiry (expires_at)
) engine=InnoDB row_format=dynamic character set utf8mb4 collate utf8mb4_nopad_bin;

insert ignore into jwtauth_schema_version (version) values (1);
