-- what the console's pages count and choose by; none of it is expressible in Prisma's schema

-- the shelves of what is not closed
CREATE INDEX "ticket_open" ON "ticket" ("ward_id") INCLUDE ("kind", "holder_id", "waiting_since") WHERE "state" <> 'closed';
-- which categories are in use
CREATE INDEX "ticket_categories" ON "ticket" ("ward_id", "category") WHERE "kind" <> 'toCao';
-- how many there are
CREATE INDEX "ticket_all" ON "ticket" ("ward_id") WHERE "kind" <> 'toCao';
-- what an officer holds
CREATE INDEX "ticket_held" ON "ticket" ("holder_id") WHERE "state" <> 'closed';
-- those to be left out: there should be none
CREATE INDEX "ticket_sealed" ON "ticket" ("id") WHERE "kind" = 'toCao';
