-- What a form made that was sent: sent again within the hour, it leads there instead of making another.
CREATE TABLE "submissions" (
    "user_id" INTEGER NOT NULL,
    "form_hash" CHAR(43) NOT NULL,
    "path" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("user_id", "form_hash")
);
ALTER TABLE "submissions" ADD CONSTRAINT "submissions_user_id_fkey"
    FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
