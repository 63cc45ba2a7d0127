create sequence if not exists note_seq start with 1 increment by 50;
create table if not exists note (id bigint primary key, text varchar(255));
