-- More states and acts of tickets; clocks that stop, go on and are counted anew; warnings sent once.

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "kind_confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "merged_into" UUID,
ADD COLUMN     "split_from" UUID,
ADD COLUMN     "transferred_to" TEXT;

-- AlterTable
ALTER TABLE "ticket_event" ADD COLUMN     "detail" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "clock" ADD COLUMN     "variant" TEXT,
ADD COLUMN     "extensions" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "days" INTEGER,
ADD COLUMN     "first_due_on" DATE,
ADD COLUMN     "provisional" BOOLEAN NOT NULL DEFAULT false;

-- DropIndex: a clock that ended may begin again
DROP INDEX "clock_ticket_id_rule_key";

-- CreateTable
CREATE TABLE "clock_warning" (
    "ward_id" UUID NOT NULL,
    "clock_id" UUID NOT NULL,
    "level" TEXT NOT NULL,
    "due_on" DATE NOT NULL,
    "officer_ids" UUID[],
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clock_warning_pkey" PRIMARY KEY ("clock_id","level","due_on")
);

-- CreateTable
CREATE TABLE "recount" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "why" TEXT NOT NULL,
    "officer_id" UUID,
    "actor" TEXT NOT NULL,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "recount_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock_move" (
    "ward_id" UUID NOT NULL,
    "recount_id" UUID NOT NULL,
    "clock_id" UUID NOT NULL,
    "old_on" DATE NOT NULL,
    "new_on" DATE NOT NULL,

    CONSTRAINT "clock_move_pkey" PRIMARY KEY ("recount_id","clock_id")
);

-- CreateIndex
CREATE INDEX "clock_ticket_id_idx" ON "clock"("ticket_id");

-- CreateIndex
CREATE INDEX "clock_warning_ward_id_at_idx" ON "clock_warning"("ward_id", "at");

-- CreateIndex
CREATE INDEX "recount_ward_id_at_idx" ON "recount"("ward_id", "at");

-- CreateIndex
CREATE INDEX "clock_move_clock_id_idx" ON "clock_move"("clock_id");

-- CreateIndex
CREATE INDEX "ticket_merged_into_idx" ON "ticket"("merged_into");

-- CreateIndex
CREATE INDEX "ticket_split_from_idx" ON "ticket"("split_from");

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_merged_into_fkey" FOREIGN KEY ("merged_into") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket" ADD CONSTRAINT "ticket_split_from_fkey" FOREIGN KEY ("split_from") REFERENCES "ticket"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_warning" ADD CONSTRAINT "clock_warning_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_warning" ADD CONSTRAINT "clock_warning_clock_id_fkey" FOREIGN KEY ("clock_id") REFERENCES "clock"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recount" ADD CONSTRAINT "recount_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "recount" ADD CONSTRAINT "recount_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_move" ADD CONSTRAINT "clock_move_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_move" ADD CONSTRAINT "clock_move_recount_id_fkey" FOREIGN KEY ("recount_id") REFERENCES "recount"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "clock_move" ADD CONSTRAINT "clock_move_clock_id_fkey" FOREIGN KEY ("clock_id") REFERENCES "clock"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- by hand: what the schema language cannot say

-- one running clock of a rule per ticket
CREATE UNIQUE INDEX "clock_one_running" ON "clock" ("ticket_id", "rule") WHERE "state" IN ('running', 'paused');

ALTER TABLE "ticket" ADD CONSTRAINT "ticket_state" CHECK ("state" IN ('received', 'waiting', 'inProgress', 'transferred', 'answered', 'closed', 'reopened'));
ALTER TABLE "clock" ADD CONSTRAINT "clock_state" CHECK ("state" IN ('running', 'paused', 'met', 'missed', 'stopped'));

-- tickets closed before left their clocks running
UPDATE "clock" SET "state" = 'stopped' WHERE "state" = 'running' AND "ticket_id" IN (SELECT "id" FROM "ticket" WHERE "state" = 'closed');
