-- The life of an account: pictures, two-factor sign-in, a new email address that waits for its confirmation.
ALTER TABLE "profiles" ADD COLUMN "avatar_hash" VARCHAR(16) NOT NULL DEFAULT '';

CREATE TABLE "two_factors" (
    "user_id" INTEGER NOT NULL,
    "secret" VARCHAR(200) NOT NULL,
    "enabled_at" TIMESTAMPTZ(3),
    "last_step" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "two_factors_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "two_factors" ADD CONSTRAINT "two_factors_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "recovery_codes" (
    "user_id" INTEGER NOT NULL,
    "code_hash" CHAR(43) NOT NULL,

    CONSTRAINT "recovery_codes_pkey" PRIMARY KEY ("user_id", "code_hash")
);
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "email_changes" (
    "user_id" INTEGER NOT NULL,
    "email" VARCHAR(254) NOT NULL,
    "token_hash" CHAR(43) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "email_changes_pkey" PRIMARY KEY ("user_id")
);
CREATE UNIQUE INDEX "email_changes_token_hash_key" ON "email_changes"("token_hash");
ALTER TABLE "email_changes" ADD CONSTRAINT "email_changes_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Where a user is signed in: looked up on the profile, ended with a new password.
CREATE INDEX "session_user_idx" ON "session" (("sess"->'passport'->'user'->>'id'));
