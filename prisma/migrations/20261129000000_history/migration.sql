-- What one press of a button changed is one act; each field that it changed is one line of changes. Row triggers write
-- the lines, in the transaction of the change, whoever writes (docs/decisions/024-history-and-undo.md).
CREATE TABLE "acts" (
    "user_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "actor_id" INTEGER,
    "cause" VARCHAR(10) NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "undoes" BIGINT,
    "steps" INTEGER NOT NULL DEFAULT 0,
    "progress" JSONB,
    "kept" JSONB,

    CONSTRAINT "acts_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE acts ADD CONSTRAINT acts_cause_check CHECK
  (cause IN ('form', 'import', 'bulk', 'merge', 'undo', 'restore', 'ai', 'mail', 'api', 'sample', 'system'));
CREATE INDEX "acts_user_id_at_id_idx" ON "acts"("user_id", "at" DESC, "id" DESC);
ALTER TABLE "acts" ADD CONSTRAINT "acts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
-- Partial, which Prisma's schema cannot say and does not see: the few acts that are still being carried out.
CREATE INDEX acts_unfinished_idx ON acts (user_id, id) WHERE progress IS NOT NULL;

CREATE TABLE "changes" (
    "user_id" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "record_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "act_id" BIGINT NOT NULL,
    "operation" VARCHAR(6) NOT NULL,
    "field" VARCHAR(40) NOT NULL DEFAULT '',
    "old" JSONB,
    "new" JSONB,
    "record_updated_at" TIMESTAMPTZ(3),
    "is_cascade" BOOLEAN NOT NULL DEFAULT false,
    "by_undo" BOOLEAN NOT NULL DEFAULT false,
    "undone_by" BIGINT,

    CONSTRAINT "changes_pkey" PRIMARY KEY ("user_id","kind","record_id","id")
);
ALTER TABLE changes ADD CONSTRAINT changes_operation_check CHECK (operation IN ('create', 'update', 'delete'));
CREATE INDEX "changes_user_id_act_id_id_idx" ON "changes"("user_id", "act_id", "id");
ALTER TABLE "changes" ADD CONSTRAINT "changes_user_id_act_id_fkey" FOREIGN KEY ("user_id", "act_id") REFERENCES "acts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
-- Partial as well: the records in the trash.
CREATE INDEX changes_trash_idx ON changes (user_id, id DESC) WHERE operation = 'delete' AND NOT is_cascade AND NOT by_undo AND undone_by IS NULL;
CREATE INDEX changes_undone_idx ON changes (user_id, undone_by) WHERE undone_by IS NOT NULL;

-- The act that this transaction carries out, until its end. A setting of the session and not of the application, so that
-- the triggers find it on whichever node the rows of the owner are.
CREATE FUNCTION acts_begin() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM set_config('crm.act', concat_ws(' ', NEW.user_id, NEW.id, (NEW.undoes IS NOT NULL)::INTEGER), true);
  RETURN NEW;
END $$;
CREATE TRIGGER acts_begin BEFORE INSERT ON acts FOR EACH ROW EXECUTE FUNCTION acts_begin();
-- An act that goes on in another transaction counts a step.
CREATE TRIGGER acts_continue BEFORE UPDATE OF steps ON acts FOR EACH ROW EXECUTE FUNCTION acts_begin();

-- Whether a link leads to a record that is being deleted in this very statement: then the change comes with that deletion.
CREATE FUNCTION is_link_cut(owner INTEGER, target TEXT, id TEXT) RETURNS BOOLEAN LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  found BOOLEAN;
BEGIN
  IF target IS NULL OR id IS NULL THEN
    RETURN false;
  END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE user_id = $1 AND id = $2)', target) INTO found USING owner, id::INTEGER;
  RETURN NOT found;
END $$;

-- Arguments: the fields whose changes are kept, the columns that the database derives by itself, the links (field to
-- table, as JSON), the column of the id.
CREATE FUNCTION record_change() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT SET timezone TO 'UTC' AS $$
DECLARE
  owner INTEGER := CASE WHEN TG_OP = 'DELETE' THEN OLD.user_id ELSE NEW.user_id END;
  before JSONB := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) END;
  after JSONB := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) END;
  links JSONB := TG_ARGV[2];
  record INTEGER := coalesce(after, before) ->> TG_ARGV[3];
  changed_before TIMESTAMPTZ := before ->> 'updated_at';
  act TEXT[] := string_to_array(nullif(current_setting('crm.act', true), ''), ' ');
  name TEXT;
