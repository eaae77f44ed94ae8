-- The last contact is the newest call, email or meeting. A note to oneself is none, so it leaves these columns alone.
ALTER TABLE "contacts" RENAME COLUMN "last_interaction_at" TO "last_contact_at";
ALTER TABLE "contacts" RENAME COLUMN "last_interaction_type" TO "last_contact_type";

-- The page of a company shows notes as well, which these columns no longer know.
DROP INDEX contacts_spoken_idx;

DROP TRIGGER interactions_touch ON interactions;
DROP TRIGGER interactions_touch_update ON interactions;

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
      WHERE user_id = owner AND contact_id = target AND interaction_type <> 'note'
      ORDER BY occurred_at DESC, id DESC LIMIT 1;
      UPDATE contacts SET last_contact_at = newest.occurred_at, last_contact_type = newest.interaction_type
      WHERE user_id = owner AND id = target
        AND (last_contact_at, last_contact_type) IS DISTINCT FROM (newest.occurred_at, newest.interaction_type);
    END IF;
    EXIT WHEN target IS NOT DISTINCT FROM final;
    target := final;
  END LOOP;
  RETURN NULL;
END $$;

CREATE TRIGGER interactions_touch_insert AFTER INSERT ON interactions FOR EACH ROW
WHEN (NEW.interaction_type <> 'note') EXECUTE FUNCTION interactions_touch();
CREATE TRIGGER interactions_touch_delete AFTER DELETE ON interactions FOR EACH ROW
WHEN (OLD.interaction_type <> 'note') EXECUTE FUNCTION interactions_touch();
CREATE TRIGGER interactions_touch AFTER UPDATE OF contact_id, occurred_at, interaction_type ON interactions FOR EACH ROW
WHEN ((OLD.interaction_type <> 'note' OR NEW.interaction_type <> 'note')
  AND (OLD.contact_id, OLD.occurred_at, OLD.interaction_type) IS DISTINCT FROM (NEW.contact_id, NEW.occurred_at, NEW.interaction_type))
EXECUTE FUNCTION interactions_touch();

-- Only where a note was the last: elsewhere the newest interaction is the last contact already. No column of the history
-- is written, and updated_at stays.
UPDATE contacts c SET last_contact_at = newest.occurred_at, last_contact_type = newest.interaction_type
FROM contacts p LEFT JOIN LATERAL (
  SELECT i.occurred_at, i.interaction_type FROM interactions i
  WHERE i.user_id = p.user_id AND i.contact_id = p.id AND i.interaction_type <> 'note'
  ORDER BY i.occurred_at DESC, i.id DESC LIMIT 1) newest ON true
WHERE p.last_contact_type = 'note' AND c.user_id = p.user_id AND c.id = p.id;

-- The history leaves out what follows from other rows; it knows these columns by name.
DROP TRIGGER record_create ON contacts;
DROP TRIGGER record_update ON contacts;
DROP TRIGGER record_delete ON contacts;
SELECT track_changes('contacts', '{first_name,last_name,company_id,position,email,phone,status,status_since,notes,is_sample}',
  '{sort_name,search_text,phone_digits,last_contact_at,last_contact_type,open_tasks,next_due_date,next_sort}',
  '{"company_id": "companies"}');
