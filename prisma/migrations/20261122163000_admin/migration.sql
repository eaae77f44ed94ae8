-- The admin area: what is asked of an account, one-time links, settings, invitations and the log of it all.
ALTER TABLE "users" ADD COLUMN "must_change_password" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN "session_generation" INTEGER NOT NULL DEFAULT 0;

CREATE TABLE "password_resets" (
    "user_id" INTEGER NOT NULL,
    "token_hash" CHAR(43) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "password_resets_pkey" PRIMARY KEY ("user_id")
);
CREATE UNIQUE INDEX "password_resets_token_hash_key" ON "password_resets"("token_hash");
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

CREATE TABLE "settings" (
    "key" VARCHAR(50) NOT NULL,
    "value" VARCHAR(500) NOT NULL,

    CONSTRAINT "settings_pkey" PRIMARY KEY ("key")
);

CREATE TABLE "invites" (
    "id" SERIAL NOT NULL,
    "token_hash" CHAR(43) NOT NULL,
    "uses_left" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "invites_pkey" PRIMARY KEY ("id"),
    -- Two people at the same moment cannot use the last place twice, whatever the application does.
    CONSTRAINT "invites_uses_left_check" CHECK ("uses_left" >= 0)
);
CREATE UNIQUE INDEX "invites_token_hash_key" ON "invites"("token_hash");

-- No foreign keys: the log outlives the accounts it tells of.
CREATE TABLE "audit_log" (
    "id" SERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" INTEGER NOT NULL,
    "action" VARCHAR(40) NOT NULL,
    "subject_id" INTEGER,
    "ip" VARCHAR(45) NOT NULL DEFAULT '',
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "audit_log_actor_id_id_idx" ON "audit_log"("actor_id", "id" DESC);
CREATE INDEX "audit_log_subject_id_id_idx" ON "audit_log"("subject_id", "id" DESC);
CREATE INDEX "audit_log_action_id_idx" ON "audit_log"("action", "id" DESC);
