-- The number of groups is counted from the pairs that are still there, so that it is right after a merge or a deletion too.
ALTER TABLE "duplicate_pairs" ADD COLUMN "group_key" VARCHAR(23);
-- Until the next search, each first record of a pair stands for a group. What is different belongs to none.
UPDATE duplicate_pairs p SET group_key = p.one_id WHERE NOT EXISTS (SELECT FROM different_records d
  WHERE d.user_id = p.user_id AND d.kind = p.kind AND d.one_id = p.one_id AND d.other_id = p.other_id);

ALTER TABLE "duplicate_searches" DROP COLUMN "contacts", DROP COLUMN "companies";
