-- People get further emails and phones, labels, an address, a birthday, a source, a star and tags; companies get a phone,
-- an email, a tax id, notes and tags (docs/decisions/074-lists-in-a-row.md).

CREATE TYPE "ContactPointLabel" AS ENUM ('work', 'home', 'mobile', 'other');
CREATE TYPE "TagColor" AS ENUM ('gray', 'red', 'orange', 'yellow', 'green', 'teal', 'blue', 'purple');

CREATE TABLE "tags" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "color" "TagColor" NOT NULL DEFAULT 'gray',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tags_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE "tags" ADD CONSTRAINT "tags_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
-- "Hurt" and "hurt" are one tag.
CREATE UNIQUE INDEX tags_name_key ON tags (user_id, crm_fold(name));

ALTER TABLE "companies"
  ADD COLUMN "phone" VARCHAR(50) NOT NULL DEFAULT '',
  ADD COLUMN "email" VARCHAR(254) NOT NULL DEFAULT '',
  ADD COLUMN "tax_id" VARCHAR(20) NOT NULL DEFAULT '',
  ADD COLUMN "notes" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "tag_ids" INTEGER[] NOT NULL DEFAULT '{}';

ALTER TABLE "contacts"
  ADD COLUMN "email_label" "ContactPointLabel" NOT NULL DEFAULT 'other',
  ADD COLUMN "more_emails" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "phone_label" "ContactPointLabel" NOT NULL DEFAULT 'other',
  ADD COLUMN "more_phones" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "address" TEXT NOT NULL DEFAULT '',
  ADD COLUMN "birthday" VARCHAR(10) NOT NULL DEFAULT '',
  ADD COLUMN "source" VARCHAR(100) NOT NULL DEFAULT '',
  ADD COLUMN "is_starred" BOOLEAN NOT NULL DEFAULT false,
  ADD COLUMN "tag_ids" INTEGER[] NOT NULL DEFAULT '{}';
ALTER TABLE contacts ADD CONSTRAINT contacts_birthday_check CHECK (birthday ~ '^((\d{4})-\d\d-\d\d|--\d\d-\d\d)?$');

-- Indexes of the rows that have such a value: Prisma's schema cannot say this and does not see them.
CREATE INDEX contacts_tag_ids_idx ON contacts USING GIN (user_id int4_ops, tag_ids) WHERE tag_ids <> '{}';
CREATE INDEX companies_tag_ids_idx ON companies USING GIN (user_id int4_ops, tag_ids) WHERE tag_ids <> '{}';
CREATE INDEX contacts_starred_idx ON contacts (user_id, updated_at DESC, id DESC) WHERE is_starred;
CREATE INDEX contacts_birthday_idx ON contacts (user_id, right(birthday, 5)) WHERE birthday <> '';
CREATE INDEX contacts_source_idx ON contacts (user_id, source) WHERE source <> '';
CREATE INDEX companies_tax_id_idx ON companies (user_id, tax_id) WHERE tax_id <> '';

