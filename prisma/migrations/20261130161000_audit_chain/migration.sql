-- Each entry of the audit log carries the hash of the one before it, so that none can be changed or left out unnoticed
-- (docs/decisions/104-a-chain-of-hashes.md).
ALTER TABLE "audit_log" ADD COLUMN "previous_hash" VARCHAR(64) NOT NULL DEFAULT '';
ALTER TABLE "audit_log" ADD COLUMN "hash" VARCHAR(64) NOT NULL DEFAULT '';

CREATE FUNCTION audit_text(entry audit_log) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT jsonb_build_array(entry.id, floor(extract(epoch FROM entry.at) * 1000)::bigint, entry.actor_id, entry.action,
    entry.subject_id, entry.ip, entry.details)::text
$$;

CREATE FUNCTION audit_hash(entry audit_log) RETURNS text
LANGUAGE sql STABLE SET search_path FROM CURRENT AS $$
  SELECT encode(sha256(convert_to(entry.previous_hash || audit_text(entry), 'UTF8')), 'hex')
$$;

DO $$
DECLARE
  entry audit_log;
  last text := '';
BEGIN
  FOR entry IN SELECT * FROM audit_log ORDER BY id LOOP
    entry.previous_hash := last;
    last := audit_hash(entry);
    UPDATE audit_log SET previous_hash = entry.previous_hash, hash = last WHERE id = entry.id;
  END LOOP;
END $$;

CREATE FUNCTION audit_log_chain() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
  -- One at a time, and numbered in the order of the chain.
  PERFORM pg_advisory_xact_lock(hashtext('audit_log'));
  NEW.id := nextval('audit_log_id_seq');
  NEW.previous_hash := coalesce((SELECT hash FROM audit_log ORDER BY id DESC LIMIT 1), '');
  NEW.hash := audit_hash(NEW);
  RETURN NEW;
END $$;

CREATE TRIGGER audit_log_chain BEFORE INSERT ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_chain();

CREATE FUNCTION audit_log_fixed() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'Entries of the audit log are never changed.';
END $$;

CREATE TRIGGER audit_log_fixed BEFORE UPDATE ON audit_log FOR EACH ROW EXECUTE FUNCTION audit_log_fixed();
