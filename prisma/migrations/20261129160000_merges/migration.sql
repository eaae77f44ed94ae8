-- Which record went into which: an old address leads to the one that was kept. What moved is in the history of the act.
CREATE TABLE "merges" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "gone_id" INTEGER NOT NULL,
    "kept_id" INTEGER NOT NULL,
    "act_id" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "merges_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE merges ADD CONSTRAINT merges_kind_check CHECK (kind IN ('contacts', 'companies'));
CREATE INDEX "merges_user_id_kind_gone_id_idx" ON "merges"("user_id", "kind", "gone_id");
CREATE INDEX "merges_user_id_kind_kept_id_idx" ON "merges"("user_id", "kind", "kept_id");
ALTER TABLE "merges" ADD CONSTRAINT "merges_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