-- What further emails and phones are compared by: see contacts/samePerson.ts.
CREATE FUNCTION crm_point_keys(emails JSONB, phones JSONB) RETURNS TEXT[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT ARRAY(
    SELECT left(crm_fold(point ->> 'value'), 64) FROM jsonb_array_elements(emails) point
    UNION ALL
    SELECT right(regexp_replace(point ->> 'value', '[^0-9]', '', 'g'), 7) FROM jsonb_array_elements(phones) point)
$$;
CREATE INDEX contacts_point_keys_idx ON contacts USING GIN (user_id int4_ops, crm_point_keys(more_emails, more_phones))
  WHERE more_emails <> '[]' OR more_phones <> '[]';

-- Tags of other owners and tags that are gone are left out. Locked, so that a tag deleted meanwhile waits for this row.
CREATE FUNCTION crm_own_tags(owner INTEGER, ids INTEGER[]) RETURNS INTEGER[]
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF ids = '{}' THEN
    RETURN ids;
  END IF;
  RETURN ARRAY(SELECT t.id FROM tags t WHERE t.user_id = owner AND t.id = ANY (ids) ORDER BY t.id FOR KEY SHARE);
END $$;

CREATE FUNCTION crm_tag_lines(owner INTEGER, ids INTEGER[]) RETURNS TEXT
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  IF ids = '{}' THEN
    RETURN NULL;
  END IF;
  RETURN (SELECT string_agg('#' || t.name, E'\n' ORDER BY t.id) FROM tags t WHERE t.user_id = owner AND t.id = ANY (ids));
END $$;

-- The lines of a contact by which it is known (names, emails, company, digits of phones, tags), then after lines with a
-- tab its position and all else.
CREATE FUNCTION crm_contact_text(c contacts, company TEXT) RETURNS TEXT
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  known TEXT := concat_ws(E'\n', btrim(c.first_name || ' ' || c.last_name),
    CASE WHEN c.first_name <> '' AND c.last_name <> '' THEN c.last_name || ' ' || c.first_name END,
    nullif(c.email, ''), nullif(company, ''), nullif(c.phone_digits, ''));
  rest TEXT := concat_ws(' ', nullif(c.notes, ''), nullif(c.address, ''), nullif(c.source, ''));
BEGIN
  IF c.more_emails <> '[]' OR c.more_phones <> '[]' THEN
    known := concat_ws(E'\n', known,
      (SELECT string_agg(point ->> 'value', E'\n' ORDER BY place)
       FROM jsonb_array_elements(c.more_emails) WITH ORDINALITY points(point, place)),
      (SELECT string_agg(regexp_replace(point ->> 'value', '[^0-9]', '', 'g'), E'\n' ORDER BY place)
       FROM jsonb_array_elements(c.more_phones) WITH ORDINALITY points(point, place)));
  END IF;
  known := concat_ws(E'\n', known, crm_tag_lines(c.user_id, c.tag_ids));
  RETURN E'\n' || crm_fold(known) || E'\n' || CASE WHEN c.position = '' AND rest = '' THEN ''
    ELSE E'\t\n' || crm_fold(c.position) || E'\n\t\n' || crm_fold(translate(rest, E'\r\n\t', '   ')) || E'\n' END;
END $$;

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
  IF TG_OP = 'INSERT' OR NEW.tag_ids IS DISTINCT FROM OLD.tag_ids THEN
    NEW.tag_ids := crm_own_tags(NEW.user_id, NEW.tag_ids);
  END IF;
  NEW.sort_name := btrim(NEW.last_name || ' ' || NEW.first_name);
  NEW.phone_digits := regexp_replace(NEW.phone, '[^0-9]', '', 'g');
  NEW.search_text := crm_contact_text(NEW, company);
  RETURN NEW;
END $$;

DROP TRIGGER contacts_derive ON contacts;
CREATE TRIGGER contacts_derive BEFORE UPDATE OF first_name, last_name, email, phone, company_id, position, notes,
  more_emails, more_phones, address, source, tag_ids ON contacts
FOR EACH ROW WHEN ((OLD.first_name, OLD.last_name, OLD.email, OLD.phone, OLD.company_id, OLD.position, OLD.notes,
    OLD.more_emails, OLD.more_phones, OLD.address, OLD.source, OLD.tag_ids)
  IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email, NEW.phone, NEW.company_id, NEW.position, NEW.notes,
    NEW.more_emails, NEW.more_phones, NEW.address, NEW.source, NEW.tag_ids))
EXECUTE FUNCTION contacts_derive();

CREATE OR REPLACE FUNCTION companies_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts c SET search_text = crm_contact_text(c, NEW.name) WHERE user_id = NEW.user_id AND company_id = NEW.id;
  RETURN NULL;
END $$;
DROP FUNCTION crm_contact_text(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT);

-- The first line of a company is its name; after the line with a tab stand its notes.
CREATE FUNCTION crm_company_text(c companies) RETURNS TEXT LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  RETURN E'\n' || crm_fold(concat_ws(E'\n', c.name, nullif(c.website, ''), nullif(c.industry, ''), nullif(c.address, ''),
      nullif(c.email, ''), nullif(regexp_replace(c.phone, '[^0-9]', '', 'g'), ''), nullif(c.tax_id, ''),
      crm_tag_lines(c.user_id, c.tag_ids))) || E'\n'
    || CASE WHEN c.notes = '' THEN '' ELSE E'\t\n' || crm_fold(translate(c.notes, E'\r\n\t', '   ')) || E'\n' END;
END $$;

