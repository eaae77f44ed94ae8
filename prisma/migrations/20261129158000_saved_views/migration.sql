CREATE TABLE "saved_views" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(50) NOT NULL,
    "query" VARCHAR(2000) NOT NULL,
    "position" INTEGER NOT NULL,
    "is_default" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "saved_views_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
-- Without regard to case and accents; at most one opens the list.
CREATE UNIQUE INDEX saved_views_name_key ON saved_views (user_id, crm_fold(name));
CREATE UNIQUE INDEX saved_views_default_key ON saved_views (user_id) WHERE is_default;
