-- An import keeps the rows of its file, each with what became of it (docs/decisions/080-imports-in-steps.md).
ALTER TYPE "ImportState" ADD VALUE 'running' AFTER 'waiting';
ALTER TYPE "ImportState" ADD VALUE 'stopped' AFTER 'running';

CREATE TABLE "import_rows" (
    "user_id" INTEGER NOT NULL,
    "import_id" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "outcome" VARCHAR(10) NOT NULL DEFAULT 'waiting',
    "cells" JSONB,
    "errors" JSONB,

    CONSTRAINT "import_rows_pkey" PRIMARY KEY ("user_id","import_id","number")
);
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_user_id_import_id_fkey" FOREIGN KEY ("user_id", "import_id") REFERENCES "imports"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "import_rows" ADD CONSTRAINT import_rows_outcome_check
  CHECK (outcome IN ('heading', 'waiting', 'added', 'filled', 'updated', 'merged', 'left', 'company', 'rejected'));

ALTER TABLE "imports"
  ADD COLUMN "details" JSONB NOT NULL DEFAULT '{}',
  ADD COLUMN "headers" JSONB NOT NULL DEFAULT '[]',
  ADD COLUMN "headers_hash" CHAR(43) NOT NULL DEFAULT '',
  ADD COLUMN "rows" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "preview" JSONB,
  ADD COLUMN "preview_begun_at" TIMESTAMPTZ(3),
  ADD COLUMN "updated" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "merged" INTEGER NOT NULL DEFAULT 0,
  ADD COLUMN "companies" INTEGER NOT NULL DEFAULT 0;

CREATE INDEX "imports_user_id_headers_hash_idx" ON "imports"("user_id", "headers_hash");
