-- Which links besides calling and email a contact's page has for mobile numbers.
ALTER TABLE "profiles" ADD COLUMN "sms_links" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN "whatsapp_links" BOOLEAN NOT NULL DEFAULT false;
