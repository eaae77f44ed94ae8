-- A repeating task counts from the first date of its series, and knows the one it came from: the index lets a task be
-- followed by one at most, however often and from however many windows it is completed.
ALTER TABLE "tasks" ADD COLUMN "previous_id" INTEGER, ADD COLUMN "repeat_from" DATE;

UPDATE "tasks" SET "repeat_from" = "due_date" WHERE "repeat" <> 'never';

ALTER TABLE "tasks" DROP COLUMN "repeat_day",
ADD CONSTRAINT "tasks_repeat_from_check" CHECK ("repeat" = 'never' OR ("due_date" IS NOT NULL AND "repeat_from" IS NOT NULL));

CREATE UNIQUE INDEX "tasks_user_id_previous_id_key" ON "tasks"("user_id", "previous_id");

-- Narrowed by hand: without the column list the owner would be emptied too.
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_user_id_previous_id_fkey" FOREIGN KEY ("user_id", "previous_id") REFERENCES "tasks"("user_id", "id") ON DELETE SET NULL ("previous_id") ON UPDATE NO ACTION;
