-- A version that does not exist, for tests of an upgrade. Fails when it runs twice.

alter table jwtauth_session add column label varchar(64) default 'none; really' not null;
create table jwtauth_next (id int not null primary key);

insert into jwtauth_schema_version (version) values (2);
