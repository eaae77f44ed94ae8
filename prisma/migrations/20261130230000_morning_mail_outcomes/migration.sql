-- What became of the mail of a day (docs/decisions/096-morning-mail.md). Days from before count as known.
ALTER TABLE "morning_mails" ADD COLUMN "outcome" VARCHAR(10) NOT NULL DEFAULT '';
UPDATE morning_mails SET outcome = CASE WHEN sent_at IS NOT NULL THEN 'sent' WHEN retry_at IS NOT NULL THEN 'refused' ELSE 'nothing' END;
