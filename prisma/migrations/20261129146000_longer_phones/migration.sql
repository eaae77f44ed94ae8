-- A phone number may carry its country, extension and a second number. PostgreSQL refuses to change the type of a column
-- that a trigger names, so the triggers that name these are dropped and made again as they were.
DO $$
DECLARE
  definitions TEXT[];
  definition TEXT;
  trigger_name TEXT;
BEGIN
  SELECT array_agg(pg_get_triggerdef(oid)) INTO definitions FROM pg_trigger
  WHERE tgrelid = 'contacts'::regclass AND NOT tgisinternal AND pg_get_triggerdef(oid) ~ '\mphone(_digits)?\M';
  FOR trigger_name IN SELECT tgname FROM pg_trigger
    WHERE tgrelid = 'contacts'::regclass AND NOT tgisinternal AND pg_get_triggerdef(oid) ~ '\mphone(_digits)?\M'
  LOOP
    EXECUTE format('DROP TRIGGER %I ON contacts', trigger_name);
  END LOOP;
  ALTER TABLE contacts ALTER COLUMN phone TYPE VARCHAR(50), ALTER COLUMN phone_digits TYPE VARCHAR(50);
  FOREACH definition IN ARRAY coalesce(definitions, '{}') LOOP
    EXECUTE definition;
  END LOOP;
END $$;

ALTER TABLE profiles ALTER COLUMN phone TYPE VARCHAR(50);
