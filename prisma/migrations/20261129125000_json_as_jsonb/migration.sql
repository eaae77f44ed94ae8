-- JSON that was kept as text becomes jsonb, and the columns of an import are called as in the code.

-- jsonb refuses NUL and halves of surrogate pairs, which JSON texts may hold (in ours always as an escape): they become
-- U+FFFD, as storableJson() makes them. A text that is no JSON becomes a JSON string, so that nothing is lost.
CREATE FUNCTION pg_temp.as_jsonb(value TEXT) RETURNS JSONB LANGUAGE plpgsql AS $$
BEGIN
  RETURN regexp_replace(value, '(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})', '\1\\ufffd', 'gi')::JSONB;
EXCEPTION WHEN data_exception THEN
  RETURN to_jsonb(value);
END $$;

ALTER TABLE "summaries" ALTER COLUMN "content" TYPE JSONB USING pg_temp.as_jsonb("content");

-- Summaries in the trash and in the history.
UPDATE "trash" SET "records" = jsonb_set("records"::JSONB, '{summaries}', (
    SELECT jsonb_agg(row || jsonb_build_object('content', pg_temp.as_jsonb(row ->> 'content')))
    FROM jsonb_array_elements("records"::JSONB -> 'summaries') row))::JSON
  WHERE CASE json_typeof("records" -> 'summaries') WHEN 'array' THEN json_array_length("records" -> 'summaries') > 0 END;
UPDATE "changes" SET "old" = "old" || jsonb_build_object('content', pg_temp.as_jsonb("old" ->> 'content'))
  WHERE "kind" = 'summaries' AND "operation" = 'delete' AND jsonb_typeof("old" -> 'content') = 'string';

ALTER TABLE "imports" RENAME COLUMN "plan" TO "mapping";
ALTER TABLE "imports" ALTER COLUMN "mapping" TYPE JSONB USING pg_temp.as_jsonb("mapping");

-- Empty until the import is done.
ALTER TABLE "imports" RENAME COLUMN "faulty" TO "rejected";
ALTER TABLE "imports" ALTER COLUMN "rejected" DROP DEFAULT, ALTER COLUMN "rejected" DROP NOT NULL;
ALTER TABLE "imports" ALTER COLUMN "rejected" TYPE JSONB USING pg_temp.as_jsonb(nullif("rejected", ''));
UPDATE "imports" SET "rejected" = jsonb_build_object('headers', "rejected" -> 'headings', 'rows', (
    SELECT coalesce(jsonb_agg(row - 'faults' || jsonb_build_object('errors', row -> 'faults') ORDER BY place), '[]')
    FROM jsonb_array_elements("rejected" -> 'faulty') WITH ORDINALITY list(row, place)))
  WHERE jsonb_typeof("rejected" -> 'faulty') = 'array';

-- What cannot be read cannot be undone: the next migration takes the changes of an import from this text.
UPDATE "imports" SET "made" = CASE jsonb_typeof(pg_temp.as_jsonb("made")) WHEN 'object' THEN pg_temp.as_jsonb("made")::TEXT ELSE '' END
  WHERE "made" <> '';

DROP FUNCTION pg_temp.as_jsonb(TEXT);
