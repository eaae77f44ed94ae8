-- The file of a whole account waits here until it is loaded, so that loading goes on after a crash, on any process.
CREATE TABLE "account_loads" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "state" VARCHAR(10) NOT NULL DEFAULT 'reading',
    "problem" JSONB,
    "manifest" JSONB,
    "before" JSONB,
    "after" JSONB,
    "loaded" JSONB NOT NULL DEFAULT '{}',
    "act_id" BIGINT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "touched_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "account_loads_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE account_loads ADD CONSTRAINT account_loads_state_check CHECK
  (state IN ('reading', 'ready', 'refused', 'running', 'done'));
ALTER TABLE "account_loads" ADD CONSTRAINT "account_loads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE "account_load_rows" (
    "user_id" INTEGER NOT NULL,
    "load_id" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "record_id" BIGINT NOT NULL,
    "new_id" BIGINT,
    "record" JSONB,

    CONSTRAINT "account_load_rows_pkey" PRIMARY KEY ("user_id","load_id","kind","record_id")
);
ALTER TABLE "account_load_rows" ADD CONSTRAINT "account_load_rows_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;
ALTER TABLE "account_load_rows" ADD CONSTRAINT "account_load_rows_user_id_load_id_fkey" FOREIGN KEY ("user_id", "load_id") REFERENCES "account_loads"("user_id", "id") ON DELETE CASCADE ON UPDATE NO ACTION;