CREATE OR REPLACE FUNCTION companies_derive() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF TG_OP = 'INSERT' OR NEW.tag_ids IS DISTINCT FROM OLD.tag_ids THEN
    NEW.tag_ids := crm_own_tags(NEW.user_id, NEW.tag_ids);
  END IF;
  NEW.search_text := crm_company_text(NEW);
  RETURN NEW;
END $$;
DROP TRIGGER companies_derive ON companies;
CREATE TRIGGER companies_derive BEFORE INSERT OR UPDATE OF name, website, industry, address, phone, email, tax_id, notes, tag_ids
ON companies FOR EACH ROW EXECUTE FUNCTION companies_derive();

CREATE FUNCTION tags_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts c SET search_text = crm_contact_text(c, (SELECT o.name FROM companies o WHERE o.user_id = c.user_id AND o.id = c.company_id))
  WHERE user_id = NEW.user_id AND tag_ids @> ARRAY[NEW.id] AND tag_ids <> '{}';
  UPDATE companies c SET search_text = crm_company_text(c)
  WHERE user_id = NEW.user_id AND tag_ids @> ARRAY[NEW.id] AND tag_ids <> '{}';
  RETURN NULL;
END $$;
CREATE TRIGGER tags_rename AFTER UPDATE OF name ON tags FOR EACH ROW
WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION tags_rename();

-- What ON DELETE would do to a link. A user who is being deleted takes everything along.
CREATE FUNCTION tags_remove() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  IF EXISTS (SELECT FROM users WHERE id = OLD.user_id) THEN
    UPDATE contacts SET tag_ids = array_remove(tag_ids, OLD.id)
    WHERE user_id = OLD.user_id AND tag_ids @> ARRAY[OLD.id] AND tag_ids <> '{}';
    UPDATE companies SET tag_ids = array_remove(tag_ids, OLD.id)
    WHERE user_id = OLD.user_id AND tag_ids @> ARRAY[OLD.id] AND tag_ids <> '{}';
  END IF;
  RETURN OLD;
END $$;
CREATE TRIGGER tags_remove BEFORE DELETE ON tags FOR EACH ROW EXECUTE FUNCTION tags_remove();

DROP TRIGGER record_create ON contacts;
DROP TRIGGER record_update ON contacts;
DROP TRIGGER record_delete ON contacts;
SELECT track_changes('contacts', '{first_name,last_name,company_id,position,email,email_label,more_emails,phone,phone_label,more_phones,address,birthday,source,status,status_since,is_starred,tag_ids,notes,is_sample}',
  '{sort_name,search_text,phone_digits,last_contact_at,last_contact_type,open_tasks,next_due_date,next_sort}',
  '{"company_id": "companies"}');
DROP TRIGGER record_create ON companies;
DROP TRIGGER record_update ON companies;
DROP TRIGGER record_delete ON companies;
SELECT track_changes('companies', '{name,website,industry,address,phone,email,tax_id,tag_ids,notes,is_sample}', '{search_text}');
SELECT track_changes('tags', '{name,color}');

-- A list is undone item by item: what a later change added or removed stays added or removed.
CREATE FUNCTION list_change_applied(value JSONB, old JSONB, new JSONB) RETURNS JSONB LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT coalesce(jsonb_agg(item ORDER BY part, place), '[]') FROM (
    SELECT 1 AS part, item, place FROM jsonb_array_elements(value) WITH ORDINALITY kept(item, place)
    WHERE item NOT IN (SELECT jsonb_array_elements(old)) OR item IN (SELECT jsonb_array_elements(new))
    UNION ALL
    SELECT 2, item, place FROM jsonb_array_elements(new) WITH ORDINALITY added(item, place)
    WHERE item NOT IN (SELECT jsonb_array_elements(old)) AND item NOT IN (SELECT jsonb_array_elements(value))) items
$$;

CREATE OR REPLACE FUNCTION change_applied(value JSONB, old JSONB, new JSONB, is_cascade BOOLEAN, is_undone BOOLEAN) RETURNS JSONB
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE
    WHEN is_undone OR is_cascade AND coalesce(value, old) IS DISTINCT FROM old THEN coalesce(value, old)
    WHEN coalesce(value, old) <> old AND jsonb_typeof(old) = 'array' AND jsonb_typeof(new) = 'array' THEN list_change_applied(value, old, new)
    ELSE new
  END
$$;
