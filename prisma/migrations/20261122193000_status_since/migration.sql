-- Since when a contact has its status. Of those who were there before, nobody knows.
ALTER TABLE "contacts" ADD COLUMN "status_since" TIMESTAMPTZ(3);

CREATE FUNCTION contacts_status() RETURNS TRIGGER LANGUAGE plpgsql AS $$
BEGIN
  -- A restored row brings its own.
  IF TG_OP = 'INSERT' THEN
    NEW.status_since := coalesce(NEW.status_since, NEW.created_at);
  ELSE
    NEW.status_since := now();
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER contacts_status_insert BEFORE INSERT ON contacts FOR EACH ROW EXECUTE FUNCTION contacts_status();
CREATE TRIGGER contacts_status BEFORE UPDATE OF status ON contacts FOR EACH ROW
WHEN (OLD.status IS DISTINCT FROM NEW.status) EXECUTE FUNCTION contacts_status();
