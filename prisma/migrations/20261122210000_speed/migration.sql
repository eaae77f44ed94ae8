-- What a page reads, it reads from an index or a kept number, however many rows there are (docs/performance.md).

-- How many people an account has, kept as a log of differences: what is counted is their sum. Adding a line waits for
-- nobody, where changing one number would make every two writers of an account wait for each other.
CREATE TABLE "contact_counts" (
    "user_id" INTEGER NOT NULL,
    "id" BIGSERIAL NOT NULL,
    "status" "ContactStatus" NOT NULL,
    "people" INTEGER NOT NULL,
    "unplanned" INTEGER NOT NULL,
    "samples" INTEGER NOT NULL,

    CONSTRAINT "contact_counts_pkey" PRIMARY KEY ("user_id","id")
);

ALTER TABLE "contact_counts" ADD CONSTRAINT "contact_counts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
SELECT user_id, status, count(*), count(*) FILTER (WHERE open_tasks = 0), count(*) FILTER (WHERE is_sample)
FROM contacts GROUP BY user_id, status;

-- Many lines become one for each status. Lines that another transaction is summing up right now are left to it.
CREATE FUNCTION contact_counts_sum_up(owner INTEGER) RETURNS VOID LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- Under a stricter isolation the lines of others could not be deleted without an error.
  IF current_setting('transaction_isolation') <> 'read committed'
    OR (SELECT count(*) FROM contact_counts WHERE user_id = owner) <= 50 THEN
    RETURN;
  END IF;
  WITH gone AS (
    DELETE FROM contact_counts WHERE user_id = owner
      AND id IN (SELECT id FROM contact_counts WHERE user_id = owner FOR UPDATE SKIP LOCKED)
    RETURNING status, people, unplanned, samples
  )
  INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
  SELECT owner, status, sum(people), sum(unplanned), sum(samples) FROM gone GROUP BY status;
END $$;

CREATE FUNCTION contacts_counted() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  owner INTEGER;
BEGIN
  FOR owner IN
    INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
    SELECT user_id, status, sign * count(*), sign * count(*) FILTER (WHERE open_tasks = 0), sign * count(*) FILTER (WHERE is_sample)
    -- A user who is being deleted takes the lines along.
    FROM changed, (SELECT CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END AS sign) s
    WHERE EXISTS (SELECT FROM users WHERE id = changed.user_id)
    GROUP BY user_id, status, sign
    RETURNING user_id
  LOOP
    PERFORM contact_counts_sum_up(owner);
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER contacts_counted_insert AFTER INSERT ON contacts REFERENCING NEW TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION contacts_counted();
CREATE TRIGGER contacts_counted_delete AFTER DELETE ON contacts REFERENCING OLD TABLE AS changed
FOR EACH STATEMENT EXECUTE FUNCTION contacts_counted();

CREATE FUNCTION contacts_counted_anew() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
  SELECT user_id, status, sum(people), sum(unplanned), sum(samples)
  FROM (VALUES (OLD.user_id, OLD.status, -1, -(OLD.open_tasks = 0)::INTEGER, -OLD.is_sample::INTEGER),
               (NEW.user_id, NEW.status, 1, (NEW.open_tasks = 0)::INTEGER, NEW.is_sample::INTEGER))
    AS line (user_id, status, people, unplanned, samples)
  GROUP BY user_id, status;
  PERFORM contact_counts_sum_up(NEW.user_id);
  RETURN NULL;
END $$;

CREATE TRIGGER contacts_counted_update AFTER UPDATE OF status, open_tasks, is_sample ON contacts FOR EACH ROW
WHEN ((OLD.status, OLD.open_tasks = 0, OLD.is_sample) IS DISTINCT FROM (NEW.status, NEW.open_tasks = 0, NEW.is_sample))
EXECUTE FUNCTION contacts_counted_anew();

-- The next are partial, which Prisma's schema cannot say and does not see.

-- Open tasks in the order in which they are listed; the number beside "Tasks".
CREATE INDEX tasks_open_idx ON tasks (user_id, due_date, due_time, priority DESC, created_at DESC, id DESC) INCLUDE (status)
WHERE status <> 'done';
-- The same as the day page ranks them: of each priority the oldest first.
CREATE INDEX tasks_pressing_idx ON tasks (user_id, priority, due_date, due_time, id) WHERE status <> 'done';
-- Done tasks, the last one first.
CREATE INDEX tasks_done_idx ON tasks (user_id, completed_at DESC NULLS LAST, id DESC) INCLUDE (priority) WHERE status = 'done';
-- Those for whom nothing is planned: the longest silent first, and those never spoken with.
CREATE INDEX contacts_silent_idx ON contacts (user_id, last_interaction_at, id)
WHERE open_tasks = 0 AND status <> 'churned' AND last_interaction_at IS NOT NULL;
CREATE INDEX contacts_unspoken_idx ON contacts (user_id, created_at, id)
WHERE open_tasks = 0 AND status <> 'churned' AND last_interaction_at IS NULL;
-- Those of a company who were spoken with last.
CREATE INDEX contacts_spoken_idx ON contacts (user_id, company_id, last_interaction_at DESC, id DESC)
WHERE company_id IS NOT NULL AND last_interaction_at IS NOT NULL;

-- The kind at its end: how many calls, notes and mails there were is counted in the index alone.
DROP INDEX "interactions_user_id_contact_id_occurred_at_id_idx";
CREATE INDEX "interactions_user_id_contact_id_occurred_at_id_interaction__idx" ON "interactions"("user_id", "contact_id", "occurred_at" DESC, "id" DESC, "interaction_type");
-- Served by the three of tasks above.
DROP INDEX "tasks_user_id_completed_at_idx";
