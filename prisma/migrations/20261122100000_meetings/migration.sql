-- AlterTable
ALTER TABLE "group" ADD COLUMN     "households" INTEGER;

-- CreateTable
CREATE TABLE "meeting" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "matter" TEXT,
    "title" TEXT NOT NULL,
    "agenda" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3),
    "place" TEXT NOT NULL,
    "map_url" TEXT,
    "host" TEXT NOT NULL,
    "group_ids" UUID[],
    "ways" JSONB NOT NULL DEFAULT '{}',
    "late_reason" TEXT,
    "holiday_ok" BOOLEAN NOT NULL DEFAULT false,
    "reminders" TEXT[],
    "state" TEXT NOT NULL DEFAULT 'draft',
    "version" INTEGER NOT NULL DEFAULT 0,
    "check_in" TEXT NOT NULL,
    "cancel_why" TEXT,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_version" (
    "meeting_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "ward_id" UUID NOT NULL,
    "content" JSONB NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_version_pkey" PRIMARY KEY ("meeting_id","version")
);

-- CreateTable
CREATE TABLE "meeting_telling" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "cursor" UUID,
    "told" INTEGER NOT NULL DEFAULT 0,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_telling_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rsvp" (
    "meeting_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "rsvp_pkey" PRIMARY KEY ("meeting_id","contact_id")
);

-- CreateTable
CREATE TABLE "meeting_question" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "contact_id" UUID,
    "body" BYTEA NOT NULL,
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "household" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "head" BYTEA NOT NULL,
    "address" BYTEA,
    "phone" BYTEA,
    "mac" BYTEA NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "household_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "attendance" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "household_id" UUID,
    "contact_id" UUID,
    "how" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "attendance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_paper" (
    "id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "mime" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "meeting_paper_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "minutes" (
    "meeting_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "households" INTEGER,
    "present" INTEGER,
    "agreed" INTEGER,
    "by" TEXT NOT NULL,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "published_at" TIMESTAMPTZ(3),
    "sent_on" DATE,

    CONSTRAINT "minutes_pkey" PRIMARY KEY ("meeting_id")
);

-- CreateTable
CREATE TABLE "group_chat" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "chat" TEXT NOT NULL,
    "group_id" UUID NOT NULL,
    "title" TEXT,
    "state" TEXT NOT NULL DEFAULT 'linked',
    "linked_by" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_chat_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_code" (
    "hash" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "purpose" TEXT NOT NULL,
    "made_by" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "group_code_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "group_head" (
    "contact_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "linked_by" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_head_pkey" PRIMARY KEY ("contact_id")
);

-- CreateTable
CREATE TABLE "announcement" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "contact_id" UUID,
    "text" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "key" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "why" TEXT,
    "cursor" UUID,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "announcement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_key_key" ON "meeting"("key");

-- CreateIndex
CREATE INDEX "meeting_ward_id_starts_at_idx" ON "meeting"("ward_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_telling_meeting_id_version_kind_key" ON "meeting_telling"("meeting_id", "version", "kind");

-- CreateIndex
CREATE INDEX "rsvp_contact_id_idx" ON "rsvp"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_question_key_key" ON "meeting_question"("key");

-- CreateIndex
CREATE INDEX "meeting_question_meeting_id_id_idx" ON "meeting_question"("meeting_id", "id");

-- CreateIndex
CREATE INDEX "meeting_question_contact_id_idx" ON "meeting_question"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "household_group_id_number_key" ON "household"("group_id", "number");

-- CreateIndex
CREATE INDEX "attendance_contact_id_idx" ON "attendance"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_meeting_id_household_id_key" ON "attendance"("meeting_id", "household_id");

-- CreateIndex
CREATE UNIQUE INDEX "attendance_meeting_id_contact_id_key" ON "attendance"("meeting_id", "contact_id");

-- CreateIndex
CREATE INDEX "meeting_paper_meeting_id_idx" ON "meeting_paper"("meeting_id");

-- CreateIndex
CREATE INDEX "group_chat_group_id_idx" ON "group_chat"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "group_chat_channel_id_chat_key" ON "group_chat"("channel_id", "chat");

-- CreateIndex
CREATE INDEX "group_head_group_id_idx" ON "group_head"("group_id");

-- CreateIndex
CREATE UNIQUE INDEX "announcement_key_key" ON "announcement"("key");

-- CreateIndex
CREATE INDEX "announcement_ward_id_state_idx" ON "announcement"("ward_id", "state");

-- CreateIndex
CREATE INDEX "announcement_group_id_idx" ON "announcement"("group_id");

-- CreateIndex
CREATE INDEX "announcement_contact_id_idx" ON "announcement"("contact_id");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_version" ADD CONSTRAINT "meeting_version_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_telling" ADD CONSTRAINT "meeting_telling_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rsvp" ADD CONSTRAINT "rsvp_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rsvp" ADD CONSTRAINT "rsvp_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_question" ADD CONSTRAINT "meeting_question_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_question" ADD CONSTRAINT "meeting_question_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "household" ADD CONSTRAINT "household_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_household_id_fkey" FOREIGN KEY ("household_id") REFERENCES "household"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "attendance" ADD CONSTRAINT "attendance_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_paper" ADD CONSTRAINT "meeting_paper_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "minutes" ADD CONSTRAINT "minutes_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_chat" ADD CONSTRAINT "group_chat_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_chat" ADD CONSTRAINT "group_chat_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_code" ADD CONSTRAINT "group_code_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_head" ADD CONSTRAINT "group_head_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_head" ADD CONSTRAINT "group_head_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "group"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- Below: what the schema language cannot say. Tested in test/store/meetings.test.ts.

ALTER TABLE "meeting" ADD CONSTRAINT "meeting_state" CHECK ("state" IN ('draft', 'published', 'cancelled'));
ALTER TABLE "rsvp" ADD CONSTRAINT "rsvp_answer" CHECK ("answer" IN ('going', 'sending', 'absent'));

-- what is still to be told
CREATE INDEX "meeting_telling_due" ON "meeting_telling" ("due_at") WHERE "state" = 'waiting';

-- what was said of a meeting: taken back while unsent when it is moved or cancelled, counted on its page
CREATE INDEX "outbox_meeting" ON "outbox" ("notice") WHERE "notice" LIKE 'meeting:%';

-- the same household is not entered twice in a group
CREATE UNIQUE INDEX "household_once" ON "household" ("group_id", "mac") WHERE "archived_at" IS NULL;

-- an announcement that was let through and is still going out
CREATE INDEX "announcement_open" ON "announcement" ("at") WHERE "state" = 'sent' AND "done_at" IS NULL;
