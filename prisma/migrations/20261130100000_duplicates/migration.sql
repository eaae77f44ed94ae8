-- Which records may be one, as the latest search found them, and which the owner said are not.
CREATE TABLE "duplicate_pairs" (
    "user_id" INTEGER NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "one_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "score" INTEGER NOT NULL,

    CONSTRAINT "duplicate_pairs_pkey" PRIMARY KEY ("user_id","kind","one_id","other_id")
);
ALTER TABLE duplicate_pairs ADD CONSTRAINT duplicate_pairs_check
  CHECK (kind IN ('contacts', 'companies') AND one_id < other_id);
ALTER TABLE "duplicate_pairs" ADD CONSTRAINT "duplicate_pairs_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

CREATE TABLE "duplicate_searches" (
    "user_id" INTEGER NOT NULL,
    "begun_at" TIMESTAMPTZ(3),
    "progress" INTEGER NOT NULL DEFAULT 0,
    "searched_at" TIMESTAMPTZ(3),
    "milliseconds" INTEGER NOT NULL DEFAULT 0,
    "contacts" INTEGER NOT NULL DEFAULT 0,
    "companies" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "duplicate_searches_pkey" PRIMARY KEY ("user_id")
);
ALTER TABLE "duplicate_searches" ADD CONSTRAINT "duplicate_searches_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- Without foreign keys to the records: a deleted record that is restored is still not the other one.
CREATE TABLE "different_records" (
    "user_id" INTEGER NOT NULL,
    "id" SERIAL NOT NULL,
    "kind" VARCHAR(20) NOT NULL,
    "one_id" INTEGER NOT NULL,
    "other_id" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "different_records_pkey" PRIMARY KEY ("user_id","id")
);
ALTER TABLE different_records ADD CONSTRAINT different_records_check
  CHECK (kind IN ('contacts', 'companies') AND one_id < other_id);
CREATE UNIQUE INDEX "different_records_user_id_kind_one_id_other_id_key" ON "different_records"("user_id", "kind", "one_id", "other_id");
ALTER TABLE "different_records" ADD CONSTRAINT "different_records_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- The name of a company without what says nothing about it: case, accents, punctuation, spaces, and its legal form. "PHU Kret
-- Sp. z o.o." and "Kret" are one.
CREATE FUNCTION crm_company_key(name TEXT) RETURNS TEXT LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE
SET search_path FROM CURRENT AS $$
DECLARE
  folded TEXT := crm_fold(name);
  words TEXT := ' ' || btrim(regexp_replace(replace(folded, '.', ''), '[^[:alnum:]]+', ' ', 'g')) || ' ';
  bare TEXT;
BEGIN
  bare := regexp_replace(words, '^ (?:pphu|phu|fhu|fuh|puh|pph|ph|firma|the) ', ' ');
  bare := regexp_replace(bare, '(?: (?:sp(?:olka)? z ?o ?o|spolka z ograniczona odpowiedzialnoscia|sp ?[jkp]|spolka (?:jawna|komandytowa|partnerska|cywilna|akcyjna|komandytowo akcyjna)|prosta spolka akcyjna|p ?s ?a|s ?k ?a|s ?a|s ?c|ltd|limited|llc|llp|plc|inc|incorporated|corp|corporation|co|company|gmbh|mbh|ag|kg|ohg|ug|e ?k|b ?v|n ?v|s ?r ?l|sarl|sas|s ?p ?a|s ?r ?o|a ?s|oyj?|ab|aps|kft|d ?o ?o|pty))+ $', ' ');
  bare := replace(bare, ' ', '');
  RETURN left(coalesce(nullif(bare, ''), nullif(replace(words, ' ', ''), ''), folded), 64);
END $$;

-- The domains of a company's website and email, without hosts that many companies share.
CREATE FUNCTION crm_company_domains(website TEXT, email TEXT) RETURNS TEXT[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
SET search_path = pg_catalog AS $$
  SELECT ARRAY(
    SELECT DISTINCT left(host, 64) FROM (VALUES
      (substring(lower(website) FROM '^(?:[a-z]+://)?(?:www\.)?([^/:?#\s@]+\.[^/:?#\s@]+)')),
      (substring(lower(email) FROM '@([^@\s]+\.[^@\s]+)$'))) hosts(host)
    WHERE host IS NOT NULL
      AND host !~ '(^|\.)(gmail|googlemail|yahoo|ymail|hotmail|outlook|live|msn|icloud|me|mac|aol|gmx|mail|yandex|proton|protonmail|zoho|tutanota|fastmail|web|t-online|freenet|wp|o2|onet|op|poczta|interia|tlen|gazeta|vp|autograf|spoko|buziaczek|seznam|centrum|laposte|orange|free|libero)\.(com|pl|eu|fm|me|net|org|de|fr|it|cz|sk|ru|co\.uk|co|uk|at|ch|es)$'
      AND host !~ '(^|\.)(facebook|fb|instagram|linkedin|youtube|twitter|x|tiktok|google|allegro|olx|linktr|wixsite|wordpress|blogspot|webflow|github|notion|booksy|znanylekarz|panoramafirm|etsy|ebay|amazon|weebly)\.(com|pl|ee|io|site|co|me|net|org)$')
$$;

CREATE INDEX companies_key_idx ON companies (user_id, crm_company_key(name));
CREATE INDEX companies_domains_idx ON companies USING GIN (user_id int4_ops, crm_company_domains(website, email))
  WHERE website <> '' OR email <> '';
