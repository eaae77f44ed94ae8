CREATE TABLE "calendar_feeds" (
    "user_id" INTEGER NOT NULL,
    "token_hash" CHAR(43) NOT NULL,
    "token" VARCHAR(200) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "tasks" BOOLEAN NOT NULL,
    "meetings" BOOLEAN NOT NULL,
    "birthdays" BOOLEAN NOT NULL,
    "details" BOOLEAN NOT NULL,

    CONSTRAINT "calendar_feeds_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "calendar_feeds" ADD CONSTRAINT "calendar_feeds_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The meetings of a day are few among all that was noted.
CREATE INDEX interactions_meetings_idx ON interactions (user_id, occurred_at, id) WHERE interaction_type = 'meeting';
