-- A code by which a resident says that two channels are both theirs: typed on the other one, once, within a quarter of an hour.
CREATE TABLE "own_code" (
    "hash" TEXT NOT NULL,
    "ward_id" UUID NOT NULL,
    "contact_id" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "own_code_pkey" PRIMARY KEY ("hash")
);
-- a fresh code puts the one before it out
CREATE UNIQUE INDEX "own_code_contact_id_key" ON "own_code"("contact_id");
-- who else is the same resident
CREATE INDEX "contact_resident_id_idx" ON "contact"("resident_id");
ALTER TABLE "own_code" ADD CONSTRAINT "own_code_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "own_code" ADD CONSTRAINT "own_code_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
