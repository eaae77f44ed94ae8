-- The mail with what the day brings (docs/decisions/096-morning-mail.md).
ALTER TABLE "profiles" ADD COLUMN "morning_mail_hour" SMALLINT;
ALTER TABLE profiles ADD CONSTRAINT profiles_morning_mail_hour_check CHECK (morning_mail_hour BETWEEN 0 AND 11);
-- Those few who want it; Prisma's schema cannot say this and does not see it.
CREATE INDEX profiles_morning_mail_idx ON profiles (user_id) WHERE morning_mail_hour IS NOT NULL;

CREATE TABLE "morning_mails" (
    "user_id" INTEGER NOT NULL,
    "day" DATE NOT NULL,
    "claimed_at" TIMESTAMPTZ(3) NOT NULL,
    "retry_at" TIMESTAMPTZ(3),
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "morning_mails_pkey" PRIMARY KEY ("user_id","day")
);
ALTER TABLE "morning_mails" ADD CONSTRAINT "morning_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
