-- AlterTable
ALTER TABLE "ticket" ADD COLUMN     "deadlines" TEXT,
ADD COLUMN     "first_answered_at" TIMESTAMPTZ(3);

-- what follows is not expressible in Prisma's schema ------------------------------------------------------------------

ALTER TABLE "ticket" ADD CONSTRAINT "ticket_deadlines" CHECK ("deadlines" IN ('met', 'missed'));

-- when an officer first answered, whoever writes the event
CREATE FUNCTION "ticket_answered"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE ticket SET first_answered_at = NEW.at
  WHERE id = NEW.ticket_id AND (first_answered_at IS NULL OR first_answered_at > NEW.at);
  RETURN NULL;
END
$$;
CREATE TRIGGER "ticket_answered" AFTER INSERT ON "ticket_event" FOR EACH ROW
  WHEN (NEW.kind = 'answered' AND NEW.actor = 'officer') EXECUTE FUNCTION "ticket_answered"();

-- how the law's deadlines of a ticket ended so far: 'missed' when one was, else 'met' when one was; the ward's own promise
-- and the alarm are no law (src/core/stages.ts, isStatutory)
CREATE FUNCTION "ticket_deadlines"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  which uuid := coalesce(NEW.ticket_id, OLD.ticket_id);
  ended text;
BEGIN
  IF which IS NULL THEN RETURN NULL; END IF;
  SELECT CASE WHEN bool_or(c.state = 'missed') THEN 'missed' WHEN bool_or(c.state = 'met') THEN 'met' END INTO ended
  FROM clock c WHERE c.ticket_id = which AND c.rule NOT IN ('promise', 'TCD5a');
  UPDATE ticket SET deadlines = ended WHERE id = which AND deadlines IS DISTINCT FROM ended;
  RETURN NULL;
END
$$;
CREATE TRIGGER "ticket_deadlines_begun" AFTER INSERT ON "clock" FOR EACH ROW
  WHEN (NEW.state IN ('met', 'missed')) EXECUTE FUNCTION "ticket_deadlines"();
CREATE TRIGGER "ticket_deadlines_ended" AFTER UPDATE OF "state" ON "clock" FOR EACH ROW
  WHEN (NEW.state <> OLD.state) EXECUTE FUNCTION "ticket_deadlines"();
CREATE TRIGGER "ticket_deadlines_gone" AFTER DELETE ON "clock" FOR EACH ROW
  WHEN (OLD.state IN ('met', 'missed')) EXECUTE FUNCTION "ticket_deadlines"();

UPDATE ticket t SET first_answered_at = a.at FROM (
  SELECT ticket_id, min(at) AS at FROM ticket_event WHERE kind = 'answered' AND actor = 'officer' GROUP BY ticket_id) a
WHERE a.ticket_id = t.id;
UPDATE ticket t SET deadlines = c.ended FROM (
  SELECT ticket_id, CASE WHEN bool_or(state = 'missed') THEN 'missed' WHEN bool_or(state = 'met') THEN 'met' END AS ended
  FROM clock WHERE ticket_id IS NOT NULL AND rule NOT IN ('promise', 'TCD5a') GROUP BY ticket_id) c
WHERE c.ticket_id = t.id;

-- everything the figures of a period need of a ticket, read without the ticket's words
CREATE INDEX "ticket_figures" ON "ticket" ("ward_id", "opened_at")
  INCLUDE ("kind", "category", "group_id", "contact_id", "first_answered_at", "deadlines", "id");
DROP INDEX "question_ward_id_at_idx";
CREATE INDEX "question_ward_id_at_idx" ON "question" ("ward_id", "at") INCLUDE ("route", "confident", "verdict");

-- pages that are open hear that something moved, never what: the topic is an id. One notification a transaction and topic.
CREATE FUNCTION "tell_ticket"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sent', 'tickets:' || NEW.ward_id);
  PERFORM pg_notify('sent', 'ticket:' || NEW.ticket_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "tell_ticket" AFTER INSERT ON "ticket_event" FOR EACH ROW EXECUTE FUNCTION "tell_ticket"();

-- who comes to a ticket, comes back after the minute a row lives, or leaves
CREATE FUNCTION "tell_presence"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sent', 'ticket:' || coalesce(NEW.ticket_id, OLD.ticket_id));
  RETURN NULL;
END
$$;
CREATE TRIGGER "tell_presence" AFTER INSERT OR DELETE ON "presence" FOR EACH ROW EXECUTE FUNCTION "tell_presence"();
CREATE TRIGGER "tell_presence_again" AFTER UPDATE ON "presence" FOR EACH ROW
  WHEN (NEW.seen_at > OLD.seen_at + interval '60 seconds') EXECUTE FUNCTION "tell_presence"();

-- a broadcast that moves: the worker marks it about once a second while it feeds
CREATE FUNCTION "tell_broadcast"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sent', 'broadcast:' || NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "tell_broadcast" AFTER UPDATE OF "state", "fed_at" ON "broadcast" FOR EACH ROW EXECUTE FUNCTION "tell_broadcast"();

-- open pages of an officer ask again whether they may still listen
CREATE FUNCTION "tell_session"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sent', 'session:' || NEW.officer_id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "tell_session" AFTER UPDATE OF "revoked_at" ON "session" FOR EACH ROW
  WHEN (NEW.revoked_at IS DISTINCT FROM OLD.revoked_at) EXECUTE FUNCTION "tell_session"();
CREATE FUNCTION "tell_officer"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('sent', 'session:' || NEW.id);
  RETURN NULL;
END
$$;
CREATE TRIGGER "tell_officer" AFTER UPDATE OF "roles", "removed_at" ON "officer" FOR EACH ROW EXECUTE FUNCTION "tell_officer"();
