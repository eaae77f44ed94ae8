-- A preview is saved only if nothing that it counts has changed since the count began.
ALTER TABLE "imports" ADD COLUMN "revision" INTEGER NOT NULL DEFAULT 0;
