-- What officers' work pages stand on: looking for words, who is at it, what waits to be sent, and each officer's own views.

-- Words without accents and case: letters and digits, all else a blank. Only what is built in, so that it is the same on every server.
CREATE FUNCTION "fold_vi"(t TEXT) RETURNS TEXT LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
SELECT regexp_replace(translate(t,
  'àÀáÁảẢãÃạẠăĂằẰắẮẳẲẵẴặẶâÂầẦấẤẩẨẫẪậẬèÈéÉẻẺẽẼẹẸêÊềỀếẾểỂễỄệỆìÌíÍỉỈĩĨịỊòÒóÓỏỎõÕọỌôÔồỒốỐổỔỗỖộỘơƠờỜớỚởỞỡỠợỢùÙúÚủỦũŨụỤưƯừỪứỨửỬữỮựỰỳỲýÝỷỶỹỸỵỴđĐABCDEFGHIJKLMNOPQRSTUVWXYZ' || U&'\0300\0301\0302\0303\0306\0309\031b\0323',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeeeeeeeiiiiiiiiiioooooooooooooooooooooooooooooooooouuuuuuuuuuuuuuuuuuuuuuyyyyyyyyyyddabcdefghijklmnopqrstuvwxyz'), '[^a-z0-9]+', ' ', 'g')
$$;

-- AlterTable
ALTER TABLE "ticket" ADD COLUMN "waiting_since" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "pending_answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "ticket_id" UUID NOT NULL,
    "officer_id" UUID,
    "actor_name" TEXT NOT NULL,
    "text" TEXT,
    "key" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'waiting',
    "reason" TEXT,
    "pressed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "pending_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "canned_answer" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "archived_at" TIMESTAMPTZ(3),
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" UUID,

    CONSTRAINT "canned_answer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "saved_view" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "ward_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "query" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "saved_view_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mention" (
    "event_id" BIGINT NOT NULL,
    "officer_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3),

    CONSTRAINT "mention_pkey" PRIMARY KEY ("event_id","officer_id")
);

-- CreateTable
CREATE TABLE "presence" (
    "ticket_id" UUID NOT NULL,
    "officer_id" UUID NOT NULL,
    "ward_id" UUID NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("ticket_id","officer_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "pending_answer_key_key" ON "pending_answer"("key");

-- CreateIndex
CREATE INDEX "pending_answer_ticket_id_idx" ON "pending_answer"("ticket_id");

-- CreateIndex
CREATE INDEX "canned_answer_ward_id_position_idx" ON "canned_answer"("ward_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "saved_view_officer_id_name_key" ON "saved_view"("officer_id", "name");

-- AddForeignKey
ALTER TABLE "pending_answer" ADD CONSTRAINT "pending_answer_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_answer" ADD CONSTRAINT "pending_answer_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pending_answer" ADD CONSTRAINT "pending_answer_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "canned_answer" ADD CONSTRAINT "canned_answer_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "saved_view" ADD CONSTRAINT "saved_view_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_event_id_fkey" FOREIGN KEY ("event_id") REFERENCES "ticket_event"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mention" ADD CONSTRAINT "mention_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_ticket_id_fkey" FOREIGN KEY ("ticket_id") REFERENCES "ticket"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "presence" ADD CONSTRAINT "presence_officer_id_fkey" FOREIGN KEY ("officer_id") REFERENCES "officer"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Below: what the schema language cannot say. Tested in test/store/work.test.ts.

ALTER TABLE "pending_answer" ADD CONSTRAINT "pending_answer_state" CHECK ("state" IN ('waiting', 'sent', 'undone', 'failed'));
CREATE INDEX "pending_answer_due" ON "pending_answer" ("due_at") WHERE "state" = 'waiting';

CREATE INDEX "ticket_words" ON "ticket" USING gin (to_tsvector('simple'::regconfig, fold_vi("code" || ' ' || coalesce("place_label", '') || ' ' || "text")));
CREATE INDEX "ticket_event_words" ON "ticket_event" USING gin (to_tsvector('simple'::regconfig, fold_vi("text"))) WHERE "kind" IN ('added', 'answered');
CREATE INDEX "ticket_waiting" ON "ticket" ("ward_id") WHERE "waiting_since" IS NOT NULL;
CREATE INDEX "ticket_list" ON "ticket" ("ward_id", "opened_at", "id");
CREATE INDEX "clock_due" ON "clock" ("ward_id", "ticket_id", "due_on") WHERE "state" = 'running';
CREATE INDEX "outbox_stuck" ON "outbox" ("ticket_id") WHERE "state" IN ('held', 'dead') AND "ticket_id" IS NOT NULL AND "contact_id" IS NOT NULL;
CREATE INDEX "outbox_dead" ON "outbox" ("created_at") WHERE "state" = 'dead';
CREATE INDEX "mention_unseen" ON "mention" ("officer_id") WHERE "seen_at" IS NULL;

-- since when a resident's words wait for an officer, whoever writes the event
CREATE FUNCTION "ticket_waits"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.actor = 'resident' AND NEW.kind = 'added' THEN
    UPDATE ticket SET waiting_since = coalesce(waiting_since, NEW.at) WHERE id = NEW.ticket_id;
  ELSIF NEW.actor = 'officer' AND NEW.kind IN ('answered', 'asked', 'closed') THEN
    UPDATE ticket SET waiting_since = NULL WHERE id = NEW.ticket_id AND waiting_since IS NOT NULL;
  END IF;
  RETURN NULL;
END
$$;
CREATE TRIGGER "ticket_waits" AFTER INSERT ON "ticket_event" FOR EACH ROW EXECUTE FUNCTION "ticket_waits"();

UPDATE ticket t SET waiting_since = w.at FROM (
  SELECT e.ticket_id, min(e.at) AS at FROM ticket_event e
  WHERE e.actor = 'resident' AND e.kind = 'added'
    AND NOT EXISTS (SELECT 1 FROM ticket_event l WHERE l.ticket_id = e.ticket_id AND l.id > e.id AND l.actor = 'officer' AND l.kind IN ('answered', 'closed'))
  GROUP BY e.ticket_id) w
WHERE w.ticket_id = t.id AND t.state <> 'closed';
