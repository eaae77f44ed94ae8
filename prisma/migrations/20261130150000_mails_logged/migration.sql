-- Emails that are logged from files and pasted text: a mail waits to be checked, then it is an entry.
CREATE TYPE "MailDirection" AS ENUM ('received', 'sent');
-- Neither changes after the entry is created, so the history needs no line for them; a deleted entry keeps them.
ALTER TABLE "interactions" ADD COLUMN "direction" "MailDirection";
ALTER TABLE "interactions" ADD COLUMN "message_hash" VARCHAR(43) NOT NULL DEFAULT '';
-- Not unique: an entry that is restored may meet the same mail logged since.
CREATE INDEX interactions_message_hash_idx ON interactions (user_id, message_hash) WHERE message_hash <> '';

CREATE TABLE "waiting_mails" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "message_hash" VARCHAR(43) NOT NULL,
    "direction" "MailDirection" NOT NULL,
    "name" VARCHAR(200) NOT NULL DEFAULT '',
    "email" VARCHAR(254) NOT NULL DEFAULT '',
    "subject" VARCHAR(200) NOT NULL DEFAULT '',
    "content" TEXT NOT NULL DEFAULT '',
    "occurred_at" TIMESTAMPTZ(3),
    "details" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "waiting_mails_pkey" PRIMARY KEY ("user_id","id")
);
CREATE UNIQUE INDEX "waiting_mails_user_id_message_hash_key" ON "waiting_mails"("user_id", "message_hash");
ALTER TABLE "waiting_mails" ADD CONSTRAINT "waiting_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE "mail_preferences" (
    "user_id" INTEGER NOT NULL,
    "sender_name" VARCHAR(100) NOT NULL DEFAULT '',
    "addresses" VARCHAR(254)[] NOT NULL DEFAULT ARRAY[]::VARCHAR(254)[],

    CONSTRAINT "mail_preferences_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "mail_preferences" ADD CONSTRAINT "mail_preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
