-- Days and variants of a khiếu nại are its clocks; these columns were never written. The check goes with them.
ALTER TABLE "complaint"
    DROP COLUMN "instance",
    DROP COLUMN "variant",
    DROP COLUMN "accepted_on",
    DROP COLUMN "refused_on",
    DROP COLUMN "decided_on",
    DROP COLUMN "sent_on";
ALTER TABLE "complaint" DROP CONSTRAINT IF EXISTS "complaint_days";
ALTER TABLE "complaint" ADD CONSTRAINT "complaint_days" CHECK ("paper_on" <= "received_on");

-- Who asks for information, as the request names them: residence, number of the identity paper, where to send it. Sealed.
ALTER TABLE "info_request" ADD COLUMN "asker" BYTEA;
ALTER TABLE "info_request" ADD CONSTRAINT "info_request_how" CHECK ("how" IN ('office', 'email', 'post', 'chat'));

-- Steps of a warning: T3, T1, due, over, over5, over10 …
ALTER TABLE "clock_warning" ADD CONSTRAINT "clock_warning_level" CHECK ("level" ~ '^(T3|T1|due|over([0-9]+)?)$');