BEGIN
  -- A user who is being deleted takes the history along.
  IF TG_OP = 'DELETE' AND NOT EXISTS (SELECT FROM users WHERE id = owner) THEN
    RETURN NULL;
  END IF;
  IF act IS NULL OR act[1]::INTEGER <> owner THEN
    INSERT INTO acts (user_id, cause) VALUES (owner, 'system');
    act := string_to_array(current_setting('crm.act', true), ' ');
  END IF;
  IF TG_OP = 'INSERT' THEN
    INSERT INTO changes (user_id, kind, record_id, act_id, operation, by_undo)
    VALUES (owner, TG_TABLE_NAME, record, act[2]::BIGINT, 'create', act[3] = '1');
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO changes (user_id, kind, record_id, act_id, operation, old, record_updated_at, is_cascade, by_undo)
    VALUES (owner, TG_TABLE_NAME, record, act[2]::BIGINT, 'delete', before - TG_ARGV[1]::TEXT[], changed_before,
      (SELECT coalesce(bool_or(is_link_cut(owner, l.value, before ->> l.key)), false) FROM jsonb_each_text(links) l),
      act[3] = '1');
  ELSE
    FOREACH name IN ARRAY TG_ARGV[0]::TEXT[] LOOP
      IF before -> name IS DISTINCT FROM after -> name THEN
        INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new, record_updated_at, is_cascade, by_undo)
        VALUES (owner, TG_TABLE_NAME, record, act[2]::BIGINT, 'update', name, before -> name, after -> name,
          changed_before,
          after -> name = 'null' AND links ? name AND is_link_cut(owner, links ->> name, before ->> name),
          act[3] = '1');
      END IF;
    END LOOP;
  END IF;
  RETURN NULL;
END $$;

-- One line declares a kind of record whose changes are kept.
CREATE FUNCTION track_changes(tracked REGCLASS, fields TEXT[], derived TEXT[] DEFAULT '{}', links JSONB DEFAULT '{}', key TEXT DEFAULT 'id')
RETURNS VOID LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  arguments TEXT := format('%L, %L, %L, %L', fields, derived, links, key);
BEGIN
  EXECUTE format('CREATE TRIGGER record_delete AFTER DELETE ON %s FOR EACH ROW EXECUTE FUNCTION record_change(%s)', tracked, arguments);
  IF fields = '{}' THEN
    RETURN;
  END IF;
  EXECUTE format('CREATE TRIGGER record_create AFTER INSERT ON %s FOR EACH ROW EXECUTE FUNCTION record_change(%s)', tracked, arguments);
  EXECUTE (
    SELECT format('CREATE TRIGGER record_update AFTER UPDATE OF %s ON %s FOR EACH ROW WHEN ((%s) IS DISTINCT FROM (%s)) EXECUTE FUNCTION record_change(%s)',
      string_agg(quote_ident(f), ', '), tracked, string_agg('OLD.' || quote_ident(f), ', '), string_agg('NEW.' || quote_ident(f), ', '), arguments)
    FROM unnest(fields) f);
END $$;

SELECT track_changes('companies', '{name,website,industry,address,is_sample}', '{search_text}');
SELECT track_changes('contacts', '{first_name,last_name,company_id,position,email,phone,status,status_since,notes,is_sample}',
  '{sort_name,search_text,phone_digits,last_interaction_at,last_interaction_type,open_tasks,next_due_date,next_sort}',
  '{"company_id": "companies"}');
SELECT track_changes('interactions', '{contact_id,interaction_type,content,occurred_at,is_sample}', '{search_text}',
  '{"contact_id": "contacts"}');
SELECT track_changes('tasks',
  '{title,description,status,due_date,due_time,priority,repeat,contact_id,interaction_id,repeat_from,previous_id,completed_at,is_sample}',
  '{search_text}', '{"contact_id": "contacts", "interaction_id": "interactions", "previous_id": "tasks"}');
-- A summary is written anew by AI at any time; only that it goes with its contact is kept.
SELECT track_changes('summaries', '{}', '{}', '{"contact_id": "contacts"}', 'contact_id');

-- What a field is when the changes to it are gone through in their order, without those that are undone. A link that was
-- cut since its target was deleted is cut only where it led to that target.
CREATE FUNCTION change_applied(value JSONB, old JSONB, new JSONB, is_cascade BOOLEAN, is_undone BOOLEAN) RETURNS JSONB
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN is_undone OR is_cascade AND coalesce(value, old) IS DISTINCT FROM old THEN coalesce(value, old)
    ELSE new
  END
$$;
CREATE AGGREGATE value_after_changes(JSONB, JSONB, BOOLEAN, BOOLEAN) (SFUNC = change_applied, STYPE = JSONB);

-- Somebody who is given a former status back has it since when they had it.
CREATE OR REPLACE FUNCTION contacts_status() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.status_since := coalesce(NEW.status_since, NEW.created_at);
  ELSIF NEW.status_since IS NOT DISTINCT FROM OLD.status_since THEN
    NEW.status_since := now();
  END IF;
  RETURN NEW;
END $$;
