-- Substring search over names and numbers.
CREATE EXTENSION IF NOT EXISTS "pg_trgm";

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "role" AS ENUM ('sales', 'manager', 'finance', 'warehouse', 'admin', 'auditor');

-- CreateEnum
CREATE TYPE "request_state" AS ENUM ('pending', 'approved', 'rejected', 'withdrawn', 'stale', 'attention', 'done');

-- CreateEnum
CREATE TYPE "verdict" AS ENUM ('approved', 'rejected');

-- CreateEnum
CREATE TYPE "audit_outcome" AS ENUM ('done', 'refused');

-- CreateEnum
CREATE TYPE "execution_state" AS ENUM ('open', 'attention', 'settled');

-- CreateEnum
CREATE TYPE "step_state" AS ENUM ('owed', 'attention', 'done');

-- CreateEnum
CREATE TYPE "refund_method" AS ENUM ('original', 'bank_transfer');

-- CreateEnum
CREATE TYPE "attempt_state" AS ENUM ('pending', 'unknown', 'succeeded', 'failed');

-- CreateEnum
CREATE TYPE "retention_kind" AS ENUM ('fee', 'kept');

-- CreateEnum
CREATE TYPE "account" AS ENUM ('bank', 'customer_deposits', 'receivables', 'sales', 'supplier_prepayments', 'refunds_payable', 'fee_income', 'kept_deposits');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('pending', 'unknown', 'sent', 'failed', 'kept', 'superseded');

-- CreateEnum
CREATE TYPE "order_kind" AS ENUM ('sales', 'purchase');

-- CreateEnum
CREATE TYPE "order_status" AS ENUM ('new', 'processing', 'shipped', 'completed', 'closed', 'cancelled');

-- CreateEnum
CREATE TYPE "asked_by" AS ENUM ('customer', 'company');

-- CreateEnum
CREATE TYPE "cancel_reason" AS ENUM ('changed_mind', 'wrong_item', 'price', 'duplicate', 'out_of_stock', 'too_late', 'fraud', 'other');

-- CreateEnum
CREATE TYPE "confirmed_how" AS ENUM ('email', 'phone', 'chat', 'in_person', 'letter');

-- CreateEnum
CREATE TYPE "refund_choice" AS ENUM ('original', 'bank_transfer', 'keep');

-- CreateEnum
CREATE TYPE "movement_cause" AS ENUM ('opening', 'reserve', 'release');

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "department" TEXT NOT NULL,
    "roles" "role"[],
    "active" BOOLEAN NOT NULL DEFAULT true,
    "slack_team_id" TEXT,
    "slack_user_id" TEXT,
    "locale" TEXT,
    "timezone" TEXT,
    "source_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "workspace" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "slack_team_id" TEXT,
    "demo" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request" (
    "id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "state" "request_state" NOT NULL DEFAULT 'pending',
    "plan_hash" CHAR(64) NOT NULL,
    "policy_version" TEXT NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "idempotency_key" TEXT NOT NULL,
    "previous_id" UUID,
    "ended" JSONB,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_step" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "role" "role" NOT NULL,

    CONSTRAINT "request_step_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decision" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "step_id" UUID NOT NULL,
    "requested_by_id" UUID NOT NULL,
    "member_id" UUID NOT NULL,
    "verdict" "verdict" NOT NULL,
    "reason" TEXT,
    "plan_hash" CHAR(64) NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_event" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "actor" TEXT NOT NULL,
    "member_id" UUID,
    "action" TEXT NOT NULL,
    "outcome" "audit_outcome" NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" TEXT,
    "request_id" UUID,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "execution" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "subject_type" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "action" TEXT NOT NULL,
    "state" "execution_state" NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "execution_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "execution_step" (
    "execution_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "state" "step_state" NOT NULL DEFAULT 'owed',
    "generation" INTEGER NOT NULL DEFAULT 1,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error_code" TEXT,
    "error" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "execution_step_pkey" PRIMARY KEY ("execution_id","step")
);

