-- A group chat the ward's account is in, as its platform tells of it; whether it belongs to a residential group is group_chat's business.
CREATE TABLE "known_chat" (
    "channel_id" UUID NOT NULL,
    "chat" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "title" TEXT,
    "members" INTEGER,
    "link" TEXT,
    "state" TEXT NOT NULL DEFAULT 'in',
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "known_chat_pkey" PRIMARY KEY ("channel_id","chat")
);
CREATE INDEX "known_chat_ward_id_state_idx" ON "known_chat"("ward_id", "state");
ALTER TABLE "known_chat" ADD CONSTRAINT "known_chat_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "known_chat" ADD CONSTRAINT "known_chat_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "channel"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- in: there; off: its package has run out; gone: dissolved, or we were put out
ALTER TABLE "known_chat" ADD CONSTRAINT "known_chat_state" CHECK ("state" IN ('in', 'off', 'gone'));
