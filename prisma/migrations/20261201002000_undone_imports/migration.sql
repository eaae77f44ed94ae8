-- Whether an import was undone follows from its act, which may be redone as well.
UPDATE "imports" SET "state" = (
  CASE WHEN "added" + "filled" + "updated" + "merged" + "skipped" + "company_rows" + "problems" < "rows"
    THEN 'stopped' ELSE 'done' END)::"ImportState"
WHERE "state" = 'undone';