-- CreateTable
CREATE TABLE "step_receipt" (
    "execution_id" UUID NOT NULL,
    "step" TEXT NOT NULL,
    "result" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "step_receipt_pkey" PRIMARY KEY ("execution_id","step")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "method" TEXT NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "paid_on" DATE NOT NULL,
    "reference" TEXT NOT NULL,
    "source_hash" TEXT,

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate" (
    "id" UUID NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "base_per_unit" DECIMAL(20,10) NOT NULL,
    "as_of" DATE NOT NULL,
    "source_hash" TEXT,

    CONSTRAINT "rate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "method" "refund_method" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund_attempt" (
    "id" UUID NOT NULL,
    "refund_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "state" "attempt_state" NOT NULL DEFAULT 'pending',
    "reference" TEXT,
    "failure_reason" TEXT,
    "ended_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention" (
    "id" UUID NOT NULL,
    "execution_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "payment_id" UUID NOT NULL,
    "kind" "retention_kind" NOT NULL,
    "amount" BIGINT NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "retention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_entry" (
    "id" UUID NOT NULL,
    "rule" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "source_id" UUID NOT NULL,
    "booked_on" DATE NOT NULL,
    "reason" TEXT,
    "reverses_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "journal_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "journal_line" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "account" "account" NOT NULL,
    "debit" BIGINT NOT NULL DEFAULT 0,
    "credit" BIGINT NOT NULL DEFAULT 0,
    "currency" CHAR(3) NOT NULL,

    CONSTRAINT "journal_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "delivery" (
    "id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "request_id" UUID,
    "recipient" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "delivery_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,
    "maybe_repeated" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "sent_at" TIMESTAMPTZ(3),
    "sent_as" TEXT,

    CONSTRAINT "delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message_ref" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "delivery_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "ts" TEXT NOT NULL,
    "shown_version" INTEGER NOT NULL,

    CONSTRAINT "message_ref_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "channel_setting" (
    "purpose" TEXT NOT NULL,
    "channel_id" TEXT,
    "name" TEXT NOT NULL,

    CONSTRAINT "channel_setting_pkey" PRIMARY KEY ("purpose")
);

-- CreateTable
CREATE TABLE "customer" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "country" TEXT,
    "city" TEXT,
    "source_hash" TEXT,

    CONSTRAINT "customer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "supplier" (
    "id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "contact" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "country" TEXT,
    "city" TEXT,
    "source_hash" TEXT,

    CONSTRAINT "supplier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order" (
    "id" UUID NOT NULL,
    "number" TEXT NOT NULL,
    "kind" "order_kind" NOT NULL,
    "customer_id" UUID,
    "supplier_id" UUID,
    "owner_id" UUID NOT NULL,
    "placed_on" DATE NOT NULL,
    "required_on" DATE,
    "currency" CHAR(3) NOT NULL,
    "freight" BIGINT NOT NULL DEFAULT 0,
    "status" "order_status" NOT NULL,
    "warehouse" TEXT NOT NULL,
    "archived_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "source_hash" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "product_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,
    "unit_price" DECIMAL(19,6) NOT NULL,
    "discount_basis_points" INTEGER NOT NULL DEFAULT 0,
    "fulfilled" INTEGER NOT NULL DEFAULT 0,
    "cancelled" INTEGER NOT NULL DEFAULT 0,
    "source_hash" TEXT,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shipment" (
    "id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "carrier" TEXT NOT NULL,
    "tracking" TEXT NOT NULL,
    "shipped_on" DATE NOT NULL,
    "delivered_on" DATE,
    "source_hash" TEXT,

    CONSTRAINT "shipment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cancellation" (
    "request_id" UUID NOT NULL,
    "order_id" UUID NOT NULL,
    "order_version" INTEGER NOT NULL,
    "plan" JSONB NOT NULL,
    "asked_by" "asked_by" NOT NULL,
    "reason" "cancel_reason" NOT NULL,
    "note" TEXT,
    "confirmed_how" "confirmed_how",
    "confirmed_on" DATE,
    "refund_choice" "refund_choice" NOT NULL,
    "refund_note" TEXT,
    "tell_customer" BOOLEAN NOT NULL,
    "at_risk" BIGINT NOT NULL,
    "base_currency" CHAR(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "cancellation_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "outbox_event" (
    "id" UUID NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "relayed_at" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_error" TEXT,

    CONSTRAINT "outbox_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" UUID NOT NULL,
    "sku" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "category" TEXT,
    "unit" TEXT,
    "unit_price" DECIMAL(19,6) NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "supplier_id" UUID,
    "source_hash" TEXT,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "id" UUID NOT NULL,
    "product_id" UUID NOT NULL,
    "warehouse" TEXT NOT NULL,
    "location" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "reserved" INTEGER NOT NULL DEFAULT 0,
    "low_alert" INTEGER,
    "high_alert" INTEGER,
    "capacity" INTEGER,
    "source_hash" TEXT,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reservation" (
    "id" UUID NOT NULL,
    "order_line_id" UUID NOT NULL,
    "level_id" UUID NOT NULL,
    "quantity" INTEGER NOT NULL,

    CONSTRAINT "reservation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" UUID NOT NULL,
    "level_id" UUID NOT NULL,
    "order_line_id" UUID,
    "cause" "movement_cause" NOT NULL,
    "on_hand_delta" INTEGER NOT NULL DEFAULT 0,
    "reserved_delta" INTEGER NOT NULL DEFAULT 0,
    "source" TEXT NOT NULL,
    "source_id" TEXT NOT NULL,
    "reason" TEXT,
    "reverses_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "member_email_key" ON "member"("email");

-- CreateIndex
CREATE INDEX "member_department_idx" ON "member"("department");

-- CreateIndex
CREATE UNIQUE INDEX "member_slack_team_id_slack_user_id_key" ON "member"("slack_team_id", "slack_user_id");

-- CreateIndex
CREATE UNIQUE INDEX "request_idempotency_key_key" ON "request"("idempotency_key");

-- CreateIndex
CREATE INDEX "request_subject_type_subject_id_idx" ON "request"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "request_state_idx" ON "request"("state");

-- CreateIndex
CREATE UNIQUE INDEX "request_id_requested_by_id_key" ON "request"("id", "requested_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "request_step_request_id_position_key" ON "request_step"("request_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "request_step_request_id_role_key" ON "request_step"("request_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "request_step_request_id_id_key" ON "request_step"("request_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_step_id_key" ON "decision"("step_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_request_id_member_id_key" ON "decision"("request_id", "member_id");

-- CreateIndex
CREATE UNIQUE INDEX "decision_request_id_step_id_key" ON "decision"("request_id", "step_id");

-- CreateIndex
CREATE INDEX "audit_event_subject_type_subject_id_idx" ON "audit_event"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "audit_event_request_id_idx" ON "audit_event"("request_id");

-- CreateIndex
CREATE INDEX "audit_event_at_idx" ON "audit_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "execution_request_id_key" ON "execution"("request_id");

-- CreateIndex
CREATE INDEX "execution_subject_type_subject_id_idx" ON "execution"("subject_type", "subject_id");

-- CreateIndex
CREATE INDEX "execution_state_idx" ON "execution"("state");

-- CreateIndex
CREATE INDEX "execution_step_state_updated_at_idx" ON "execution_step"("state", "updated_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_order_id_reference_key" ON "payment"("order_id", "reference");

-- CreateIndex
CREATE UNIQUE INDEX "rate_currency_as_of_key" ON "rate"("currency", "as_of");

-- CreateIndex
CREATE INDEX "refund_order_id_idx" ON "refund"("order_id");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_execution_id_payment_id_key" ON "refund"("execution_id", "payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "refund_attempt_key_key" ON "refund_attempt"("key");

-- CreateIndex
CREATE INDEX "refund_attempt_refund_id_idx" ON "refund_attempt"("refund_id");

-- CreateIndex
CREATE INDEX "retention_order_id_idx" ON "retention"("order_id");

-- CreateIndex
CREATE INDEX "retention_payment_id_idx" ON "retention"("payment_id");

-- CreateIndex
CREATE UNIQUE INDEX "retention_execution_id_payment_id_kind_key" ON "retention"("execution_id", "payment_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_reverses_id_key" ON "journal_entry"("reverses_id");

-- CreateIndex
CREATE UNIQUE INDEX "journal_entry_source_source_id_rule_key" ON "journal_entry"("source", "source_id", "rule");

-- CreateIndex
CREATE INDEX "journal_line_entry_id_idx" ON "journal_line"("entry_id");

-- CreateIndex
CREATE INDEX "journal_line_account_idx" ON "journal_line"("account");

-- CreateIndex
CREATE UNIQUE INDEX "delivery_key_key" ON "delivery"("key");

-- CreateIndex
CREATE INDEX "delivery_request_id_idx" ON "delivery"("request_id");

-- CreateIndex
CREATE INDEX "delivery_state_next_attempt_at_idx" ON "delivery"("state", "next_attempt_at");

-- CreateIndex
CREATE UNIQUE INDEX "message_ref_delivery_id_key" ON "message_ref"("delivery_id");

-- CreateIndex
CREATE INDEX "message_ref_request_id_kind_idx" ON "message_ref"("request_id", "kind");

-- CreateIndex
CREATE UNIQUE INDEX "message_ref_channel_ts_key" ON "message_ref"("channel", "ts");

-- CreateIndex
CREATE UNIQUE INDEX "customer_code_key" ON "customer"("code");

-- CreateIndex
CREATE UNIQUE INDEX "supplier_code_key" ON "supplier"("code");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE INDEX "order_owner_id_idx" ON "order"("owner_id");

-- CreateIndex
CREATE INDEX "order_customer_id_idx" ON "order"("customer_id");

-- CreateIndex
CREATE INDEX "order_supplier_id_idx" ON "order"("supplier_id");

-- CreateIndex
CREATE INDEX "order_status_idx" ON "order"("status");

-- CreateIndex
CREATE INDEX "order_line_product_id_idx" ON "order_line"("product_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_order_id_line_key" ON "order_line"("order_id", "line");

-- CreateIndex
CREATE UNIQUE INDEX "shipment_order_id_tracking_key" ON "shipment"("order_id", "tracking");

-- CreateIndex
CREATE INDEX "cancellation_order_id_created_at_idx" ON "cancellation"("order_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "product_sku_key" ON "product"("sku");

-- CreateIndex
CREATE UNIQUE INDEX "stock_level_product_id_warehouse_location_key" ON "stock_level"("product_id", "warehouse", "location");

-- CreateIndex
CREATE INDEX "reservation_level_id_idx" ON "reservation"("level_id");

-- CreateIndex
CREATE UNIQUE INDEX "reservation_order_line_id_level_id_key" ON "reservation"("order_line_id", "level_id");

-- CreateIndex
CREATE UNIQUE INDEX "stock_movement_reverses_id_key" ON "stock_movement"("reverses_id");

-- CreateIndex
CREATE INDEX "stock_movement_level_id_idx" ON "stock_movement"("level_id");

-- CreateIndex
CREATE INDEX "stock_movement_order_line_id_idx" ON "stock_movement"("order_line_id");

-- CreateIndex
CREATE INDEX "stock_movement_source_source_id_idx" ON "stock_movement"("source", "source_id");

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_requested_by_id_fkey" FOREIGN KEY ("requested_by_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request" ADD CONSTRAINT "request_previous_id_fkey" FOREIGN KEY ("previous_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_step" ADD CONSTRAINT "request_step_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_request_id_requested_by_id_fkey" FOREIGN KEY ("request_id", "requested_by_id") REFERENCES "request"("id", "requested_by_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_request_id_step_id_fkey" FOREIGN KEY ("request_id", "step_id") REFERENCES "request_step"("request_id", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "decision" ADD CONSTRAINT "decision_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "execution" ADD CONSTRAINT "execution_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "execution_step" ADD CONSTRAINT "execution_step_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "execution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "step_receipt" ADD CONSTRAINT "step_receipt_execution_id_step_fkey" FOREIGN KEY ("execution_id", "step") REFERENCES "execution_step"("execution_id", "step") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "payment" ADD CONSTRAINT "payment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "execution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund_attempt" ADD CONSTRAINT "refund_attempt_refund_id_fkey" FOREIGN KEY ("refund_id") REFERENCES "refund"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "retention" ADD CONSTRAINT "retention_execution_id_fkey" FOREIGN KEY ("execution_id") REFERENCES "execution"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "retention" ADD CONSTRAINT "retention_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "retention" ADD CONSTRAINT "retention_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_entry" ADD CONSTRAINT "journal_entry_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "journal_line" ADD CONSTRAINT "journal_line_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "journal_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message_ref" ADD CONSTRAINT "message_ref_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_customer_id_fkey" FOREIGN KEY ("customer_id") REFERENCES "customer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "supplier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_owner_id_fkey" FOREIGN KEY ("owner_id") REFERENCES "member"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shipment" ADD CONSTRAINT "shipment_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "request"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cancellation" ADD CONSTRAINT "cancellation_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_supplier_id_fkey" FOREIGN KEY ("supplier_id") REFERENCES "supplier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reservation" ADD CONSTRAINT "reservation_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_level"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_level_id_fkey" FOREIGN KEY ("level_id") REFERENCES "stock_level"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_order_line_id_fkey" FOREIGN KEY ("order_line_id") REFERENCES "order_line"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_reverses_id_fkey" FOREIGN KEY ("reverses_id") REFERENCES "stock_movement"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ─── Written by hand: what must never be false ─────────────────────────────────────────────────────────────────────

-- Words that have one form only.
ALTER TABLE "member" ADD CONSTRAINT member_email_is_lower_case CHECK (email = lower(email));
ALTER TABLE "workspace" ADD CONSTRAINT workspace_has_one_row CHECK (id = 1);
INSERT INTO "workspace" (id) VALUES (1);

-- People type `so-1042` for SO-1042: two orders must never differ in case alone.
CREATE UNIQUE INDEX order_number_any_case ON "order" (lower(number));

-- Orders: a sales order has a customer, a purchase order a supplier; quantities add up (S3).
ALTER TABLE "order" ADD CONSTRAINT order_has_its_party CHECK (
  (kind = 'sales' AND customer_id IS NOT NULL AND supplier_id IS NULL)
  OR (kind = 'purchase' AND supplier_id IS NOT NULL AND customer_id IS NULL));
ALTER TABLE "order" ADD CONSTRAINT order_freight_not_negative CHECK (freight >= 0);
ALTER TABLE "order" ADD CONSTRAINT order_cancelled_at CHECK (cancelled_at IS NULL OR status = 'cancelled');
ALTER TABLE "order_line" ADD CONSTRAINT order_line_quantities CHECK (
  quantity > 0 AND fulfilled >= 0 AND cancelled >= 0 AND fulfilled + cancelled <= quantity);
ALTER TABLE "order_line" ADD CONSTRAINT order_line_price CHECK (unit_price >= 0 AND discount_basis_points BETWEEN 0 AND 10000);
ALTER TABLE "cancellation" ADD CONSTRAINT cancellation_other_needs_a_note CHECK (reason <> 'other' OR note IS NOT NULL);
ALTER TABLE "cancellation" ADD CONSTRAINT cancellation_keeping_needs_a_note CHECK (refund_choice <> 'keep' OR refund_note IS NOT NULL);

-- Stock (S1, S2, S5): levels and reservations follow the movements, and nobody else writes them.
ALTER TABLE "stock_level" ADD CONSTRAINT stock_level_not_negative CHECK (on_hand >= 0 AND reserved >= 0);
ALTER TABLE "reservation" ADD CONSTRAINT reservation_not_negative CHECK (quantity >= 0);
ALTER TABLE "stock_movement" ADD CONSTRAINT stock_movement_means_what_it_says CHECK (
  (cause = 'opening' AND on_hand_delta >= 0 AND reserved_delta = 0 AND order_line_id IS NULL)
  OR (cause = 'reserve' AND on_hand_delta = 0 AND reserved_delta > 0 AND order_line_id IS NOT NULL)
  OR (cause = 'release' AND on_hand_delta = 0 AND reserved_delta < 0 AND order_line_id IS NOT NULL));
CREATE UNIQUE INDEX stock_movement_once_per_cause ON "stock_movement"
  (source, source_id, level_id, cause, COALESCE(order_line_id, '00000000-0000-0000-0000-000000000000'));

CREATE FUNCTION countermand_apply_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE stock_level SET on_hand = on_hand + NEW.on_hand_delta, reserved = reserved + NEW.reserved_delta WHERE id = NEW.level_id;
  IF NEW.order_line_id IS NOT NULL AND NEW.reserved_delta <> 0 THEN
    IF NEW.reserved_delta > 0 THEN
      INSERT INTO reservation (id, order_line_id, level_id, quantity) VALUES (NEW.id, NEW.order_line_id, NEW.level_id, NEW.reserved_delta)
      ON CONFLICT (order_line_id, level_id) DO UPDATE SET quantity = reservation.quantity + EXCLUDED.quantity;
    ELSE
      UPDATE reservation SET quantity = quantity + NEW.reserved_delta WHERE order_line_id = NEW.order_line_id AND level_id = NEW.level_id;
      IF NOT FOUND THEN
        RAISE EXCEPTION 'line % holds nothing at level %', NEW.order_line_id, NEW.level_id USING ERRCODE = 'check_violation';
      END IF;
    END IF;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER stock_movement_applies AFTER INSERT ON "stock_movement" FOR EACH ROW EXECUTE FUNCTION countermand_apply_movement();

CREATE FUNCTION countermand_only_by_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% follows the stock ledger and is not written by itself', TG_TABLE_NAME;
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER stock_level_follows BEFORE UPDATE OF on_hand, reserved ON "stock_level" FOR EACH ROW EXECUTE FUNCTION countermand_only_by_ledger();
CREATE TRIGGER reservation_follows BEFORE INSERT OR UPDATE OR DELETE ON "reservation" FOR EACH ROW EXECUTE FUNCTION countermand_only_by_ledger();
CREATE FUNCTION countermand_level_starts_empty() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.on_hand <> 0 OR NEW.reserved <> 0 THEN
    RAISE EXCEPTION 'a stock level starts empty and is filled by movements';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER stock_level_starts_empty BEFORE INSERT ON "stock_level" FOR EACH ROW EXECUTE FUNCTION countermand_level_starts_empty();

-- Money (M1, M11): what is given back or kept never exceeds the payment, whoever asks at the same time.
ALTER TABLE "payment" ADD CONSTRAINT payment_positive CHECK (amount > 0);
ALTER TABLE "rate" ADD CONSTRAINT rate_positive CHECK (base_per_unit > 0);
ALTER TABLE "refund" ADD CONSTRAINT refund_positive CHECK (amount > 0);
ALTER TABLE "retention" ADD CONSTRAINT retention_positive CHECK (amount > 0);
ALTER TABLE "retention" ADD CONSTRAINT retention_kept_needs_a_note CHECK (kind <> 'kept' OR note IS NOT NULL);
ALTER TABLE "refund_attempt" ADD CONSTRAINT refund_attempt_says_how_it_ended CHECK (
  CASE state
    WHEN 'succeeded' THEN reference IS NOT NULL AND ended_at IS NOT NULL
    WHEN 'failed' THEN failure_reason IS NOT NULL AND ended_at IS NOT NULL
    ELSE ended_at IS NULL
  END);
CREATE UNIQUE INDEX refund_attempt_one_alive ON "refund_attempt" (refund_id) WHERE state <> 'failed';

CREATE FUNCTION countermand_within_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  paid payment%ROWTYPE;
  taken bigint;
BEGIN
  SELECT * INTO paid FROM payment WHERE id = NEW.payment_id FOR UPDATE;
  IF paid.currency <> NEW.currency OR paid.order_id <> NEW.order_id THEN
    RAISE EXCEPTION 'payment % is of another order or currency', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  SELECT COALESCE((SELECT sum(amount) FROM refund WHERE payment_id = NEW.payment_id), 0)
       + COALESCE((SELECT sum(amount) FROM retention WHERE payment_id = NEW.payment_id), 0) INTO taken;
  IF taken > paid.amount THEN
    RAISE EXCEPTION 'payment % of % cannot give %', NEW.payment_id, paid.amount, taken USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER refund_within_payment AFTER INSERT ON "refund" FOR EACH ROW EXECUTE FUNCTION countermand_within_payment();
CREATE TRIGGER retention_within_payment AFTER INSERT ON "retention" FOR EACH ROW EXECUTE FUNCTION countermand_within_payment();

CREATE FUNCTION countermand_payment_keeps_its_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM refund WHERE payment_id = OLD.id) OR EXISTS (SELECT 1 FROM retention WHERE payment_id = OLD.id) THEN
    RAISE EXCEPTION 'payment % has refunds or retentions and is not changed', OLD.id;
  END IF;
  RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER payment_keeps_its_claims BEFORE UPDATE OR DELETE ON "payment" FOR EACH ROW EXECUTE FUNCTION countermand_payment_keeps_its_claims();

CREATE FUNCTION countermand_attempt_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.state IN ('succeeded', 'failed') OR NEW.key <> OLD.key OR NEW.refund_id <> OLD.refund_id
     OR (OLD.state = 'unknown' AND NEW.state = 'pending') THEN
    RAISE EXCEPTION 'refund attempt % has ended or keeps its key', OLD.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER refund_attempt_moves_on BEFORE UPDATE OR DELETE ON "refund_attempt" FOR EACH ROW EXECUTE FUNCTION countermand_attempt_moves_on();

-- Journal: each entry balances per currency when its transaction ends.
ALTER TABLE "journal_line" ADD CONSTRAINT journal_line_one_side CHECK (debit >= 0 AND credit >= 0 AND (debit = 0) <> (credit = 0));
CREATE FUNCTION countermand_entry_balances() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM journal_line WHERE entry_id = NEW.entry_id GROUP BY currency HAVING sum(debit) <> sum(credit)) THEN
    RAISE EXCEPTION 'journal entry % does not balance', NEW.entry_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER journal_entry_balances AFTER INSERT ON "journal_line" DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION countermand_entry_balances();

-- Requests: one open at most for a subject; states follow their table (C1); a decision is about the plan it names (A5),
-- by somebody else than the requester (A1), in the sequence of the steps, and a rejection says why (A9).
CREATE UNIQUE INDEX request_one_open ON "request" (subject_type, subject_id) WHERE state IN ('pending', 'approved', 'attention');
ALTER TABLE "request" ADD CONSTRAINT request_closed_at CHECK ((closed_at IS NULL) = (state IN ('pending', 'approved', 'attention')));
ALTER TABLE "decision" ADD CONSTRAINT decision_not_by_the_requester CHECK (member_id <> requested_by_id);
ALTER TABLE "decision" ADD CONSTRAINT decision_rejection_says_why CHECK (verdict = 'approved' OR length(btrim(reason)) > 0);

CREATE FUNCTION countermand_request_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.plan_hash <> OLD.plan_hash OR NEW.requested_by_id <> OLD.requested_by_id OR NEW.subject_id <> OLD.subject_id THEN
    RAISE EXCEPTION 'request % keeps its plan, its requester and its subject', OLD.id;
  END IF;
  IF NEW.state <> OLD.state THEN
    IF NOT ((OLD.state = 'pending' AND NEW.state IN ('approved', 'rejected', 'withdrawn', 'stale'))
         OR (OLD.state = 'approved' AND NEW.state IN ('done', 'attention'))
         OR (OLD.state = 'attention' AND NEW.state = 'done')) THEN
      RAISE EXCEPTION 'request % cannot go from % to %', OLD.id, OLD.state, NEW.state;
    END IF;
    IF NEW.state = 'approved' AND EXISTS (
      SELECT 1 FROM request_step s LEFT JOIN decision d ON d.step_id = s.id AND d.verdict = 'approved'
      WHERE s.request_id = NEW.id AND d.id IS NULL) THEN
      RAISE EXCEPTION 'request % has a step that nobody approved', NEW.id;
    END IF;
    IF NEW.state = 'rejected' AND NOT EXISTS (SELECT 1 FROM decision WHERE request_id = NEW.id AND verdict = 'rejected') THEN
      RAISE EXCEPTION 'request % was rejected by nobody', NEW.id;
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER request_moves_on BEFORE UPDATE ON "request" FOR EACH ROW EXECUTE FUNCTION countermand_request_moves_on();

CREATE FUNCTION countermand_request_starts_pending() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.state <> 'pending' THEN
    RAISE EXCEPTION 'request % does not start as pending', NEW.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER request_starts_pending BEFORE INSERT ON "request" FOR EACH ROW EXECUTE FUNCTION countermand_request_starts_pending();

CREATE FUNCTION countermand_decision_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  asked request%ROWTYPE;
BEGIN
  SELECT * INTO asked FROM request WHERE id = NEW.request_id FOR UPDATE;
  IF asked.state <> 'pending' OR asked.plan_hash <> NEW.plan_hash THEN
    RAISE EXCEPTION 'request % is not pending for this plan', NEW.request_id;
  END IF;
  IF EXISTS (
    SELECT 1 FROM request_step earlier JOIN request_step mine ON mine.id = NEW.step_id AND earlier.position < mine.position
    LEFT JOIN decision d ON d.step_id = earlier.id AND d.verdict = 'approved'
    WHERE earlier.request_id = NEW.request_id AND d.id IS NULL) THEN
    RAISE EXCEPTION 'an earlier step of request % is not approved', NEW.request_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER decision_fits BEFORE INSERT ON "decision" FOR EACH ROW EXECUTE FUNCTION countermand_decision_fits();

-- Executions: only of an approved request (A10), one unsettled at most for a subject; settled with every receipt.
CREATE UNIQUE INDEX execution_one_open ON "execution" (subject_type, subject_id) WHERE state <> 'settled';
ALTER TABLE "execution" ADD CONSTRAINT execution_settled_at CHECK ((settled_at IS NULL) = (state <> 'settled'));
CREATE FUNCTION countermand_execution_is_approved() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM request WHERE id = NEW.request_id AND state = 'approved'
                 AND subject_type = NEW.subject_type AND subject_id = NEW.subject_id AND action = NEW.action) THEN
    RAISE EXCEPTION 'request % is not approved', NEW.request_id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER execution_is_approved BEFORE INSERT ON "execution" FOR EACH ROW EXECUTE FUNCTION countermand_execution_is_approved();
CREATE FUNCTION countermand_execution_moves_on() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state = 'settled' OR NEW.request_id <> OLD.request_id THEN
    RAISE EXCEPTION 'execution % is settled', OLD.id;
  END IF;
  IF NEW.state = 'settled' AND EXISTS (
    SELECT 1 FROM execution_step s LEFT JOIN step_receipt r ON r.execution_id = s.execution_id AND r.step = s.step
    WHERE s.execution_id = NEW.id AND r.execution_id IS NULL) THEN
    RAISE EXCEPTION 'execution % has a step without receipt', NEW.id;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER execution_moves_on BEFORE UPDATE ON "execution" FOR EACH ROW EXECUTE FUNCTION countermand_execution_moves_on();

-- While an execution is open nothing else may change its order (C2). The settling transaction names itself:
-- SET LOCAL countermand.execution = '<execution id>'.
CREATE FUNCTION countermand_refuse_while_executing(which uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  busy uuid;
BEGIN
  SELECT id INTO busy FROM execution WHERE subject_type = 'order' AND subject_id = which AND state <> 'settled';
  IF busy IS NOT NULL AND busy::text IS DISTINCT FROM current_setting('countermand.execution', true) THEN
    RAISE EXCEPTION 'order % is being cancelled by execution %', which, busy;
  END IF;
END $$;

-- order.version counts changes of the order, its lines, payments and shipments, so that no writer can forget it.
CREATE FUNCTION countermand_order_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW IS DISTINCT FROM OLD THEN
    IF pg_trigger_depth() < 2 THEN
      PERFORM countermand_refuse_while_executing(OLD.id);
    END IF;
    NEW.version := OLD.version + 1;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER order_changes BEFORE UPDATE ON "order" FOR EACH ROW EXECUTE FUNCTION countermand_order_changes();

CREATE FUNCTION countermand_part_of_order_changes() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  which uuid := COALESCE(NEW.order_id, OLD.order_id);
BEGIN
  -- The order's row is the lock that everyone takes first: a payment or shipment that arrives meanwhile waits here.
  UPDATE "order" SET version = version + 1 WHERE id = which;
  PERFORM countermand_refuse_while_executing(which);
  RETURN NULL;
END $$;
CREATE TRIGGER order_line_changes AFTER UPDATE OR DELETE ON "order_line" FOR EACH ROW EXECUTE FUNCTION countermand_part_of_order_changes();
-- Lines come many at a time with an import: once a statement, not once a line.
CREATE FUNCTION countermand_order_lines_added() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE "order" SET version = version + 1 WHERE id IN (SELECT order_id FROM added);
  PERFORM countermand_refuse_while_executing(order_id) FROM (SELECT DISTINCT order_id FROM added) AS touched;
  RETURN NULL;
END $$;
CREATE TRIGGER order_lines_added AFTER INSERT ON "order_line" REFERENCING NEW TABLE AS added
  FOR EACH STATEMENT EXECUTE FUNCTION countermand_order_lines_added();
CREATE TRIGGER payment_changes AFTER INSERT OR UPDATE OR DELETE ON "payment" FOR EACH ROW EXECUTE FUNCTION countermand_part_of_order_changes();
CREATE TRIGGER shipment_changes AFTER INSERT OR UPDATE OR DELETE ON "shipment" FOR EACH ROW EXECUTE FUNCTION countermand_part_of_order_changes();

-- Append-only tables: rows are inserted and stay. Demo data alone may be thrown away, as a whole, by the transaction that
-- replaces it: SET LOCAL countermand.replace_demo = 'on'.
CREATE FUNCTION countermand_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'TRUNCATE' AND current_setting('countermand.replace_demo', true) = 'on' AND EXISTS (SELECT 1 FROM workspace WHERE demo) THEN
    RETURN NULL;
  END IF;
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
DO $$
DECLARE
  ledger text;
BEGIN
  FOREACH ledger IN ARRAY ARRAY['stock_movement', 'journal_entry', 'journal_line', 'audit_event', 'decision', 'step_receipt', 'refund', 'retention', 'cancellation', 'request_step']
  LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION countermand_append_only()', ledger || '_append_only', ledger);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION countermand_append_only()', ledger || '_no_truncate', ledger);
  END LOOP;
END $$;

-- Work that is looked for often.
CREATE INDEX outbox_event_owed ON "outbox_event" (next_attempt_at, id) WHERE relayed_at IS NULL;
CREATE INDEX delivery_due ON "delivery" (next_attempt_at) WHERE state IN ('pending', 'unknown');
CREATE INDEX order_number_trgm ON "order" USING gin (number gin_trgm_ops);
CREATE INDEX customer_name_trgm ON "customer" USING gin (name gin_trgm_ops);
