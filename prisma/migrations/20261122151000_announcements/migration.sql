-- A head's announcement goes out as a broadcast (key `announcement:<id>`): who was told stands there.
DROP INDEX "announcement_open";
ALTER TABLE "announcement" DROP COLUMN "cursor", DROP COLUMN "done_at";
ALTER TABLE "announcement" ADD CONSTRAINT "announcement_state" CHECK ("state" IN ('waiting', 'sent', 'refused', 'undone'));
