-- A session lies with its owner; 0 is nobody. Cookies that do not name the owner are still found (src/auth/sessionStore.ts).
ALTER TABLE "session" ADD COLUMN "user_id" INTEGER NOT NULL DEFAULT 0;
UPDATE "session" SET "user_id" = (sess #>> '{passport,user,id}')::int WHERE sess #>> '{passport,user,id}' ~ '^\d{1,9}$';
ALTER TABLE "session" ALTER COLUMN "user_id" DROP DEFAULT;
ALTER TABLE "session" DROP CONSTRAINT "session_pkey", ADD CONSTRAINT "session_pkey" PRIMARY KEY ("user_id", "sid");

-- Compared with a moment, a timestamp without a zone depends on a setting, which a distributed PostgreSQL refuses.
ALTER TABLE "session" ALTER COLUMN "expire" TYPE TIMESTAMPTZ(6);
