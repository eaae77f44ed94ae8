-- Summaries by a model, what was asked of whom in numbers, and each user's own switch and consent.
ALTER TABLE "profiles" ADD COLUMN "ai_consent" VARCHAR(100) NOT NULL DEFAULT '', ADD COLUMN "ai_enabled" BOOLEAN NOT NULL DEFAULT true;

CREATE TABLE "summaries" (
    "user_id" INTEGER NOT NULL,
    "contact_id" INTEGER NOT NULL,
    "content" TEXT NOT NULL,
    "locale" "Locale" NOT NULL,
    "provider" VARCHAR(20) NOT NULL,
    "model" VARCHAR(100) NOT NULL,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "made_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "summaries_pkey" PRIMARY KEY ("user_id","contact_id")
);

CREATE TABLE "ai_calls" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "purpose" VARCHAR(20) NOT NULL,
    "provider" VARCHAR(20) NOT NULL,
    "model" VARCHAR(100) NOT NULL,
    "tokens_in" INTEGER NOT NULL,
    "tokens_out" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "ai_calls_pkey" PRIMARY KEY ("user_id","id")
);

CREATE INDEX "ai_calls_user_id_created_at_idx" ON "ai_calls"("user_id", "created_at");

ALTER TABLE "summaries" ADD CONSTRAINT "summaries_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "summaries" ADD CONSTRAINT "summaries_user_id_contact_id_fkey" FOREIGN KEY ("user_id", "contact_id") REFERENCES "contacts"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;

ALTER TABLE "ai_calls" ADD CONSTRAINT "ai_calls_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
