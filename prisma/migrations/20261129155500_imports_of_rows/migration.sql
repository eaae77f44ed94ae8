-- A file that waited for its import can only be read as a file; it waits a day at most and is uploaded again.
DELETE FROM imports WHERE state = 'waiting';

-- The rows that imports left out become rows of theirs.
UPDATE imports SET rows = added + filled + skipped + problems,
  headers = CASE jsonb_typeof(rejected -> 'headers') WHEN 'array' THEN rejected -> 'headers' ELSE '[]' END;
INSERT INTO import_rows (user_id, import_id, number, outcome, cells, errors)
SELECT DISTINCT ON (i.user_id, i.id, (line ->> 'number')::INTEGER)
  i.user_id, i.id, (line ->> 'number')::INTEGER, 'rejected', line -> 'cells', line -> 'errors'
FROM imports i, jsonb_array_elements(CASE jsonb_typeof(i.rejected -> 'rows') WHEN 'array' THEN i.rejected -> 'rows' ELSE '[]' END) line;
ALTER TABLE "imports" DROP COLUMN "rejected";

ALTER TABLE "imports" ADD COLUMN "company_rows" INTEGER NOT NULL DEFAULT 0;
