-- The page of the private address tells when the latest email came to it.
ALTER TABLE "mail_preferences" ADD COLUMN "drop_received_at" TIMESTAMPTZ(3);
