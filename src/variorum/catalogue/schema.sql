-- The catalogue: everything derived from the archive's files. It may be deleted at any time and is then built again.
-- `user_version` is the version of this file; a catalogue with another one is thrown away, never migrated.

CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

-- One row a source. An id is never given twice, so that the search index cannot mistake a new source for an old one.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    -- what its dossier says
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    authors TEXT NOT NULL,           -- JSON list: ids and names as the dossier has them, and the names that the ids stand for
    language TEXT NOT NULL,
    access TEXT NOT NULL,
    earliest INTEGER,                -- day numbers: composed, or published where the dossier does not know when composed
    latest INTEGER,
    -- what was read
    digest TEXT NOT NULL,            -- of everything that the pages were made from: original, reader, transcripts, numbering
    reader TEXT NOT NULL,
    media_type TEXT NOT NULL,
    paging TEXT NOT NULL,            -- pages, sections, none
    reason TEXT NOT NULL,            -- why there is no text, where paging is "none"
    paragraphs INTEGER NOT NULL,
    colophon TEXT NOT NULL,          -- JSON
    findings TEXT NOT NULL,          -- JSON
    indexed TEXT NOT NULL DEFAULT '' -- the digest of which the search index holds the text
);

CREATE TABLE pages (
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    sequence INTEGER NOT NULL,
    label TEXT NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    paragraphs TEXT NOT NULL,        -- offsets separated by spaces
    first_paragraph INTEGER NOT NULL,
    head TEXT NOT NULL,
    foot TEXT NOT NULL,
    image TEXT,
    checksum INTEGER NOT NULL,       -- CRC-32 of all this but the source's number
    PRIMARY KEY (source, sequence)
);

-- Forms of the index that may be names: in how many passages of a source each stands with a capital.
CREATE TABLE capitalised (
    form TEXT NOT NULL,
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    passages INTEGER NOT NULL,
    PRIMARY KEY (form, source)
) WITHOUT ROWID;
CREATE INDEX capitalised_in ON capitalised (source);

-- Skeleton → the forms that it may spell, in either script. Only ever added to: whether a form still stands anywhere, the
-- index knows.
CREATE TABLE spelled (
    skeleton TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (skeleton, form)
) WITHOUT ROWID;

-- Sources that are gone but of which the search index may still hold passages.
CREATE TABLE departed (id INTEGER PRIMARY KEY);

-- Whatever else is derived: one result a step and key, with the digests of all that it was made from (JSON, by name,
-- the digest of the code among them), the digest of what came out, and what came out itself.
CREATE TABLE results (
    step TEXT NOT NULL,
    key TEXT NOT NULL,
    inputs TEXT NOT NULL,
    output TEXT NOT NULL,
    payload BLOB NOT NULL,
    PRIMARY KEY (step, key)
);

-- Of rows that follow from results (who is named, what was borrowed): the digest of the results that they were laid from.
CREATE TABLE laid (
    name TEXT PRIMARY KEY,
    digest TEXT NOT NULL
) WITHOUT ROWID;

-- The forms in which anything is named, each once.
CREATE TABLE forms (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,              -- person, group, place, work, role
    name TEXT NOT NULL,              -- in the nominative
    surface TEXT NOT NULL,           -- as it stands in the text
    UNIQUE (kind, name, surface)
);

-- Names where they stand. What they name stands in `identities` and `singled`, so that a judgement moves no mention.
CREATE TABLE mentions (
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    form INTEGER NOT NULL REFERENCES forms (id),
    by TEXT NOT NULL,                -- what recognised it: model, pattern, dossier, antecedent
    cue TEXT NOT NULL,               -- what the words around tell of its case: "oblique" or nothing
    PRIMARY KEY (source, page, start, end)
) WITHOUT ROWID;

CREATE INDEX mentions_by_form ON mentions (form, source);

-- The digest of everything that a source's mentions were made from.
CREATE TABLE recognised (
    source INTEGER PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    digest TEXT NOT NULL
);

-- What a form names throughout one source …
CREATE TABLE identities (
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    form INTEGER NOT NULL REFERENCES forms (id),
    cue TEXT NOT NULL,
    entity TEXT NOT NULL,            -- a dossier's id, empty where the matter is open
    how TEXT NOT NULL,               -- rule, judgement, open
    because TEXT NOT NULL,
    candidates TEXT NOT NULL,        -- ids of dossiers separated by spaces
    PRIMARY KEY (source, form, cue)
) WITHOUT ROWID;

CREATE INDEX identities_by_entity ON identities (entity, source);

-- … and what it names in one place, where that was settled for the place alone.
CREATE TABLE singled (
    source INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    page INTEGER NOT NULL,
    start INTEGER NOT NULL,
    end INTEGER NOT NULL,
    entity TEXT NOT NULL,
    how TEXT NOT NULL,
    because TEXT NOT NULL,
    candidates TEXT NOT NULL,
    PRIMARY KEY (source, page, start, end)
) WITHOUT ROWID;

CREATE INDEX singled_by_entity ON singled (entity, source);

-- Passages that stand in two places, the source whose key comes first as `a`.
CREATE TABLE borrowings (
    id INTEGER PRIMARY KEY,
    a INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    words INTEGER NOT NULL,
    identity REAL NOT NULL,          -- share of letters that agree
    manner TEXT NOT NULL,            -- "formula", or nothing where it is still to be told
    a_stretches TEXT NOT NULL,       -- JSON list of [page, start, end]
    b_stretches TEXT NOT NULL,
    a_text TEXT NOT NULL,
    b_text TEXT NOT NULL
);

CREATE INDEX borrowings_by_a ON borrowings (a);
CREATE INDEX borrowings_by_b ON borrowings (b);

-- Words that stand in so many places that they belong to nobody.
CREATE TABLE formulas (
    text TEXT PRIMARY KEY,
    times INTEGER NOT NULL,
    places TEXT NOT NULL             -- JSON list of [source, page, start, end], the first of them
) WITHOUT ROWID;
