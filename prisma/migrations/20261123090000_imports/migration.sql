-- Spreadsheets with people: the file while it waits, and what it made as long as that can be undone.
CREATE TYPE "ImportState" AS ENUM ('waiting', 'done', 'undone');

CREATE TABLE "imports" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "state" "ImportState" NOT NULL DEFAULT 'waiting',
    "file" BYTEA NOT NULL,
    "plan" TEXT NOT NULL,
    "added" INTEGER NOT NULL DEFAULT 0,
    "filled" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "problems" INTEGER NOT NULL DEFAULT 0,
    "faulty" TEXT NOT NULL DEFAULT '',
    "made" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "imports_pkey" PRIMARY KEY ("user_id","id")
);

ALTER TABLE "imports" ADD CONSTRAINT "imports_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
