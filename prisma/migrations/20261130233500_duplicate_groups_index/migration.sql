-- Lists count the first hundred groups at each view.
CREATE INDEX "duplicate_pairs_user_id_kind_group_key_idx" ON "duplicate_pairs"("user_id", "kind", "group_key");
