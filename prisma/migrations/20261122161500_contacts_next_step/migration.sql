-- The contact list in the order of the next step: late, today, later, without a day, nothing planned.
CREATE INDEX "contacts_user_id_next_due_date_open_tasks_id_idx" ON "contacts"("user_id", "next_due_date", "open_tasks" DESC, "id");
