-- CreateTable
CREATE TABLE "sealed_record" (
    "id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "code_mac" BYTEA NOT NULL,
    "code" BYTEA NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'received',
    "opened_on" DATE NOT NULL,
    "changed_on" DATE NOT NULL,
    "content_key" BYTEA NOT NULL,
    "identity_key" BYTEA NOT NULL,
    "code_wrapped" BYTEA,
    "formal_received_at" DATE,
    "accepted_on" DATE,
    "concluded_on" DATE,

    CONSTRAINT "sealed_record_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_reader" (
    "ward_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "content_wrapped" BYTEA,
    "identity_wrapped" BYTEA,
    "excluded_on" DATE,

    CONSTRAINT "sealed_reader_pkey" PRIMARY KEY ("record_id","officer_id")
);

-- CreateTable
CREATE TABLE "sealed_entry" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "body" BYTEA NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "sealed_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_identity" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "body" BYTEA NOT NULL,
    "owner" BYTEA NOT NULL,
    "key" BYTEA NOT NULL,

    CONSTRAINT "sealed_identity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_file" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "key" BYTEA NOT NULL,
    "ref" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealed_file_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sealed_reading" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "record_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "what" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealed_reading_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "sealed_record_code_mac_key" ON "sealed_record"("code_mac");

-- CreateIndex
CREATE INDEX "sealed_record_ward_id_opened_on_idx" ON "sealed_record"("ward_id", "opened_on");

-- CreateIndex
CREATE INDEX "sealed_reader_officer_id_idx" ON "sealed_reader"("officer_id");

-- CreateIndex
CREATE UNIQUE INDEX "sealed_entry_key_key" ON "sealed_entry"("key");

-- CreateIndex
CREATE INDEX "sealed_entry_record_id_id_idx" ON "sealed_entry"("record_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "sealed_identity_key_key" ON "sealed_identity"("key");

-- CreateIndex
CREATE INDEX "sealed_identity_record_id_idx" ON "sealed_identity"("record_id");

-- CreateIndex
CREATE INDEX "sealed_identity_owner_idx" ON "sealed_identity"("owner");

-- CreateIndex
CREATE UNIQUE INDEX "sealed_file_key_key" ON "sealed_file"("key");

-- CreateIndex
CREATE INDEX "sealed_file_record_id_idx" ON "sealed_file"("record_id");

-- CreateIndex
CREATE INDEX "sealed_reading_record_id_id_idx" ON "sealed_reading"("record_id", "id");

-- AddForeignKey
ALTER TABLE "sealed_record" ADD CONSTRAINT "sealed_record_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_reader" ADD CONSTRAINT "sealed_reader_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "sealed_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_reader" ADD CONSTRAINT "sealed_reader_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_entry" ADD CONSTRAINT "sealed_entry_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "sealed_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_identity" ADD CONSTRAINT "sealed_identity_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "sealed_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "sealed_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_reading" ADD CONSTRAINT "sealed_reading_record_id_fkey" FOREIGN KEY ("record_id") REFERENCES "sealed_record"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sealed_reading" ADD CONSTRAINT "sealed_reading_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;





-- Below: what the schema language cannot say. Tested in test/store/sealed.test.ts.

-- replies that are wiped a while after they were sent
CREATE INDEX "outbox_fleeting" ON "outbox" ("created_at") WHERE "notice" = 'fleeting' AND "body" IS NOT NULL;

CREATE INDEX "sealed_file_pending" ON "sealed_file" ("next_at") WHERE "state" = 'pending';

ALTER TABLE "sealed_record" ADD CONSTRAINT "sealed_record_state" CHECK ("state" IN ('received', 'inProgress', 'forwarded', 'closed', 'erased'));
ALTER TABLE "sealed_entry" ADD CONSTRAINT "sealed_entry_actor" CHECK ("actor" IN ('resident', 'officer'));
ALTER TABLE "sealed_file" ADD CONSTRAINT "sealed_file_state" CHECK ("state" IN ('pending', 'stored', 'refused', 'failed'));
-- an excluded reader holds no key
ALTER TABLE "sealed_reader" ADD CONSTRAINT "sealed_reader_excluded" CHECK ("excluded_on" IS NULL OR ("content_wrapped" IS NULL AND "identity_wrapped" IS NULL));

-- who has read what is never undone
CREATE TRIGGER "sealed_reading_only_grows" BEFORE UPDATE OR DELETE ON "sealed_reading"
  FOR EACH ROW EXECUTE FUNCTION "audit_only_grows"();
