-- Emails that are written from templates and sent to contacts.
CREATE TABLE "mail_templates" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "subject" VARCHAR(200) NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_templates_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE "mail_templates" ADD CONSTRAINT "mail_templates_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE "sent_mails" (
    "user_id" INTEGER NOT NULL,
    "form_hash" CHAR(43) NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'sending',
    "subject" VARCHAR(200) NOT NULL,
    "body" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sent_mails_pkey" PRIMARY KEY ("user_id","form_hash"),
    CONSTRAINT "sent_mails_state_check" CHECK ("state" IN ('sending', 'sent', 'failed'))
);
CREATE INDEX "sent_mails_user_id_contact_id_idx" ON "sent_mails"("user_id", "contact_id");
CREATE INDEX "sent_mails_user_id_created_at_idx" ON "sent_mails"("user_id", "created_at");
ALTER TABLE "sent_mails" ADD CONSTRAINT "sent_mails_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "sent_mails" ADD CONSTRAINT "sent_mails_user_id_contact_id_fkey" FOREIGN KEY ("user_id", "contact_id") REFERENCES "contacts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
