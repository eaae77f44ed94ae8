-- The job queue keeps who counts a preview (docs/decisions/117-one-job-queue.md).
ALTER TABLE imports DROP COLUMN preview_begun_at;
