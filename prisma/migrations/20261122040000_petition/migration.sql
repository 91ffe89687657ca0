-- A draft dropped because nobody came back to it: said once when they do.
ALTER TABLE "conversation" ADD COLUMN "draft_dropped_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "ticket_follow" (
    "ward_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ticket_follow_pkey" PRIMARY KEY ("ticket_id","contact_id")
);

-- CreateTable
CREATE TABLE "ticket_feedback" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done" BOOLEAN,
    "rating" SMALLINT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "ticket_feedback_pkey" PRIMARY KEY ("id")
);

-- What the schema language cannot say: one rating in words, from 1 (not at all) to 5 (very).
ALTER TABLE "ticket_feedback" ADD CONSTRAINT "ticket_feedback_rating" CHECK ("rating" BETWEEN 1 AND 5);

-- CreateIndex
CREATE INDEX "ticket_follow_contact_id_idx" ON "ticket_follow"("contact_id");

-- CreateIndex
CREATE UNIQUE INDEX "ticket_feedback_key_key" ON "ticket_feedback"("key");

-- CreateIndex
CREATE INDEX "ticket_feedback_ticket_id_idx" ON "ticket_feedback"("ticket_id");

-- AddForeignKey
ALTER TABLE "ticket_follow" ADD CONSTRAINT "ticket_follow_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_follow" ADD CONSTRAINT "ticket_follow_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_follow" ADD CONSTRAINT "ticket_follow_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_feedback" ADD CONSTRAINT "ticket_feedback_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ticket_feedback" ADD CONSTRAINT "ticket_feedback_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
