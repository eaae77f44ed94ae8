-- Written by `prisma migrate diff`, then edited by hand: extensions, collations, checks, the column lists of
-- ON DELETE SET NULL, and the columns the database derives (docs/decisions/005-search-text-kept-by-the-database.md).

-- All three are trusted: the owner of the database may create them.
CREATE EXTENSION IF NOT EXISTS citext;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS btree_gin;

-- CreateEnum
CREATE TYPE "Locale" AS ENUM ('en', 'pl');

-- CreateEnum
CREATE TYPE "ContactStatus" AS ENUM ('lead', 'prospect', 'customer', 'churned');

-- CreateEnum
CREATE TYPE "InteractionType" AS ENUM ('note', 'call', 'email', 'meeting');

-- CreateEnum
CREATE TYPE "TaskStatus" AS ENUM ('todo', 'in_progress', 'done');

-- CreateEnum
CREATE TYPE "TaskPriority" AS ENUM ('low', 'normal', 'high');

-- CreateEnum
CREATE TYPE "TaskRepeat" AS ENUM ('never', 'daily', 'weekly', 'monthly', 'yearly');

-- CreateTable
CREATE TABLE "users" (
    "id" SERIAL NOT NULL,
    "username" CITEXT NOT NULL,
    "email" VARCHAR(254) NOT NULL DEFAULT '',
    "password_hash" VARCHAR(100) NOT NULL,
    "is_staff" BOOLEAN NOT NULL DEFAULT false,
    "is_active" BOOLEAN NOT NULL DEFAULT true,
    "date_joined" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_login" TIMESTAMPTZ(3),

    CONSTRAINT "users_username_check" CHECK (username <> ''),
    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "profiles" (
    "user_id" INTEGER NOT NULL,
    "avatar" BYTEA,
    "phone" VARCHAR(20) NOT NULL DEFAULT '',
    "locale" "Locale" NOT NULL DEFAULT 'en',
    "time_zone" VARCHAR(64) NOT NULL DEFAULT 'UTC',
    "shortcuts" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "profiles_pkey" PRIMARY KEY ("user_id")
);

-- CreateTable
CREATE TABLE "companies" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(200) COLLATE "und-x-icu" NOT NULL,
    "website" VARCHAR(500) NOT NULL DEFAULT '',
    "industry" VARCHAR(100) NOT NULL DEFAULT '',
    "address" TEXT NOT NULL DEFAULT '',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "companies_name_check" CHECK (name <> ''),
    CONSTRAINT "companies_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "contacts" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "company_id" INTEGER,
    "first_name" VARCHAR(100) COLLATE "und-x-icu" NOT NULL DEFAULT '',
    "last_name" VARCHAR(100) COLLATE "und-x-icu" NOT NULL DEFAULT '',
    "email" VARCHAR(254) NOT NULL DEFAULT '',
    "phone" VARCHAR(20) NOT NULL DEFAULT '',
    "position" VARCHAR(100) NOT NULL DEFAULT '',
    "status" "ContactStatus" NOT NULL DEFAULT 'lead',
    "notes" TEXT NOT NULL DEFAULT '',
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sort_name" VARCHAR(201) COLLATE "und-x-icu" NOT NULL DEFAULT '',
    "search_text" TEXT NOT NULL DEFAULT '',
    "phone_digits" VARCHAR(20) NOT NULL DEFAULT '',
    "last_interaction_at" TIMESTAMPTZ(3),
    "last_interaction_type" "InteractionType",
    "open_tasks" INTEGER NOT NULL DEFAULT 0,
    "next_due_date" DATE,

    CONSTRAINT "contacts_name_check" CHECK (first_name <> '' OR last_name <> ''),
    CONSTRAINT "contacts_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "interactions" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "interaction_type" "InteractionType" NOT NULL DEFAULT 'note',
    "content" TEXT NOT NULL,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "interactions_content_check" CHECK (content <> ''),
    CONSTRAINT "interactions_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "tasks" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "contact_id" INTEGER,
    "interaction_id" INTEGER,
    "title" VARCHAR(200) NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "status" "TaskStatus" NOT NULL DEFAULT 'todo',
    "priority" "TaskPriority" NOT NULL DEFAULT 'normal',
    "repeat" "TaskRepeat" NOT NULL DEFAULT 'never',
    "due_date" DATE,
    "due_time" TIME(0),
    "repeat_day" SMALLINT,
    "completed_at" TIMESTAMPTZ(3),
    "is_sample" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "search_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "tasks_title_check" CHECK (title <> ''),
    CONSTRAINT "tasks_repeat_day_check" CHECK (repeat_day BETWEEN 1 AND 31),
    CONSTRAINT "tasks_pkey" PRIMARY KEY ("user_id","id")
);

