-- An officer's own account on a platform: who acts when something is written in the officers' group.
CREATE TABLE "officer_account" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "external_id" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "officer_account_pkey" PRIMARY KEY ("id")
);

-- A code that links one, typed to the bot; only its sha256 is kept.
CREATE TABLE "officer_code" (
    "hash" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "officer_code_pkey" PRIMARY KEY ("hash")
);

-- The forum topic of a ticket in the officers' group.
CREATE TABLE "desk_topic" (
    "ticket_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "channel_id" UUID NOT NULL,
    "chat" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "desk_topic_pkey" PRIMARY KEY ("ticket_id")
);

-- An officer speaks with a resident by hand: what the resident writes goes to this ticket.
CREATE TABLE "takeover" (
    "contact_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "officer_id" UUID,
    "began_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "takeover_pkey" PRIMARY KEY ("contact_id")
);

CREATE UNIQUE INDEX "officer_account_channel_id_external_id_key" ON "officer_account"("channel_id", "external_id");
CREATE INDEX "officer_account_officer_id_idx" ON "officer_account"("officer_id");
CREATE UNIQUE INDEX "desk_topic_channel_id_chat_key" ON "desk_topic"("channel_id", "chat");

ALTER TABLE "officer_account" ADD CONSTRAINT "officer_account_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_account" ADD CONSTRAINT "officer_account_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_account" ADD CONSTRAINT "officer_account_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_code" ADD CONSTRAINT "officer_code_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "officer_code" ADD CONSTRAINT "officer_code_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "desk_topic" ADD CONSTRAINT "desk_topic_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "desk_topic" ADD CONSTRAINT "desk_topic_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "desk_topic" ADD CONSTRAINT "desk_topic_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "takeover" ADD CONSTRAINT "takeover_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "takeover" ADD CONSTRAINT "takeover_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "takeover" ADD CONSTRAINT "takeover_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "takeover" ADD CONSTRAINT "takeover_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;
