-- What was deleted, as it was, for as long as it can be brought back (src/trash).
CREATE TABLE "trash" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "record_id" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "about" TEXT NOT NULL,
    "interactions" INTEGER NOT NULL,
    "tasks" INTEGER NOT NULL,
    "people" INTEGER NOT NULL,
    "is_sample" BOOLEAN NOT NULL,
    "records" JSON,
    "deleted_at" TIMESTAMPTZ(3) NOT NULL,
    "restored_at" TIMESTAMPTZ(3),

    CONSTRAINT "trash_pkey" PRIMARY KEY ("user_id", "id")
);
CREATE INDEX "trash_user_id_deleted_at_id_idx" ON "trash"("user_id", "deleted_at" DESC, "id" DESC);
CREATE INDEX "trash_deleted_at_idx" ON "trash"("deleted_at");
ALTER TABLE "trash" ADD CONSTRAINT "trash_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
