CREATE TABLE "passkeys" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "credential_id" TEXT NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("user_id", "id")
);

CREATE UNIQUE INDEX "passkeys_user_id_credential_id_key" ON "passkeys"("user_id", "credential_id");

ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- From when on the time runs in which an administrator sets up a second factor; of today's from now on.
ALTER TABLE "users" ADD COLUMN "staff_since" TIMESTAMPTZ(3);
UPDATE "users" SET "staff_since" = now() WHERE "is_staff";
