-- As the form has it; a longer one from before stays, and may be shortened.
ALTER TABLE users ADD CONSTRAINT users_username_length_check CHECK (char_length(username) <= 150) NOT VALID;
