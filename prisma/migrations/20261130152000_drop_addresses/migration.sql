-- A private address for each user, to which emails are forwarded; what was read of the mailbox is in the settings.
ALTER TABLE "mail_preferences" ADD COLUMN "drop_token" VARCHAR(32) NOT NULL DEFAULT '',
  ADD COLUMN "drop_problem" VARCHAR(20) NOT NULL DEFAULT '',
  ADD COLUMN "drop_problem_at" TIMESTAMPTZ(3);
