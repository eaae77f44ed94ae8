-- The first fifty sources of an account by one look into the index for each, however many contacts have them.
CREATE FUNCTION crm_sources(owner INTEGER) RETURNS TEXT[] LANGUAGE plpgsql STABLE SET search_path FROM CURRENT AS $$
DECLARE
  sources TEXT[] := '{}';
  last TEXT := '';
BEGIN
  LOOP
    SELECT c.source INTO last FROM contacts c WHERE c.user_id = owner AND c.source <> '' AND c.source > last
    ORDER BY c.source LIMIT 1;
    EXIT WHEN NOT FOUND OR cardinality(sources) = 50;
    sources := sources || last;
  END LOOP;
  RETURN sources;
END $$;
