-- What was deleted and what was imported becomes acts of the history, so that all of it is undone in one way. Nothing
-- that could be undone before is lost.

-- Each deleted record with the rows that went with it, and the links of others that it cut.
DO $$
DECLARE
  deleted RECORD;
  act BIGINT;
  part TEXT;
BEGIN
  FOR deleted IN SELECT * FROM trash WHERE records IS NOT NULL ORDER BY deleted_at, id LOOP
    INSERT INTO acts (user_id, cause, at, actor_id)
    VALUES (deleted.user_id, 'form', deleted.deleted_at, deleted.user_id) RETURNING id INTO act;
    FOREACH part IN ARRAY ARRAY['summaries', 'tasks', 'interactions', 'contacts', 'companies'] LOOP
      INSERT INTO changes (user_id, kind, record_id, act_id, operation, old, record_updated_at, is_cascade)
      SELECT deleted.user_id, part, CASE part WHEN 'summaries' THEN row ->> 'contact_id' ELSE row ->> 'id' END::INTEGER,
        act, 'delete', row - ARRAY['search_text', 'sort_name', 'phone_digits', 'last_interaction_at', 'last_interaction_type',
          'open_tasks', 'next_due_date', 'next_sort'], (row ->> 'updated_at')::TIMESTAMPTZ, part <> deleted.kind
      FROM jsonb_array_elements(CASE json_typeof(deleted.records -> part) WHEN 'array' THEN (deleted.records -> part)::JSONB ELSE '[]' END) row;
    END LOOP;
    INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new, is_cascade)
    SELECT deleted.user_id, split_part(link.key, '.', 1), (pair ->> 0)::INTEGER, act, 'update', split_part(link.key, '.', 2),
      pair -> 1, 'null', true
    FROM jsonb_each(deleted.records::JSONB) link,
      jsonb_array_elements(CASE jsonb_typeof(link.value) WHEN 'array' THEN link.value ELSE '[]' END) pair
    WHERE link.key LIKE '%.%' AND NOT EXISTS (SELECT FROM changes c
      WHERE c.user_id = deleted.user_id AND c.act_id = act AND c.kind = split_part(link.key, '.', 1)
        AND c.record_id = (pair ->> 0)::INTEGER AND c.operation = 'delete');
  END LOOP;
END $$;
DROP TABLE "trash";

-- Each import with the people and companies it created, and the fields it filled in.
ALTER TABLE "imports" ADD COLUMN "act_id" BIGINT;
DO $$
DECLARE
  done RECORD;
  act BIGINT;
BEGIN
  FOR done IN
    SELECT user_id, id, done_at, nullif(made::TEXT, '')::JSONB AS made FROM imports WHERE state = 'done' AND nullif(made::TEXT, '') IS NOT NULL
  LOOP
    INSERT INTO acts (user_id, cause, at, actor_id)
    VALUES (done.user_id, 'import', done.done_at, done.user_id) RETURNING id INTO act;
    UPDATE imports SET act_id = act WHERE user_id = done.user_id AND id = done.id;
    INSERT INTO changes (user_id, kind, record_id, act_id, operation)
    SELECT done.user_id, part.key, id::INTEGER, act, 'create'
    FROM jsonb_each(done.made) part, jsonb_array_elements_text(part.value) id
    WHERE part.key IN ('companies', 'contacts');
    INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new, record_updated_at)
    SELECT done.user_id, 'contacts', (filled ->> 'id')::INTEGER, act, 'update', field.key,
      CASE field.key WHEN 'company_id' THEN 'null'::JSONB ELSE '""'::JSONB END, field.value, (filled ->> 'updated_at')::TIMESTAMPTZ
    FROM jsonb_array_elements(done.made -> 'filled') filled, jsonb_each(filled) field
    WHERE field.key IN ('first_name', 'last_name', 'position', 'email', 'phone', 'notes', 'company_id');
    -- What was changed since, as its time tells: it stays, as every change after an act does.
    INSERT INTO acts (user_id, cause, at) VALUES (done.user_id, 'system', done.done_at) RETURNING id INTO act;
    INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new)
    SELECT r.user_id, r.kind, r.id, act, 'update', r.field, r.value, r.value
    FROM (
      SELECT c.user_id, 'contacts' AS kind, c.id, 'first_name' AS field, to_jsonb(c.first_name) AS value FROM contacts c
      WHERE c.user_id = done.user_id AND c.updated_at <> c.created_at
        AND c.id IN (SELECT i::INTEGER FROM jsonb_array_elements_text(done.made -> 'contacts') i)
      UNION ALL
      SELECT k.user_id, 'companies', k.id, 'name', to_jsonb(k.name) FROM companies k
      WHERE k.user_id = done.user_id AND k.updated_at <> k.created_at
        AND k.id IN (SELECT i::INTEGER FROM jsonb_array_elements_text(done.made -> 'companies') i)
      UNION ALL
      SELECT c.user_id, 'contacts', c.id, field.key, to_jsonb(c) -> field.key
      FROM jsonb_array_elements(done.made -> 'filled') filled, jsonb_each(filled) field, contacts c
      WHERE c.user_id = done.user_id AND c.id = (filled ->> 'id')::INTEGER AND (to_jsonb(c) -> field.key) <> field.value
        AND field.key IN ('first_name', 'last_name', 'position', 'email', 'phone', 'notes', 'company_id')) r;
  END LOOP;
END $$;
ALTER TABLE "imports" DROP COLUMN "made";
