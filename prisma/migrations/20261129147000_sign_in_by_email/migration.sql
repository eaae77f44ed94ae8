-- Signing in looks accounts up by email as well.
CREATE INDEX "users_lower_email_idx" ON "users" (lower("email")) WHERE "email" <> '';
