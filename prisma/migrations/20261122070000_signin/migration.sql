-- Second factor, counted attempts, and the audit log's chain of hashes.

ALTER TABLE "session" ADD COLUMN "second_at" TIMESTAMPTZ(3);
ALTER TABLE "session" ADD COLUMN "challenges" TEXT[] DEFAULT ARRAY[]::TEXT[];
ALTER TABLE "session" ADD COLUMN "agent" TEXT;

CREATE TABLE "officer_totp" (
    "officer_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "secret" BYTEA,
    "pending" BYTEA,
    "last_step" BIGINT NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "officer_totp_pkey" PRIMARY KEY ("officer_id")
);

CREATE TABLE "officer_passkey" (
    "id" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "public_key" BYTEA NOT NULL,
    "counter" BIGINT NOT NULL DEFAULT 0,
    "transports" TEXT[],
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "officer_passkey_pkey" PRIMARY KEY ("id")
);

CREATE TABLE "recovery_code" (
    "hash" BYTEA NOT NULL,
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "recovery_code_pkey" PRIMARY KEY ("hash")
);

CREATE TABLE "rate" (
    "ward_id" UUID NOT NULL,
    "bucket" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("ward_id","bucket","key")
);

CREATE TABLE "audit_link" (
    "ward_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "audit_id" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "audit_link_pkey" PRIMARY KEY ("ward_id","seq")
);

CREATE TABLE "audit_seal" (
    "ward_id" UUID NOT NULL,
    "seq" BIGINT NOT NULL,
    "hash" BYTEA NOT NULL,
    "mac" BYTEA NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_seal_pkey" PRIMARY KEY ("ward_id","seq")
);

CREATE INDEX "officer_passkey_officer_id_idx" ON "officer_passkey"("officer_id");
CREATE INDEX "recovery_code_officer_id_idx" ON "recovery_code"("officer_id");
CREATE INDEX "rate_began_at_idx" ON "rate"("began_at");
CREATE UNIQUE INDEX "audit_link_audit_id_key" ON "audit_link"("audit_id");
CREATE INDEX "audit_ward_id_id_idx" ON "audit"("ward_id", "id");
CREATE INDEX "audit_ward_id_action_id_idx" ON "audit"("ward_id", "action", "id");
CREATE INDEX "audit_ward_id_subject_id_idx" ON "audit"("ward_id", "subject", "id");
CREATE INDEX "audit_officer_id_id_idx" ON "audit"("officer_id", "id");

ALTER TABLE "officer_totp" ADD CONSTRAINT "officer_totp_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_totp" ADD CONSTRAINT "officer_totp_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_passkey" ADD CONSTRAINT "officer_passkey_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_passkey" ADD CONSTRAINT "officer_passkey_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "recovery_code" ADD CONSTRAINT "recovery_code_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "rate" ADD CONSTRAINT "rate_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "audit_link" ADD CONSTRAINT "audit_link_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "audit_seal" ADD CONSTRAINT "audit_seal_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Below: what the schema language cannot say. Tested in test/store/audit.test.ts.

-- What of a row is hashed: everything. src/store/audit-chain.ts says the same again and does not trust this function.
CREATE FUNCTION "audit_words"(a "audit") RETURNS text LANGUAGE sql STABLE AS $$
  SELECT jsonb_build_array(a."id", a."ward_id", a."officer_id", a."actor", a."action", a."subject", a."detail",
    to_char(a."at" AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'))::text
$$;

-- At commit each row gets its link: sha256 of the link before and the row. The lock orders one ward's commits; it is
-- taken last and for a moment, so that no work waits for another's audit and none can deadlock over it.
CREATE FUNCTION "audit_chain"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  last_seq bigint;
  last_hash bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('audit ' || NEW."ward_id"::text, 0));
  SELECT "seq", "hash" INTO last_seq, last_hash FROM "audit_link" WHERE "ward_id" = NEW."ward_id" ORDER BY "seq" DESC LIMIT 1;
  INSERT INTO "audit_link" ("ward_id", "seq", "audit_id", "hash")
  VALUES (NEW."ward_id", coalesce(last_seq, 0) + 1, NEW."id",
    sha256(coalesce(last_hash, ''::bytea) || convert_to("audit_words"(NEW), 'UTF8')));
  RETURN NULL;
END
$$;

-- rows from before there was a chain, in their order
DO $$
DECLARE
  a "audit";
  now_ward uuid;
  n bigint;
  h bytea;
BEGIN
  FOR a IN SELECT * FROM "audit" ORDER BY "ward_id", "id" LOOP
    IF now_ward IS DISTINCT FROM a."ward_id" THEN
      now_ward := a."ward_id"; n := 0; h := ''::bytea;
    END IF;
    n := n + 1;
    h := sha256(h || convert_to("audit_words"(a), 'UTF8'));
    INSERT INTO "audit_link" ("ward_id", "seq", "audit_id", "hash") VALUES (a."ward_id", n, a."id", h);
  END LOOP;
END
$$;

CREATE CONSTRAINT TRIGGER "audit_chain" AFTER INSERT ON "audit"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "audit_chain"();

CREATE TRIGGER "audit_link_only_grows" BEFORE UPDATE OR DELETE ON "audit_link"
  FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_link_never_emptied" BEFORE TRUNCATE ON "audit_link"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_seal_only_grows" BEFORE UPDATE OR DELETE ON "audit_seal"
  FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "audit_seal_never_emptied" BEFORE TRUNCATE ON "audit_seal"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();
CREATE TRIGGER "sealed_reading_never_emptied" BEFORE TRUNCATE ON "sealed_reading"
  FOR EACH STATEMENT EXECUTE FUNCTION "audit_only_grows"();
