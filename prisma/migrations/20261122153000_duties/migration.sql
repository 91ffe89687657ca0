-- A duty of the ward's year that an officer says is done (the list of what was disclosed, reports …); what meetings show by themselves is not here.
CREATE TABLE "duty_done" (
    "ward_id" UUID NOT NULL,
    "duty" TEXT NOT NULL,
    "done_on" DATE NOT NULL,
    "by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "duty_done_pkey" PRIMARY KEY ("ward_id","duty")
);
ALTER TABLE "duty_done" ADD CONSTRAINT "duty_done_ward_id_fkey" FOREIGN KEY ("ward_id") REFERENCES "ward"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
