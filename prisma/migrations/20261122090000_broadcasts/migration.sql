-- AlterTable
ALTER TABLE "channel" ADD COLUMN "bulk_until" TIMESTAMPTZ(3),
ADD COLUMN "bulk_why" TEXT,
ADD COLUMN "per_minute" INTEGER;

-- AlterTable
ALTER TABLE "contact" ADD COLUMN "stopped" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN "broadcast_id" UUID,
ADD COLUMN "recipient_id" BIGINT;

-- CreateTable
CREATE TABLE "broadcast" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "texts" JSONB,
    "notice" TEXT,
    "payload" JSONB NOT NULL DEFAULT '{}',
    "files" JSONB NOT NULL DEFAULT '[]',
    "audience" JSONB NOT NULL,
    "origin" TEXT,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "scheduled_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),
    "created_by" UUID,
    "created_name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "approved_by" UUID,
    "approved_name" TEXT,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),
    "prepared_to" UUID,
    "fed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "broadcast_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "broadcast_recipient" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "broadcast_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "contact_id" UUID,
    "group_id" UUID,
    "chat" TEXT NOT NULL,
    "chat_kind" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "parts" SMALLINT NOT NULL DEFAULT 0,
    "tries" SMALLINT NOT NULL DEFAULT 0,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "broadcast_recipient_pkey" PRIMARY KEY ("id")
);

-- CreateTable: may be lost at any time, so it is not logged
CREATE UNLOGGED TABLE "send_rate" (
    "ward_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "at" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "send_rate_pkey" PRIMARY KEY ("ward_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "broadcast_key_key" ON "broadcast"("key");

-- CreateIndex
CREATE INDEX "broadcast_ward_id_created_at_idx" ON "broadcast"("ward_id", "created_at");

-- CreateIndex
CREATE INDEX "broadcast_origin_idx" ON "broadcast"("origin");

-- CreateIndex
CREATE INDEX "broadcast_recipient_channel_id_chat_id_idx" ON "broadcast_recipient"("channel_id", "chat", "id");

-- CreateIndex
CREATE UNIQUE INDEX "broadcast_recipient_broadcast_id_channel_id_chat_key" ON "broadcast_recipient"("broadcast_id", "channel_id", "chat");

-- AddForeignKey
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast_recipient" ADD CONSTRAINT "broadcast_recipient_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "broadcast_recipient" ADD CONSTRAINT "broadcast_recipient_broadcast_id_fkey" FOREIGN KEY ("broadcast_id") REFERENCES "broadcast"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "send_rate" ADD CONSTRAINT "send_rate_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ------------------------------------------------------------------ what the schema language cannot say

ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_state"
  CHECK ("state" IN ('draft', 'pending', 'scheduled', 'preparing', 'running', 'paused', 'stopped', 'done'));
ALTER TABLE "broadcast_recipient" ADD CONSTRAINT "broadcast_recipient_state"
  CHECK ("state" IN ('waiting', 'queued', 'sent', 'failed', 'skipped', 'cancelled'));
-- something is said: words, or a notice that knows them
ALTER TABLE "broadcast" ADD CONSTRAINT "broadcast_says" CHECK (("texts" IS NULL) <> ("notice" IS NULL));

CREATE INDEX "broadcast_open" ON "broadcast" ("ward_id", "state", "scheduled_at")
  WHERE "state" IN ('scheduled', 'preparing', 'running', 'paused');
CREATE INDEX "broadcast_recipient_waiting" ON "broadcast_recipient" ("broadcast_id", "channel_id", "id") WHERE "state" = 'waiting';
CREATE INDEX "broadcast_recipient_queued" ON "broadcast_recipient" ("broadcast_id") WHERE "state" = 'queued';
CREATE INDEX "outbox_bulk" ON "outbox" ("channel_id", "id") WHERE "lane" = 2 AND "state" IN ('queued', 'sending');
CREATE INDEX "outbox_broadcast" ON "outbox" ("broadcast_id") WHERE "broadcast_id" IS NOT NULL AND "state" IN ('queued', 'sending');
CREATE INDEX "outbox_held_quota" ON "outbox" ("next_at") WHERE "state" = 'held' AND "reason" = 'quota';
-- one person with two channels is told once
CREATE INDEX "contact_resident" ON "contact" ("resident_id") WHERE "resident_id" IS NOT NULL;
CREATE INDEX "outbox_recipient" ON "outbox" ("recipient_id") WHERE "recipient_id" IS NOT NULL;
