-- Contacts are found by their position and notes as well, and names despite a typo.

-- The lines of a contact by which it is known (names, email, company, phone digits), then after lines with a tab its
-- position and its notes. Further emails, phones and tags of a contact belong to the first part, each on its own line.
CREATE FUNCTION crm_contact_text(first_name TEXT, last_name TEXT, email TEXT, company TEXT, digits TEXT, job TEXT, notes TEXT)
RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE SET search_path FROM CURRENT AS $$
  SELECT E'\n' || crm_fold(concat_ws(E'\n', btrim(first_name || ' ' || last_name),
    CASE WHEN first_name <> '' AND last_name <> '' THEN last_name || ' ' || first_name END,
    nullif(email, ''), nullif(company, ''), nullif(digits, ''))) || E'\n'
    || CASE WHEN job = '' AND notes = '' THEN ''
       ELSE E'\t\n' || crm_fold(job) || E'\n\t\n' || crm_fold(translate(notes, E'\r\n\t', '   ')) || E'\n' END;
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
  NEW.search_text := crm_contact_text(NEW.first_name, NEW.last_name, NEW.email, company, NEW.phone_digits, NEW.position,
    NEW.notes);
  RETURN NEW;
END $$;

DROP TRIGGER contacts_derive ON contacts;
CREATE TRIGGER contacts_derive BEFORE UPDATE OF first_name, last_name, email, phone, company_id, position, notes ON contacts
FOR EACH ROW WHEN ((OLD.first_name, OLD.last_name, OLD.email, OLD.phone, OLD.company_id, OLD.position, OLD.notes)
  IS DISTINCT FROM (NEW.first_name, NEW.last_name, NEW.email, NEW.phone, NEW.company_id, NEW.position, NEW.notes))
EXECUTE FUNCTION contacts_derive();

CREATE OR REPLACE FUNCTION companies_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts SET search_text =
    crm_contact_text(first_name, last_name, email, NEW.name, phone_digits, position, notes)
  WHERE user_id = NEW.user_id AND company_id = NEW.id;
  RETURN NULL;
END $$;

DROP FUNCTION crm_contact_text(TEXT, TEXT, TEXT, TEXT, TEXT);

UPDATE contacts c SET search_text = anew.text
FROM (SELECT p.user_id, p.id,
        crm_contact_text(p.first_name, p.last_name, p.email, o.name, p.phone_digits, p.position, p.notes) AS text
      FROM contacts p LEFT JOIN companies o ON o.user_id = p.user_id AND o.id = p.company_id
      WHERE p.position <> '' OR p.notes <> '') anew
WHERE c.user_id = anew.user_id AND c.id = anew.id;

-- Each word of the names in a search text, and each longer word without one of its letters: words that share such a key
-- differ by one letter missing, extra, wrong or moved. src/db/sql/typoKeys.ts does the same for a search. The cost keeps
-- the planner from computing keys where it could ask the index.
CREATE FUNCTION crm_typo_keys(search_text TEXT) RETURNS TEXT[] LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 10000
SET search_path = pg_catalog AS $$
DECLARE
  names TEXT := regexp_replace(split_part(search_text, E'\n\t\n', 1), '[^\n]*@[^\n]*', '', 'g');
  word TEXT;
  keys TEXT[] := '{}';
BEGIN
  FOR word IN SELECT DISTINCT w FROM regexp_split_to_table(names, '[^[:alpha:]]+') w WHERE length(w) BETWEEN 3 AND 30 LOOP
    keys := keys || word;
    FOR i IN 1..CASE WHEN length(word) > 3 THEN length(word) ELSE 0 END LOOP
      keys := keys || (left(word, i - 1) || substr(word, i + 1));
    END LOOP;
  END LOOP;
  RETURN keys;
END $$;

CREATE INDEX contacts_typo_keys_idx ON contacts
  USING GIN (user_id int4_ops, crm_typo_keys(search_text)) WITH (gin_pending_list_limit = 64);
-- The first line of a company is its name.
CREATE INDEX companies_typo_keys_idx ON companies
  USING GIN (user_id int4_ops, crm_typo_keys(split_part(search_text, E'\n', 2))) WITH (gin_pending_list_limit = 64);
