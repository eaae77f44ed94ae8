-- What a distributed PostgreSQL refuses, said in another way (docs/scaling.md). Everywhere else it means the same.

-- 1. ON DELETE SET NULL with the owner in the key: a trigger detaches. It is named before "RI_", because triggers after a row
-- run in the order of their names and the key is checked by one of those. Not before the row: a task and the one that follows
-- it may go in one statement, and a row that is to go must not be changed first.
ALTER TABLE "contacts" DROP CONSTRAINT "contacts_user_id_company_id_fkey";
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_user_id_interaction_id_fkey";
ALTER TABLE "tasks" DROP CONSTRAINT "tasks_user_id_previous_id_fkey";

ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_company_id_fkey" FOREIGN KEY ("user_id", "company_id") REFERENCES "companies"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_interaction_id_fkey" FOREIGN KEY ("user_id", "interaction_id") REFERENCES "interactions"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_previous_id_fkey" FOREIGN KEY ("user_id", "previous_id") REFERENCES "tasks"("user_id", "id") ON DELETE NO ACTION ON UPDATE NO ACTION;

CREATE FUNCTION companies_detach() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts SET company_id = NULL WHERE user_id = OLD.user_id AND company_id = OLD.id;
  RETURN NULL;
END $$;

CREATE FUNCTION interactions_detach() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE tasks SET interaction_id = NULL WHERE user_id = OLD.user_id AND interaction_id = OLD.id;
  RETURN NULL;
END $$;

CREATE FUNCTION tasks_detach() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE tasks SET previous_id = NULL WHERE user_id = OLD.user_id AND previous_id = OLD.id;
  RETURN NULL;
END $$;

CREATE TRIGGER "Detach" AFTER DELETE ON "companies" FOR EACH ROW EXECUTE FUNCTION companies_detach();
CREATE TRIGGER "Detach" AFTER DELETE ON "interactions" FOR EACH ROW EXECUTE FUNCTION interactions_detach();
CREATE TRIGGER "Detach" AFTER DELETE ON "tasks" FOR EACH ROW EXECUTE FUNCTION tasks_detach();

-- 2. ON UPDATE CASCADE: ids of users never change.
ALTER TABLE "profiles" DROP CONSTRAINT "profiles_user_id_fkey",
  ADD CONSTRAINT "profiles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "two_factors" DROP CONSTRAINT "two_factors_user_id_fkey",
  ADD CONSTRAINT "two_factors_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "recovery_codes" DROP CONSTRAINT "recovery_codes_user_id_fkey",
  ADD CONSTRAINT "recovery_codes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "email_changes" DROP CONSTRAINT "email_changes_user_id_fkey",
  ADD CONSTRAINT "email_changes_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "password_resets" DROP CONSTRAINT "password_resets_user_id_fkey",
  ADD CONSTRAINT "password_resets_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- 3. A sign-in writes only rows of its owner: `users` has a copy on every machine.
ALTER TABLE "profiles" ADD COLUMN "last_login" TIMESTAMPTZ(3);
INSERT INTO "profiles" ("user_id") SELECT id FROM "users" WHERE "last_login" IS NOT NULL ON CONFLICT DO NOTHING;
UPDATE "profiles" SET "last_login" = u."last_login" FROM "users" u WHERE u.id = "user_id";
ALTER TABLE "users" DROP COLUMN "last_login";

-- 4. Numbers of contacts: what a statement changed is read by itself and written by values.
CREATE OR REPLACE FUNCTION contacts_counted() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  sign INTEGER := CASE TG_OP WHEN 'DELETE' THEN -1 ELSE 1 END;
  line RECORD;
BEGIN
  FOR line IN
    SELECT user_id, status, count(*)::int AS people, (count(*) FILTER (WHERE open_tasks = 0))::int AS unplanned,
      (count(*) FILTER (WHERE is_sample))::int AS samples
    FROM changed GROUP BY user_id, status
  LOOP
    -- A user who is being deleted takes the lines along.
    CONTINUE WHEN NOT EXISTS (SELECT FROM users WHERE id = line.user_id);
    INSERT INTO contact_counts (user_id, status, people, unplanned, samples)
    VALUES (line.user_id, line.status, sign * line.people, sign * line.unplanned, sign * line.samples);
    PERFORM contact_counts_sum_up(line.user_id);
  END LOOP;
  RETURN NULL;
END $$;
