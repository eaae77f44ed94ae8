-- Who signs in or asks for a new password may type an address that waits to be confirmed.
CREATE INDEX "email_changes_lower_email_idx" ON "email_changes" (lower("email"));
