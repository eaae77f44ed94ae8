-- The order by next step with the status at its end: a list that is filtered by both is counted in the index alone.
DROP INDEX "contacts_user_id_next_sort_id_idx";
CREATE INDEX "contacts_user_id_next_sort_id_status_idx" ON "contacts"("user_id", "next_sort", "id", "status");
