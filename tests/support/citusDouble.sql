-- A test double of the extension: the same names, and those of its refusals that depend on the order. It is found
-- before pg_catalog.
CREATE SCHEMA citus_double;
CREATE VIEW citus_double.pg_extension AS SELECT 'citus'::name AS extname;
CREATE TABLE citus_double.pg_dist_partition (logicalrelid REGCLASS PRIMARY KEY, beside TEXT);
CREATE TABLE citus_double.pg_dist_node (isactive BOOLEAN, noderole TEXT, shouldhaveshards BOOLEAN);
CREATE TABLE citus_double.old_rows (logicalrelid REGCLASS PRIMARY KEY);

-- Nobody but a superuser may set what belongs to an extension that is not there.
CREATE FUNCTION citus_double.current_setting(name TEXT, missing_ok BOOLEAN) RETURNS TEXT LANGUAGE sql AS $$ SELECT 'on' $$;

CREATE FUNCTION citus_double.check_keys(name REGCLASS) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT FROM pg_constraint k WHERE k.contype = 'f' AND name IN (k.conrelid, k.confrelid)) THEN
    RAISE 'foreign keys from reference tables and local tables to distributed tables are not supported: %', name;
  END IF;
END $$;

CREATE FUNCTION citus_double.create_reference_table(name REGCLASS) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM citus_double.check_keys(name);
  INSERT INTO citus_double.pg_dist_partition VALUES (name, NULL);
  INSERT INTO citus_double.old_rows VALUES (name);
END $$;

CREATE FUNCTION citus_double.create_distributed_table(name REGCLASS, by TEXT, colocate_with TEXT) RETURNS VOID LANGUAGE plpgsql AS $$
BEGIN
  PERFORM citus_double.check_keys(name);
  IF colocate_with <> 'none' AND NOT EXISTS (
      SELECT FROM citus_double.pg_dist_partition WHERE logicalrelid = colocate_with::regclass AND beside IS NOT NULL) THEN
    RAISE 'relation % is not distributed', colocate_with;
  END IF;
  IF EXISTS (SELECT FROM pg_index i WHERE i.indrelid = name AND i.indisunique AND NOT EXISTS (
      SELECT FROM pg_attribute a WHERE a.attrelid = name AND a.attname = by AND a.attnum = ANY (i.indkey))) THEN
    RAISE 'cannot create constraint on "%"', name;
  END IF;
  INSERT INTO citus_double.pg_dist_partition VALUES (name, colocate_with);
  INSERT INTO citus_double.old_rows VALUES (name);
END $$;

CREATE FUNCTION citus_double.truncate_local_data_after_distributing_table(name REGCLASS) RETURNS VOID LANGUAGE sql
  AS 'DELETE FROM citus_double.old_rows WHERE logicalrelid = name';

-- Of what lies on the coordinator itself.
CREATE FUNCTION citus_double.pg_relation_size(name OID) RETURNS BIGINT LANGUAGE sql
  AS 'SELECT count(*) FROM citus_double.old_rows WHERE logicalrelid = name';
