-- CreateTable
CREATE TABLE "member_account" (
    "member_id" UUID NOT NULL,
    "slack_team_id" TEXT NOT NULL,
    "slack_user_id" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_account_pkey" PRIMARY KEY ("member_id","slack_team_id","slack_user_id")
);

-- CreateIndex
CREATE INDEX "member_account_slack_team_id_slack_user_id_idx" ON "member_account"("slack_team_id", "slack_user_id");

-- AddForeignKey
ALTER TABLE "member_account" ADD CONSTRAINT "member_account_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- Hand-written: what the Prisma schema cannot say.
-- Every account that a member is or was bound to stays on record, those so far from the rows and the audit.
INSERT INTO "member_account" (member_id, slack_team_id, slack_user_id)
SELECT id, slack_team_id, slack_user_id FROM "member" WHERE slack_user_id IS NOT NULL AND slack_team_id IS NOT NULL
UNION
SELECT m.id, e.details ->> 'slackTeamId', e.details ->> 'slackUserId' FROM "audit_event" e JOIN "member" m ON m.id::text = e.subject_id
WHERE e.action = 'member.bound' AND e.details ->> 'slackTeamId' IS NOT NULL AND e.details ->> 'slackUserId' IS NOT NULL;

CREATE FUNCTION countermand_member_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member_account (member_id, slack_team_id, slack_user_id)
  VALUES (NEW.id, NEW.slack_team_id, NEW.slack_user_id) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $$;
CREATE TRIGGER member_is_bound AFTER INSERT OR UPDATE OF slack_user_id ON "member" FOR EACH ROW
  WHEN (NEW.slack_user_id IS NOT NULL AND NEW.slack_team_id IS NOT NULL) EXECUTE FUNCTION countermand_member_account();
CREATE TRIGGER member_account_append_only BEFORE UPDATE OR DELETE ON "member_account" FOR EACH ROW EXECUTE FUNCTION countermand_append_only();
CREATE TRIGGER member_account_no_truncate BEFORE TRUNCATE ON "member_account" FOR EACH STATEMENT EXECUTE FUNCTION countermand_append_only();

-- All members that are one person with this one: joined by accounts, over as many of them as it takes.
CREATE FUNCTION countermand_one_person(whose uuid) RETURNS SETOF uuid LANGUAGE sql STABLE AS $$
  WITH RECURSIVE person(member_id) AS (
    SELECT whose
    UNION
    SELECT theirs.member_id FROM person
    JOIN member_account own ON own.member_id = person.member_id
    JOIN member_account theirs USING (slack_team_id, slack_user_id)
  )
  SELECT member_id FROM person
$$;

-- A1: neither the requester nor who decided an earlier step decides, also under another member's name.
CREATE FUNCTION countermand_decision_by_another_person() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT 1 FROM countermand_one_person(NEW.member_id) AS other
    WHERE other <> NEW.member_id
      AND (other = NEW.requested_by_id OR other IN (SELECT member_id FROM decision WHERE request_id = NEW.request_id))) THEN
    RAISE EXCEPTION 'request % would be decided by a person who asked for it or decided before', NEW.request_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_by_another_person BEFORE INSERT ON "decision" FOR EACH ROW EXECUTE FUNCTION countermand_decision_by_another_person();