-- CreateTable
CREATE TABLE "session" (
    "sid" VARCHAR NOT NULL,
    "sess" JSON NOT NULL,
    "expire" TIMESTAMP(6) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("sid")
);

-- CreateTable
CREATE TABLE "rate_limits" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limits_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_username_key" ON "users"("username");

-- CreateIndex
CREATE INDEX "companies_user_id_name_id_idx" ON "companies"("user_id", "name", "id");

-- CreateIndex
CREATE INDEX "companies_user_id_search_text_idx" ON "companies" USING GIN ("user_id" int4_ops, "search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "contacts_user_id_company_id_sort_name_id_idx" ON "contacts"("user_id", "company_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "contacts_user_id_last_name_idx" ON "contacts"("user_id", "last_name");

-- CreateIndex
CREATE INDEX "contacts_user_id_sort_name_id_idx" ON "contacts"("user_id", "sort_name", "id");

-- CreateIndex
CREATE INDEX "contacts_user_id_updated_at_id_idx" ON "contacts"("user_id", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contacts_user_id_status_updated_at_id_idx" ON "contacts"("user_id", "status", "updated_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "contacts_user_id_status_sort_name_id_idx" ON "contacts"("user_id", "status", "sort_name", "id");

-- CreateIndex
CREATE INDEX "contacts_user_id_email_idx" ON "contacts"("user_id", "email");

-- CreateIndex
CREATE INDEX "contacts_user_id_search_text_idx" ON "contacts" USING GIN ("user_id" int4_ops, "search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "interactions_user_id_contact_id_occurred_at_id_idx" ON "interactions"("user_id", "contact_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "interactions_user_id_occurred_at_id_idx" ON "interactions"("user_id", "occurred_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "interactions_user_id_search_text_idx" ON "interactions" USING GIN ("user_id" int4_ops, "search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "tasks_user_id_status_due_date_id_idx" ON "tasks"("user_id", "status", "due_date", "id");

-- CreateIndex
CREATE INDEX "tasks_user_id_contact_id_due_date_id_idx" ON "tasks"("user_id", "contact_id", "due_date", "id");

-- CreateIndex
CREATE INDEX "tasks_user_id_interaction_id_idx" ON "tasks"("user_id", "interaction_id");

-- CreateIndex
CREATE INDEX "tasks_user_id_completed_at_idx" ON "tasks"("user_id", "completed_at" DESC);

-- CreateIndex
CREATE INDEX "tasks_user_id_search_text_idx" ON "tasks" USING GIN ("user_id" int4_ops, "search_text" gin_trgm_ops);

-- CreateIndex
CREATE INDEX "IDX_session_expire" ON "session"("expire");

-- AddForeignKey
ALTER TABLE "profiles" ADD CONSTRAINT "profiles_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Contacts before companies: deleting a user fires these in order, and nobody is first taken out of a company.
-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "companies" ADD CONSTRAINT "companies_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "contacts" ADD CONSTRAINT "contacts_user_id_company_id_fkey" FOREIGN KEY ("user_id", "company_id") REFERENCES "companies"("user_id", "id") ON DELETE SET NULL ("company_id") ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "interactions" ADD CONSTRAINT "interactions_user_id_contact_id_fkey" FOREIGN KEY ("user_id", "contact_id") REFERENCES "contacts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_contact_id_fkey" FOREIGN KEY ("user_id", "contact_id") REFERENCES "contacts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_interaction_id_fkey" FOREIGN KEY ("user_id", "interaction_id") REFERENCES "interactions"("user_id", "id") ON DELETE SET NULL ("interaction_id") ON UPDATE NO ACTION;

-- A text without accents and in lower case, for search. src/db/fold.ts does the same; tests/db/fold.test.ts compares them.
CREATE OR REPLACE FUNCTION crm_fold(value TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog AS $$
BEGIN
  IF octet_length(value) = char_length(value) THEN
    RETURN lower(value COLLATE "C");
  END IF;
  value := regexp_replace(normalize(value, NFKD), '[\u0300-\u036F]+', '', 'g');
  value := translate(lower(value COLLATE "und-x-icu"), 'łøđħıðς', 'lodhidσ');
  value := replace(replace(replace(replace(value, 'ß', 'ss'), 'æ', 'ae'), 'œ', 'oe'), 'þ', 'th');
  -- Capitals younger than Unicode 10: whether lower() knows them depends on the ICU at hand.
  IF value ~ '[\u1C89-\u1CBF\u2C2F\uA7B8-\uA7F5]' THEN
    value := translate(value,
      E'\u1C89\u1C90\u1C91\u1C92\u1C93\u1C94\u1C95\u1C96\u1C97\u1C98\u1C99\u1C9A\u1C9B\u1C9C\u1C9D\u1C9E\u1C9F\u1CA0'
       '\u1CA1\u1CA2\u1CA3\u1CA4\u1CA5\u1CA6\u1CA7\u1CA8\u1CA9\u1CAA\u1CAB\u1CAC\u1CAD\u1CAE\u1CAF\u1CB0\u1CB1\u1CB2'
       '\u1CB3\u1CB4\u1CB5\u1CB6\u1CB7\u1CB8\u1CB9\u1CBA\u1CBD\u1CBE\u1CBF\u2C2F\uA7B8\uA7BA\uA7BC\uA7BE\uA7C0\uA7C2'
       '\uA7C4\uA7C5\uA7C6\uA7C7\uA7C9\uA7CB\uA7CC\uA7CE\uA7D0\uA7D2\uA7D4\uA7D6\uA7D8\uA7DA\uA7DC\uA7F1\uA7F5',
      E'\u1C8A\u10D0\u10D1\u10D2\u10D3\u10D4\u10D5\u10D6\u10D7\u10D8\u10D9\u10DA\u10DB\u10DC\u10DD\u10DE\u10DF\u10E0'
       '\u10E1\u10E2\u10E3\u10E4\u10E5\u10E6\u10E7\u10E8\u10E9\u10EA\u10EB\u10EC\u10ED\u10EE\u10EF\u10F0\u10F1\u10F2'
       '\u10F3\u10F4\u10F5\u10F6\u10F7\u10F8\u10F9\u10FA\u10FD\u10FE\u10FF\u2C5F\uA7B9\uA7BB\uA7BD\uA7BF\uA7C1\uA7C3'
       '\uA794\u0282\u1D8E\uA7C8\uA7CA\u0264\uA7CD\uA7CF\uA7D1\uA7D3\uA7D5\uA7D7\uA7D9\uA7DB\u019B\u0073\uA7F6');
  END IF;
  RETURN value;
END $$;

-- Each value is a line between two line feeds, so that a whole one can be told from a part of another.
CREATE OR REPLACE FUNCTION crm_contact_text(first_name TEXT, last_name TEXT, email TEXT, company TEXT, digits TEXT)
RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT E'\n' || crm_fold(concat_ws(E'\n', btrim(first_name || ' ' || last_name),
    CASE WHEN first_name <> '' AND last_name <> '' THEN last_name || ' ' || first_name END,
    nullif(email, ''), nullif(company, ''), nullif(digits, ''))) || E'\n';
$$;

CREATE OR REPLACE FUNCTION contacts_derive() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  company TEXT;
BEGIN
  IF TG_OP = 'INSERT' OR NEW.company_id IS DISTINCT FROM OLD.company_id THEN
    -- Locked, so that a company renamed meanwhile waits and then finds this contact among its people.
    SELECT c.name INTO company FROM companies c WHERE c.user_id = NEW.user_id AND c.id = NEW.company_id FOR SHARE;
  ELSE
    -- Not locked: the renaming waits for this row anyhow, and a lock here could wait for the renaming in turn.
    SELECT c.name INTO company FROM companies c WHERE c.user_id = NEW.user_id AND c.id = NEW.company_id;
  END IF;
  NEW.sort_name := btrim(NEW.last_name || ' ' || NEW.first_name);
  NEW.phone_digits := regexp_replace(NEW.phone, '[^0-9]', '', 'g');
  NEW.search_text := crm_contact_text(NEW.first_name, NEW.last_name, NEW.email, company, NEW.phone_digits);
  RETURN NEW;
END $$;

CREATE TRIGGER contacts_derive_insert BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION contacts_derive();
CREATE TRIGGER contacts_derive BEFORE UPDATE OF first_name, last_name, email, phone, company_id ON contacts FOR EACH ROW
WHEN ((OLD.first_name, OLD.last_name, OLD.email, OLD.phone, OLD.company_id)
  IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email, NEW.phone, NEW.company_id))
EXECUTE FUNCTION contacts_derive();

CREATE OR REPLACE FUNCTION companies_derive() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.search_text := E'\n' || crm_fold(concat_ws(E'\n', NEW.name, nullif(NEW.website, ''), nullif(NEW.industry, ''), nullif(NEW.address, ''))) || E'\n';
  RETURN NEW;
END $$;

CREATE TRIGGER companies_derive BEFORE INSERT OR UPDATE OF name, website, industry, address ON companies FOR EACH ROW
EXECUTE FUNCTION companies_derive();

CREATE OR REPLACE FUNCTION companies_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts SET search_text = crm_contact_text(first_name, last_name, email, NEW.name, phone_digits)
  WHERE user_id = NEW.user_id AND company_id = NEW.id;
  RETURN NULL;
END $$;

CREATE TRIGGER companies_rename AFTER UPDATE OF name ON companies FOR EACH ROW
WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION companies_rename();

CREATE OR REPLACE FUNCTION interactions_derive() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.search_text := crm_fold(NEW.content);
  RETURN NEW;
END $$;

CREATE TRIGGER interactions_derive BEFORE INSERT OR UPDATE OF content ON interactions FOR EACH ROW
EXECUTE FUNCTION interactions_derive();

-- Counted anew from the rows after the contact is locked, never added to what stands there: two at a time stay correct.
-- After a move both contacts are, in the order of their ids, so that two moves never wait for each other.
CREATE OR REPLACE FUNCTION interactions_touch() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  owner INTEGER := coalesce(NEW.user_id, OLD.user_id);
  target INTEGER := least(OLD.contact_id, NEW.contact_id);
  final INTEGER := greatest(OLD.contact_id, NEW.contact_id);
  newest RECORD;
BEGIN
  LOOP
    PERFORM 1 FROM contacts WHERE user_id = owner AND id = target FOR NO KEY UPDATE;
    -- Not found: the contact itself is being deleted.
    IF FOUND THEN
      SELECT occurred_at, interaction_type INTO newest FROM interactions
      WHERE user_id = owner AND contact_id = target ORDER BY occurred_at DESC, id DESC LIMIT 1;
      UPDATE contacts SET last_interaction_at = newest.occurred_at, last_interaction_type = newest.interaction_type
      WHERE user_id = owner AND id = target
        AND (last_interaction_at, last_interaction_type) IS DISTINCT FROM (newest.occurred_at, newest.interaction_type);
    END IF;
    EXIT WHEN target IS NOT DISTINCT FROM final;
    target := final;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER interactions_touch AFTER INSERT OR DELETE ON interactions FOR EACH ROW EXECUTE FUNCTION interactions_touch();
CREATE TRIGGER interactions_touch_update AFTER UPDATE OF contact_id, occurred_at, interaction_type ON interactions FOR EACH ROW
WHEN ((OLD.contact_id, OLD.occurred_at, OLD.interaction_type) IS DISTINCT FROM (NEW.contact_id, NEW.occurred_at, NEW.interaction_type))
EXECUTE FUNCTION interactions_touch();

CREATE OR REPLACE FUNCTION tasks_derive() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.search_text := crm_fold(concat_ws(E'\n', NEW.title, nullif(NEW.description, '')));
  RETURN NEW;
END $$;

CREATE TRIGGER tasks_derive BEFORE INSERT OR UPDATE OF title, description ON tasks FOR EACH ROW EXECUTE FUNCTION tasks_derive();

CREATE OR REPLACE FUNCTION tasks_touch() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  owner INTEGER := coalesce(NEW.user_id, OLD.user_id);
  target INTEGER := least(OLD.contact_id, NEW.contact_id);
  final INTEGER := greatest(OLD.contact_id, NEW.contact_id);
  open RECORD;
BEGIN
  LOOP
    PERFORM 1 FROM contacts WHERE user_id = owner AND id = target FOR NO KEY UPDATE;
    IF FOUND THEN
      SELECT count(*)::INTEGER AS tasks, min(due_date) AS next INTO open FROM tasks
      WHERE user_id = owner AND contact_id = target AND status <> 'done';
      UPDATE contacts SET open_tasks = open.tasks, next_due_date = open.next
      WHERE user_id = owner AND id = target AND (open_tasks, next_due_date) IS DISTINCT FROM (open.tasks, open.next);
    END IF;
    EXIT WHEN target IS NOT DISTINCT FROM final;
    target := final;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER tasks_touch_insert AFTER INSERT ON tasks FOR EACH ROW
WHEN (NEW.contact_id IS NOT NULL AND NEW.status <> 'done') EXECUTE FUNCTION tasks_touch();
CREATE TRIGGER tasks_touch_delete AFTER DELETE ON tasks FOR EACH ROW
WHEN (OLD.contact_id IS NOT NULL AND OLD.status <> 'done') EXECUTE FUNCTION tasks_touch();
CREATE TRIGGER tasks_touch AFTER UPDATE OF contact_id, status, due_date ON tasks FOR EACH ROW
WHEN ((OLD.contact_id, OLD.status = 'done', OLD.due_date) IS DISTINCT FROM (NEW.contact_id, NEW.status = 'done', NEW.due_date))
EXECUTE FUNCTION tasks_touch();
