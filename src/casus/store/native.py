"""What SQLite and PostgreSQL do each in its own way: full-text search, and tables to which one may only add."""

from __future__ import annotations

import re

FOUND = ("\ue000", "\ue001")  # around the words found in a snippet
ADDED_ONLY = "a judgement is never changed or taken away"

SQLITE = (
    """CREATE VIRTUAL TABLE documents_text USING fts5(
         title, text, content='documents', content_rowid='number', tokenize='porter unicode61 remove_diacritics 2')""",
    """CREATE TRIGGER documents_text_in AFTER INSERT ON documents BEGIN
         INSERT INTO documents_text(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    """CREATE TRIGGER documents_text_out AFTER DELETE ON documents BEGIN
         INSERT INTO documents_text(documents_text, rowid, title, text)
         VALUES ('delete', old.number, old.title, old.text); END""",
    """CREATE TRIGGER documents_text_new AFTER UPDATE OF title, text ON documents BEGIN
         INSERT INTO documents_text(documents_text, rowid, title, text)
         VALUES ('delete', old.number, old.title, old.text);
         INSERT INTO documents_text(rowid, title, text) VALUES (new.number, new.title, new.text); END""",
    *(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} BEGIN "
        f"SELECT RAISE(ABORT, '{ADDED_ONLY}'); END"
        for table in ("judgements", "subjects")
        for verb in ("UPDATE", "DELETE")
    ),
)

VECTOR = "to_tsvector('english', coalesce(title, '') || ' ' || text)"
POSTGRES = (
    f"CREATE INDEX ix_documents_text ON documents USING gin ({VECTOR})",
    f"""CREATE FUNCTION casus_added_only() RETURNS trigger LANGUAGE plpgsql AS
         $$ BEGIN RAISE EXCEPTION '{ADDED_ONLY}'; END $$""",
    *(
        f"CREATE TRIGGER {table}_added_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION casus_added_only()"
        for table in ("judgements", "subjects")
    ),
)

STATEMENTS = {"sqlite": SQLITE, "postgresql": POSTGRES}
TERM = re.compile(r'(-?)(?:"([^"]*)"?|(\S+))')
WORD = re.compile(r"\w+")


def terms(query: str) -> tuple[list[str], list[str]]:
    """What must stand in a text, and what must not: words and phrases, without marks."""
    wanted: list[str] = []
    absent: list[str] = []
    for minus, phrase, word in TERM.findall(query):
        bare = " ".join(WORD.findall(phrase or word))
        if bare:
            (absent if minus else wanted).append(bare)
    return wanted, absent


def fts5(query: str) -> str | None:
    """The query in the language of FTS5; None where it wants nothing."""
    wanted, absent = terms(query)
    if not wanted:
        return None
    # Quoted, so that no word of the query is read as an operator.
    asked = " AND ".join(f'"{w}"' for w in wanted)
    refused = " OR ".join(f'"{w}"' for w in absent)
    return f"({asked}) NOT ({refused})" if absent else asked


def websearch(query: str) -> str | None:
    """The query in the language of websearch_to_tsquery; None where it wants nothing."""
    wanted, absent = terms(query)
    if not wanted:
        return None
    return " ".join([f'"{w}"' for w in wanted] + [f'-"{w}"' for w in absent])
