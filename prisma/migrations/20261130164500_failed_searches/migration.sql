-- A search for duplicates that fails rests as long as one that succeeds, instead of being tried every minute.
ALTER TABLE "duplicate_searches" ADD COLUMN "failed_at" TIMESTAMPTZ(3);
