-- AlterTable
ALTER TABLE "entry_version" ADD COLUMN     "signed_by" TEXT,
ADD COLUMN     "signed_on" DATE;

-- AlterTable
ALTER TABLE "question" ADD COLUMN     "settled_at" TIMESTAMPTZ(3),
ADD COLUMN     "settled_entry" TEXT;

-- CreateTable
CREATE TABLE "document" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT,
    "number" TEXT,
    "title" TEXT NOT NULL,
    "issuer" TEXT,
    "issued_on" DATE,
    "hash" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "imported_by" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passage" (
    "id" BIGSERIAL NOT NULL,
    "ward_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "path" TEXT NOT NULL,
    "heading" TEXT,
    "text" TEXT NOT NULL,

    CONSTRAINT "passage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "document_ward_id_key_idx" ON "document"("ward_id", "key");

-- CreateIndex
CREATE UNIQUE INDEX "document_ward_id_hash_key" ON "document"("ward_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "passage_document_id_position_key" ON "passage"("document_id", "position");

-- AddForeignKey
ALTER TABLE "document" ADD CONSTRAINT "document_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passage" ADD CONSTRAINT "passage_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- Below: what the schema language cannot say. Tested in test/store/documents.test.ts.

-- one version of a document speaks at a time
CREATE UNIQUE INDEX "document_active" ON "document" ("ward_id", "key") WHERE "active";

-- what officers have still to look at
CREATE INDEX "question_open" ON "question" ("ward_id", "id") WHERE "settled_at" IS NULL AND (NOT "confident" OR "verdict" = 'wrong');
