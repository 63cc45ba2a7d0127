create table favourite (
	id bigint primary key,
	account_id uuid not null references jwtauth_subject (account_id) on delete cascade,
	author varchar(255) references jwtauth_account (account_key)
);
