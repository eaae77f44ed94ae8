ALTER TABLE "saved_views" ADD COLUMN "kind" VARCHAR(10) NOT NULL DEFAULT 'contacts';
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_kind_check" CHECK (kind IN ('contacts', 'companies'));

DROP INDEX saved_views_name_key;
DROP INDEX saved_views_default_key;
CREATE UNIQUE INDEX saved_views_name_key ON saved_views (user_id, kind, crm_fold(name));
CREATE UNIQUE INDEX saved_views_default_key ON saved_views (user_id, kind) WHERE is_default;
