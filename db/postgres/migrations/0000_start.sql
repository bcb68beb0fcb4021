CREATE TABLE "account_events" (
	"workspace" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"account" text,
	"username" text,
	"waiting" text NOT NULL,
	"owner" text,
	"added" bigint GENERATED ALWAYS AS IDENTITY (sequence name "account_events_added_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "account_events_workspace_id_pk" PRIMARY KEY("workspace","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"workspace" text NOT NULL,
	"username" text NOT NULL,
	"lookup_id" text NOT NULL,
	"role" text NOT NULL,
	"disabled" boolean NOT NULL,
	"password_hash" text NOT NULL,
	"password_version" integer NOT NULL,
	"added" bigint GENERATED ALWAYS AS IDENTITY (sequence name "accounts_added_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "accounts_workspace_username_pk" PRIMARY KEY("workspace","username")
);
--> statement-breakpoint
CREATE TABLE "library_sessions" (
	"workspace" text NOT NULL,
	"strategy" text NOT NULL,
	"token" text NOT NULL,
	"account" text NOT NULL,
	"device" text NOT NULL,
	"signed_in_at" bigint NOT NULL,
	"expires_at" bigint NOT NULL,
	"added" bigint GENERATED ALWAYS AS IDENTITY (sequence name "library_sessions_added_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "library_sessions_workspace_strategy_token_pk" PRIMARY KEY("workspace","strategy","token")
);
--> statement-breakpoint
CREATE TABLE "password_resets" (
	"workspace" text NOT NULL,
	"username" text NOT NULL,
	"token_hash" text NOT NULL,
	"expires_at" bigint NOT NULL,
	"used" boolean NOT NULL,
	CONSTRAINT "password_resets_workspace_username_pk" PRIMARY KEY("workspace","username")
);
--> statement-breakpoint
CREATE TABLE "server_state" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"workspace" text NOT NULL,
	"strategy" text NOT NULL,
	"algorithm" text NOT NULL,
	"kid" text NOT NULL,
	"sealed" text NOT NULL,
	"number" integer NOT NULL,
	"lifetime" bigint NOT NULL,
	"verifies_until" bigint,
	"added" bigint GENERATED ALWAYS AS IDENTITY (sequence name "signing_keys_added_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	CONSTRAINT "signing_keys_workspace_strategy_kid_pk" PRIMARY KEY("workspace","strategy","kid")
);
--> statement-breakpoint
CREATE TABLE "workspaces" (
	"key" text PRIMARY KEY NOT NULL,
	"settings" text NOT NULL,
	"clock_offset" bigint NOT NULL,
	"created_at" bigint NOT NULL,
	"last_used_at" bigint NOT NULL,
	"keys_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "account_events" ADD CONSTRAINT "account_events_workspace_workspaces_key_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_workspace_workspaces_key_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "library_sessions" ADD CONSTRAINT "library_sessions_workspace_workspaces_key_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_resets" ADD CONSTRAINT "password_resets_workspace_workspaces_key_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "signing_keys" ADD CONSTRAINT "signing_keys_workspace_workspaces_key_fk" FOREIGN KEY ("workspace") REFERENCES "public"."workspaces"("key") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_lookup" ON "accounts" USING btree ("workspace","lookup_id");--> statement-breakpoint
CREATE INDEX "library_sessions_account" ON "library_sessions" USING btree ("workspace","strategy","account");--> statement-breakpoint
CREATE UNIQUE INDEX "signing_keys_current" ON "signing_keys" USING btree ("workspace","strategy","algorithm") WHERE "signing_keys"."verifies_until" is null;--> statement-breakpoint
CREATE INDEX "signing_keys_added" ON "signing_keys" USING btree ("added");--> statement-breakpoint
CREATE INDEX "workspaces_last_used" ON "workspaces" USING btree ("last_used_at");