-- A rhythm on a person or a tag: when somebody is to be heard from again (docs/decisions/095-keep-in-touch.md).
ALTER TABLE "contacts"
  ADD COLUMN "keep_in_touch_days" INTEGER,
  ADD COLUMN "touch_snoozed_until" DATE,
  ADD COLUMN "touch_due_on" DATE;
ALTER TABLE contacts ADD CONSTRAINT contacts_keep_in_touch_days_check CHECK (keep_in_touch_days BETWEEN 1 AND 3650);
ALTER TABLE "tags" ADD COLUMN "keep_in_touch_days" INTEGER;
ALTER TABLE tags ADD CONSTRAINT tags_keep_in_touch_days_check CHECK (keep_in_touch_days BETWEEN 1 AND 3650);

-- Only people with a rhythm, who are few; Prisma's schema cannot say this and does not see it.
CREATE INDEX contacts_touch_due_idx ON contacts (user_id, touch_due_on, id) WHERE touch_due_on IS NOT NULL;

-- PostgreSQL may not know a time zone that the application knows.
CREATE FUNCTION crm_local_date(at TIMESTAMPTZ, zone TEXT) RETURNS DATE LANGUAGE plpgsql STABLE AS $$
BEGIN
  RETURN (at AT TIME ZONE zone)::date;
EXCEPTION WHEN invalid_parameter_value THEN
  RETURN (at AT TIME ZONE 'UTC')::date;
END $$;

-- The shortest rhythm of a contact and its tags.
CREATE FUNCTION crm_touch_days(owner INTEGER, own INTEGER, tags INTEGER[]) RETURNS INTEGER
LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
BEGIN
  IF tags = '{}' THEN
    RETURN own;
  END IF;
  RETURN least(own, (SELECT min(t.keep_in_touch_days) FROM tags t WHERE t.user_id = owner AND t.id = ANY (tags)));
END $$;

-- Counted from the day of the last contact as the owner's calendar has it, else from that of the creation.
CREATE FUNCTION crm_touch_due(c contacts) RETURNS DATE LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  days INTEGER;
BEGIN
  IF c.status <> 'churned' THEN
    days := crm_touch_days(c.user_id, c.keep_in_touch_days, c.tag_ids);
  END IF;
  IF days IS NULL THEN
    RETURN NULL;
  END IF;
  RETURN greatest(c.touch_snoozed_until, days + crm_local_date(coalesce(c.last_contact_at, c.created_at),
    coalesce((SELECT p.time_zone FROM profiles p WHERE p.user_id = c.user_id), 'UTC')));
END $$;

CREATE FUNCTION contacts_touch_due() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  NEW.touch_due_on := crm_touch_due(NEW);
  RETURN NEW;
END $$;
-- By their names they come after contacts_derive, which leaves out tags that are gone.
CREATE TRIGGER contacts_touch_due_insert BEFORE INSERT ON contacts FOR EACH ROW
WHEN (NEW.keep_in_touch_days IS NOT NULL OR NEW.tag_ids <> '{}') EXECUTE FUNCTION contacts_touch_due();
CREATE TRIGGER contacts_touch_due BEFORE UPDATE OF keep_in_touch_days, touch_snoozed_until, last_contact_at, status, tag_ids
ON contacts FOR EACH ROW
WHEN ((OLD.touch_due_on IS NOT NULL OR NEW.keep_in_touch_days IS NOT NULL OR NEW.tag_ids <> '{}')
  AND (OLD.keep_in_touch_days, OLD.touch_snoozed_until, OLD.last_contact_at, OLD.status, OLD.tag_ids)
  IS DISTINCT FROM (NEW.keep_in_touch_days, NEW.touch_snoozed_until, NEW.last_contact_at, NEW.status, NEW.tag_ids))
EXECUTE FUNCTION contacts_touch_due();

CREATE FUNCTION tags_rhythm() RETURNS TRIGGER LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  UPDATE contacts c SET touch_due_on = crm_touch_due(c)
  WHERE user_id = NEW.user_id AND tag_ids @> ARRAY[NEW.id] AND tag_ids <> '{}' AND touch_due_on IS DISTINCT FROM crm_touch_due(c);
  RETURN NULL;
END $$;
CREATE TRIGGER tags_rhythm AFTER UPDATE OF keep_in_touch_days ON tags FOR EACH ROW
WHEN (OLD.keep_in_touch_days IS DISTINCT FROM NEW.keep_in_touch_days) EXECUTE FUNCTION tags_rhythm();

DROP TRIGGER record_create ON contacts;
DROP TRIGGER record_update ON contacts;
DROP TRIGGER record_delete ON contacts;
SELECT track_changes('contacts', '{first_name,last_name,company_id,position,email,email_label,more_emails,phone,phone_label,more_phones,address,birthday,source,status,status_since,is_starred,tag_ids,keep_in_touch_days,touch_snoozed_until,notes,is_sample}',
  '{sort_name,search_text,phone_digits,last_contact_at,last_contact_type,open_tasks,next_due_date,next_sort,touch_due_on}',
  '{"company_id": "companies"}');
DROP TRIGGER record_create ON tags;
DROP TRIGGER record_update ON tags;
DROP TRIGGER record_delete ON tags;
SELECT track_changes('tags', '{name,color,keep_in_touch_days}');

-- Who became a customer, as the history knows it: for the look-back at a week.
CREATE INDEX changes_customers_idx ON changes (user_id, act_id) WHERE kind = 'contacts' AND field = 'status' AND new = '"customer"';
