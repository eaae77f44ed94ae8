-- A distributed PostgreSQL takes no UPDATE whose new value calls a function that is not immutable with a column of the table
-- (docs/decisions/129-functions-held-to-rules.md). An empty text, which no row has, is replaced by the trigger that derives it.
CREATE TRIGGER contacts_derive_text BEFORE UPDATE OF search_text ON contacts
FOR EACH ROW WHEN (NEW.search_text = '') EXECUTE FUNCTION contacts_derive();
CREATE TRIGGER companies_derive_text BEFORE UPDATE OF search_text ON companies
FOR EACH ROW WHEN (NEW.search_text = '') EXECUTE FUNCTION companies_derive();

CREATE OR REPLACE FUNCTION companies_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts SET search_text = '' WHERE user_id = NEW.user_id AND company_id = NEW.id;
  RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION tags_rename() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts SET search_text = '' WHERE user_id = NEW.user_id AND tag_ids @> ARRAY[NEW.id] AND tag_ids <> '{}';
  UPDATE companies SET search_text = '' WHERE user_id = NEW.user_id AND tag_ids @> ARRAY[NEW.id] AND tag_ids <> '{}';
  RETURN NULL;
END $$;

-- The owner comes from the rows that are read, so that reading and writing are one command of the machine that has both.
CREATE OR REPLACE FUNCTION crm_set_touch_dates(owner INTEGER, people INTEGER[]) RETURNS VOID LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  zone TEXT := crm_zone(owner);
BEGIN
  INSERT INTO touch_dates AS d (user_id, contact_id, days, due_on)
  SELECT r.user_id, r.id, r.days, greatest(r.snoozed, r.days + (r.since AT TIME ZONE zone)::date)
  FROM (
    SELECT c.user_id, c.id, coalesce(c.last_contact_at, c.created_at) AS since, c.touch_snoozed_until AS snoozed,
      least(c.keep_in_touch_days, (SELECT min(t.keep_in_touch_days) FROM tags t WHERE t.user_id = owner AND t.id = ANY (c.tag_ids))) AS days
    FROM contacts c WHERE c.user_id = owner AND c.id = ANY (people) AND c.status <> 'churned') r
  WHERE r.days IS NOT NULL
  ON CONFLICT (user_id, contact_id) DO UPDATE SET days = excluded.days, due_on = excluded.due_on
  WHERE (d.days, d.due_on) <> (excluded.days, excluded.due_on);
  DELETE FROM touch_dates d USING contacts c
  WHERE d.user_id = owner AND d.contact_id = ANY (people) AND c.user_id = owner AND c.id = d.contact_id
    AND (c.status = 'churned' OR c.keep_in_touch_days IS NULL AND NOT EXISTS (
      SELECT FROM tags t WHERE t.user_id = owner AND t.id = ANY (c.tag_ids) AND t.keep_in_touch_days IS NOT NULL));
END $$;
