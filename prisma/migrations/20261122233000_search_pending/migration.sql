-- What is new waits in a list before it is sorted into the index, and every search, that for look-alikes at saving included,
-- reads the whole list: up to 4 MB of it by default. At 64 kB 400 people saved in a row took 15 ms each instead of 20.
ALTER INDEX "companies_user_id_search_text_idx" SET (gin_pending_list_limit = 64);
ALTER INDEX "contacts_user_id_search_text_idx" SET (gin_pending_list_limit = 64);
ALTER INDEX "interactions_user_id_search_text_idx" SET (gin_pending_list_limit = 64);
ALTER INDEX "tasks_user_id_search_text_idx" SET (gin_pending_list_limit = 64);
