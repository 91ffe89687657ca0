-- Reception of citizens, requests for information, requests about one's own data.
-- AlterTable
ALTER TABLE "clock" ADD COLUMN     "data_request_id" UUID;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN     "address" BYTEA;

-- CreateTable
CREATE TABLE "reception_slot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "who" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "minutes" INTEGER NOT NULL,
    "places" INTEGER NOT NULL,

    CONSTRAINT "reception_slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reception_booking" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "place" INTEGER NOT NULL,
    "code" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "contact_id" UUID,
    "name" BYTEA,
    "state" TEXT NOT NULL DEFAULT 'booked',
    "ended_by" TEXT,
    "reason" TEXT,
    "remind_at" TIMESTAMPTZ(3),
    "reminded_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reception_booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reception_off" (
    "ward_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "who" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "officer_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reception_off_pkey" PRIMARY KEY ("ward_id","day","who")
);

-- CreateTable
CREATE TABLE "info_request" (
    "ticket_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "how" TEXT NOT NULL DEFAULT 'office',
    "wrong" BOOLEAN NOT NULL DEFAULT false,
    "received_on" DATE,
    "complex" BOOLEAN NOT NULL DEFAULT false,
    "outcome" TEXT,
    "ground" TEXT,
    "officer_id" UUID,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "info_request_pkey" PRIMARY KEY ("ticket_id")
);

-- CreateTable
CREATE TABLE "data_request" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "contact_id" UUID,
    "ticket_id" UUID,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "data_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "data_export" (
    "hash" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "uses_left" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "data_export_pkey" PRIMARY KEY ("hash")
);

-- CreateIndex
CREATE UNIQUE INDEX "reception_slot_ward_id_who_starts_at_key" ON "reception_slot"("ward_id", "who", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "reception_booking_code_key" ON "reception_booking"("code");

-- CreateIndex
CREATE UNIQUE INDEX "reception_booking_key_key" ON "reception_booking"("key");

-- CreateIndex
CREATE INDEX "reception_booking_contact_id_idx" ON "reception_booking"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "data_request_ticket_id_key" ON "data_request"("ticket_id");

-- CreateIndex
CREATE UNIQUE INDEX "data_request_key_key" ON "data_request"("key");

-- CreateIndex
CREATE INDEX "data_request_ward_id_asked_at_idx" ON "data_request"("ward_id", "asked_at");

-- CreateIndex
CREATE INDEX "data_export_contact_id_idx" ON "data_export"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "clock_data_request_id_rule_key" ON "clock"("data_request_id", "rule");

-- AddForeignKey
ALTER TABLE "clock" ADD CONSTRAINT "clock_data_request_id_fkey" FOREIGN KEY ("data_request_id") REFERENCES "data_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reception_slot" ADD CONSTRAINT "reception_slot_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reception_booking" ADD CONSTRAINT "reception_booking_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reception_booking" ADD CONSTRAINT "reception_booking_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "reception_slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reception_booking" ADD CONSTRAINT "reception_booking_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reception_off" ADD CONSTRAINT "reception_off_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "info_request" ADD CONSTRAINT "info_request_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "info_request" ADD CONSTRAINT "info_request_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "data_export" ADD CONSTRAINT "data_export_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Below: what the schema language cannot say. Tested in test/store/reception.test.ts.

-- a place is held by one booking at a time; a cancelled one gives it back
CREATE UNIQUE INDEX "reception_booking_place" ON "reception_booking" ("slot_id", "place") WHERE "state" <> 'cancelled';

-- reminders still to be sent
CREATE INDEX "reception_booking_remind" ON "reception_booking" ("remind_at") WHERE "state" = 'booked' AND "reminded_at" IS NULL;

ALTER TABLE "reception_booking" ADD CONSTRAINT "reception_booking_state" CHECK ("state" IN ('booked', 'cancelled', 'attended', 'absent'));
ALTER TABLE "reception_booking" ADD CONSTRAINT "reception_booking_place_from_one" CHECK ("place" >= 1);
ALTER TABLE "info_request" ADD CONSTRAINT "info_request_outcome" CHECK ("outcome" IN ('accepted', 'refused', 'supplied'));
ALTER TABLE "data_request" ADD CONSTRAINT "data_request_kind" CHECK ("kind" IN ('view', 'correct', 'copy', 'withdraw', 'restrict', 'delete'));
