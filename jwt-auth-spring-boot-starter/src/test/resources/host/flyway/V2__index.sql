create index if not exists note_text on note (text);
