-- Counter intake, signed complaints, and papers made for a resident.

-- sealed; the address somebody left at the counter, with consent
ALTER TABLE "ticket" ADD COLUMN "contact_address" BYTEA;

-- a petition that an officer wrote in at the counter
CREATE TABLE "intake" (
    "ticket_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "oral" BOOLEAN NOT NULL,
    "read_back_at" TIMESTAMPTZ(3),
    "consent_at" TIMESTAMPTZ(3),
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "intake_pkey" PRIMARY KEY ("ticket_id"),
    -- what was only spoken is read back before it counts (NĐ 154/2026 Đ.14.1)
    CONSTRAINT "intake_read_back" CHECK (NOT "oral" OR "read_back_at" IS NOT NULL)
);

-- a khiếu nại on signed paper: the days its clocks run from
CREATE TABLE "complaint" (
    "ticket_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "paper_on" DATE NOT NULL,
    "received_on" DATE NOT NULL,
    "instance" SMALLINT NOT NULL DEFAULT 1,
    "variant" TEXT,
    "accepted_on" DATE,
    "refused_on" DATE,
    "decided_on" DATE,
    "sent_on" DATE,
    "officer_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "complaint_pkey" PRIMARY KEY ("ticket_id"),
    CONSTRAINT "complaint_days" CHECK (
        "instance" IN (1, 2)
        AND "paper_on" <= "received_on"
        AND ("accepted_on" IS NULL OR "accepted_on" >= "received_on")
        AND ("refused_on" IS NULL OR ("refused_on" >= "received_on" AND "accepted_on" IS NULL))
        AND ("decided_on" IS NULL OR "decided_on" >= "accepted_on")
        AND ("sent_on" IS NULL OR "sent_on" >= "decided_on")
    )
);

-- a paper filled in for a resident, made when it is fetched; gone when its time is over
CREATE TABLE "paper" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "contact_id" UUID,
    "key" TEXT NOT NULL,
    "digest" BYTEA NOT NULL,
    "kind" TEXT NOT NULL,
    "fields" BYTEA NOT NULL,
    "fetches_left" SMALLINT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "paper_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "paper_key_key" ON "paper"("key");
CREATE UNIQUE INDEX "paper_digest_key" ON "paper"("digest");
CREATE INDEX "paper_contact_id_idx" ON "paper"("contact_id");

ALTER TABLE "intake" ADD CONSTRAINT "intake_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "intake" ADD CONSTRAINT "intake_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "intake" ADD CONSTRAINT "intake_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "paper" ADD CONSTRAINT "paper_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "paper" ADD CONSTRAINT "paper_contact_id_fkey" FOREIGN KEY ("contact_id") REFERENCES "contact"("id") ON DELETE CASCADE ON UPDATE CASCADE;
