-- When somebody is to be heard from again stands beside contacts, whose twenty indexes the rhythm of a tag wrote anew for each
-- of its people (docs/decisions/110-touch-dates-beside-contacts.md).
CREATE TABLE "touch_dates" (
    "user_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "days" INTEGER NOT NULL,
    "due_on" DATE NOT NULL,

    CONSTRAINT "touch_dates_pkey" PRIMARY KEY ("user_id","contact_id")
);
INSERT INTO touch_dates
SELECT user_id, id, crm_touch_days(user_id, keep_in_touch_days, tag_ids), touch_due_on FROM contacts WHERE touch_due_on IS NOT NULL;
CREATE INDEX "touch_dates_user_id_due_on_contact_id_idx" ON "touch_dates"("user_id", "due_on", "contact_id");
ALTER TABLE "touch_dates" ADD CONSTRAINT "touch_dates_user_id_contact_id_fkey" FOREIGN KEY ("user_id", "contact_id") REFERENCES "contacts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

DROP TRIGGER contacts_touch_due_insert ON contacts;
DROP TRIGGER contacts_touch_due ON contacts;
DROP FUNCTION contacts_touch_due();
DROP FUNCTION crm_touch_due(contacts);
DROP FUNCTION crm_local_date(TIMESTAMPTZ, TEXT);
DROP FUNCTION crm_touch_days(INTEGER, INTEGER, INTEGER[]);
ALTER TABLE "contacts" DROP COLUMN "touch_due_on";

-- PostgreSQL may not know a time zone that the application knows.
CREATE FUNCTION crm_zone(owner INTEGER) RETURNS TEXT LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  zone TEXT := coalesce((SELECT p.time_zone FROM profiles p WHERE p.user_id = owner), 'UTC');
BEGIN
  PERFORM now() AT TIME ZONE zone;
  RETURN zone;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN 'UTC';
END $$;

-- The shortest rhythm of each of these people and their tags, counted from the day of the last contact as the owner's
-- calendar has it, else from that of the creation; former customers have none. One statement, however many they are.
CREATE FUNCTION crm_set_touch_dates(owner INTEGER, people INTEGER[]) RETURNS VOID LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  zone TEXT := crm_zone(owner);
BEGIN
  WITH rhythms AS MATERIALIZED (
    SELECT c.id, coalesce(c.last_contact_at, c.created_at) AS since, c.touch_snoozed_until AS snoozed, CASE WHEN c.status <> 'churned'
      THEN least(c.keep_in_touch_days, (SELECT min(t.keep_in_touch_days) FROM tags t WHERE t.user_id = owner AND t.id = ANY (c.tag_ids)))
      END AS days
    FROM contacts c WHERE c.user_id = owner AND c.id = ANY (people)),
  ended AS (
    DELETE FROM touch_dates d USING rhythms r WHERE d.user_id = owner AND d.contact_id = r.id AND r.days IS NULL)
  INSERT INTO touch_dates AS d (user_id, contact_id, days, due_on)
  SELECT owner, r.id, r.days, greatest(r.snoozed, r.days + (r.since AT TIME ZONE zone)::date) FROM rhythms r WHERE r.days IS NOT NULL
  ON CONFLICT (user_id, contact_id) DO UPDATE SET days = excluded.days, due_on = excluded.due_on
  WHERE (d.days, d.due_on) <> (excluded.days, excluded.due_on);
END $$;

CREATE FUNCTION contacts_touch_date() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  PERFORM crm_set_touch_dates(NEW.user_id, ARRAY[NEW.id]);
  RETURN NULL;
END $$;
CREATE TRIGGER contacts_touch_date_insert AFTER INSERT ON contacts FOR EACH ROW
WHEN (NEW.keep_in_touch_days IS NOT NULL OR NEW.tag_ids <> '{}') EXECUTE FUNCTION contacts_touch_date();
CREATE TRIGGER contacts_touch_date AFTER UPDATE OF keep_in_touch_days, touch_snoozed_until, last_contact_at, status, tag_ids
ON contacts FOR EACH ROW
WHEN ((coalesce(OLD.keep_in_touch_days, NEW.keep_in_touch_days) IS NOT NULL OR OLD.tag_ids <> '{}' OR NEW.tag_ids <> '{}')
  AND (OLD.keep_in_touch_days, OLD.touch_snoozed_until, OLD.last_contact_at, OLD.status, OLD.tag_ids)
  IS DISTINCT FROM (NEW.keep_in_touch_days, NEW.touch_snoozed_until, NEW.last_contact_at, NEW.status, NEW.tag_ids))
EXECUTE FUNCTION contacts_touch_date();

-- The people are locked, so that a call that is being logged meanwhile counts.
CREATE OR REPLACE FUNCTION tags_rhythm() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
  people INTEGER[] := ARRAY(SELECT c.id FROM contacts c
    WHERE c.user_id = NEW.user_id AND c.tag_ids @> ARRAY[NEW.id] AND c.tag_ids <> '{}' ORDER BY c.id FOR NO KEY UPDATE);
BEGIN
  PERFORM crm_set_touch_dates(NEW.user_id, people);
  RETURN NULL;
END $$;
