-- Canned answers are found by what they are about.
ALTER TABLE "canned_answer" ADD COLUMN "category" TEXT;

-- A file an officer uploaded to be read as an official document, and how far that is.
CREATE TABLE "document_upload" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'reading',
    "step" TEXT,
    "done" INTEGER NOT NULL DEFAULT 0,
    "total" INTEGER NOT NULL DEFAULT 0,
    "note" TEXT,
    "document_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_upload_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "document_upload_ward_id_created_at_idx" ON "document_upload"("ward_id", "created_at");
CREATE INDEX "document_upload_officer_id_idx" ON "document_upload"("officer_id");
CREATE INDEX "document_upload_document_id_idx" ON "document_upload"("document_id");

ALTER TABLE "document_upload" ADD CONSTRAINT "document_upload_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_upload" ADD CONSTRAINT "document_upload_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "document_upload" ADD CONSTRAINT "document_upload_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE SET NULL ON UPDATE CASCADE;
