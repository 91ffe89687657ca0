-- A member of Ban Thanh tra nhân dân or of Ban Giám sát đầu tư của cộng đồng, as a contact: told of that board's meetings.
CREATE TABLE "board_member" (
    "contact_id" UUID NOT NULL,
    "board" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "linked_by" TEXT NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "board_member_pkey" PRIMARY KEY ("contact_id","board")
);
CREATE INDEX "board_member_ward_id_board_idx" ON "board_member"("ward_id", "board");
ALTER TABLE "board_member" ADD CONSTRAINT "board_member_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "board_member" ADD CONSTRAINT "board_member_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "board_member" ADD CONSTRAINT "board_member_board" CHECK ("board" IN ('ttnd', 'gsdt'));

-- a code for a board belongs to no group
ALTER TABLE "group_code" ALTER COLUMN "group_id" DROP NOT NULL;

-- which boards a meeting of kind 'ban' invites; empty = both
ALTER TABLE "meeting" ADD COLUMN "boards" TEXT[] NOT NULL DEFAULT '{}';

-- what is due becomes a broadcast: who was told stands there
ALTER TABLE "meeting_telling" DROP COLUMN "cursor", DROP COLUMN "told";
DROP INDEX "outbox_meeting";
